/** Tells a schema of this release from a newer one, and from one that this release cannot migrate. */
import type { DataSource } from 'typeorm';
import { isMissingSchema } from './database-errors.js';
import { migrations } from './migrations/index.js';
import { queryRow, queryRows } from './query.js';
import { sql } from './sql.js';

/** This release can neither use nor migrate the database's schema. Nothing was changed. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code = 'SCHEMA_NOT_SUPPORTED';
}

/** Names of migrations end in the epoch ms that orders them: `Cards1796000300000`. */
const instantOf = (migration: string): number => Number(migration.slice(-13));
const NAMES: ReadonlySet<string> = new Set(migrations.map(({ name }) => name));
const NEWEST = Math.max(...[...NAMES].map(instantOf));

/**
 * Whether every migration of this release has run.
 *
 * @param dataSource of any role that the database was set up for
 * @throws {SchemaError} when unknown migrations have run that are not newer than this release
 */
export async function isSchemaCurrent(dataSource: DataSource): Promise<boolean> {
  const run = await migrationsOf(dataSource);
  // Newer migrations are of the next release, which runs side by side with this one during a rollout.
  const unknown = run.filter((name) => !NAMES.has(name) && instantOf(name) <= NEWEST);
  if (unknown.length > 0) throw new SchemaError(messageOf(await databaseOf(dataSource), unknown));
  return [...NAMES].every((name) => run.includes(name));
}

/** Accepts an empty database and one that lacks migrations of this release. @throws {SchemaError} as above */
export async function assertSchemaSupported(dataSource: DataSource): Promise<void> {
  await isSchemaCurrent(dataSource);
}

/** Oldest first; none in a database that is not set up. */
async function migrationsOf(dataSource: DataSource): Promise<readonly string[]> {
  try {
    const rows = await queryRows<{ name: string }>(
      dataSource,
      sql`SELECT name FROM migrations ORDER BY timestamp`,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if (isMissingSchema(error)) return [];
    throw error;
  }
}

async function databaseOf(dataSource: DataSource): Promise<string> {
  return (await queryRow<{ name: string }>(dataSource, sql`SELECT current_database() AS name`))!.name;
}

const messageOf = (database: string, unknown: readonly string[]): string =>
  `SCHEMA_NOT_SUPPORTED: the database '${database}' has the schema of an older Duban, which this release cannot migrate ` +
  `(${unknown.length} migrations that it does not know, the last one ${unknown.at(-1)}). Nothing was changed. Start with ` +
  'an empty database (for npm start: another DUBAN_DATA), or go on with the version that made this one.';
