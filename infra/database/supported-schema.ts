/** Whether a database was made by this release, by a newer one, or by one whose schema this release cannot migrate. */
import type { DataSource } from 'typeorm';
import { isMissingSchema } from './database-errors.js';
import { migrations } from './migrations/index.js';

/** A database has a schema that this release can neither use nor migrate. Nothing in it was changed. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code = 'SCHEMA_NOT_SUPPORTED';
}

/** Names of migrations end in the instant that orders them: `Cards1796000300000`. */
const instantOf = (migration: string): number => Number(migration.slice(-13));
const NAMES: ReadonlySet<string> = new Set(migrations.map(({ name }) => name));
const NEWEST = Math.max(...[...NAMES].map(instantOf));

/**
 * Whether every migration of this release has run.
 *
 * @param dataSource of any role that the database was set up for
 * @throws {SchemaError} when others have run that are no newer than this release
 */
export async function isSchemaCurrent(dataSource: DataSource): Promise<boolean> {
  const run = await migrationsOf(dataSource);
  // What is newer than this release was made by the next one: both run side by side while it is rolled out.
  const unknown = run.filter((name) => !NAMES.has(name) && instantOf(name) <= NEWEST);
  if (unknown.length > 0) throw new SchemaError(messageOf(await databaseOf(dataSource), unknown));
  return [...NAMES].every((name) => run.includes(name));
}

/** @throws {SchemaError} as above; an empty database is supported, and so is one that lacks migrations of this release */
export async function assertSchemaSupported(dataSource: DataSource): Promise<void> {
  await isSchemaCurrent(dataSource);
}

/** Oldest first; none where nobody has set the database up. */
async function migrationsOf(dataSource: DataSource): Promise<readonly string[]> {
  try {
    const rows: { name: string }[] = await dataSource.query('SELECT name FROM migrations ORDER BY timestamp');
    return rows.map(({ name }) => name);
  } catch (error) {
    if (isMissingSchema(error)) return [];
    throw error;
  }
}

async function databaseOf(dataSource: DataSource): Promise<string> {
  const [row]: { name: string }[] = await dataSource.query('SELECT current_database() AS name');
  return row!.name;
}

const messageOf = (database: string, unknown: readonly string[]): string =>
  `SCHEMA_NOT_SUPPORTED: the database '${database}' has the schema of an older Duban, which this release cannot migrate ` +
  `(${unknown.length} migrations that it does not know, the last one ${unknown.at(-1)}). Nothing was changed. Start with ` +
  'an empty database (for npm start: another DUBAN_DATA), or go on with the version that made this one.';
