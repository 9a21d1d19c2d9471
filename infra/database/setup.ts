import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import { ConfigError, type Config } from '../config/config.js';
import { createDataSource, poolOf } from './data-source.js';
import { grantToPrograms } from './program-role.js';
import { seedDemoAccounts, type DemoAccount } from './seed-demo-accounts.js';
import { seedReferenceData } from './seed-reference-data.js';
import { transaction } from './transaction.js';
import { assertSchemaSupported, isSchemaCurrent } from './supported-schema.js';

export interface SetUp {
  /** Only those created by this call: their passwords are stored nowhere in clear. */
  readonly demoAccounts: readonly DemoAccount[];
  readonly oauthClients: readonly { readonly id: string; readonly secret: string }[];
}

/** Any number; it only has to be the same in every program that sets up this database. */
const SET_UP_LOCK = 20_150_516;

/** The efficiency-supervision platform, which pulls the supervision feed. 州监察局 runs it (RULES.md 4.2). */
const PLATFORM = {
  id: 'efficiency-platform',
  title: '州电子效能监察平台',
  scopes: ['supervision:read', 'supervision:write'],
  unit: 'JCJ',
};

/**
 * Migrates a database to the schema of this release, seeds a new one, and grants the role of DATABASE_URL what the programs
 * need. Repeating it changes nothing; two programs that do it at once take turns.
 *
 * @throws {ConfigError} when DATABASE_URL_MIGRATE is not set, or names the role of DATABASE_URL
 * @throws {SchemaError} when the database has a schema that this release does not support, before anything is changed
 */
export async function setUpDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_URL_MIGRATE' | 'DUBAN_DEMO' | 'DUBAN_DEMO_PASSWORD'>,
): Promise<SetUp> {
  const { DATABASE_URL: programs, DATABASE_URL_MIGRATE: owner } = config;
  const { DUBAN_DEMO: demo, DUBAN_DEMO_PASSWORD: password } = config;
  if (!owner)
    throw new ConfigError(['DATABASE_URL_MIGRATE: is not set (npm start sets it for the local stack)']);
  const dataSource = await connect(owner);
  try {
    const role = programs === undefined ? null : await roleOf(programs);
    if (role === (await currentRole(dataSource)))
      throw new ConfigError(['DATABASE_URL_MIGRATE: names the role of DATABASE_URL, which must own nothing']);
    return await underLock(dataSource, async () => {
      await assertSchemaSupported(dataSource);
      await dataSource.runMigrations({ transaction: 'each' });
      if (role !== null) await grantToPrograms(dataSource, role);
      return transaction(dataSource, async (tx) => {
        await seedReferenceData(tx);
        await seedSigningKey(tx);
        return {
          demoAccounts: demo ? await seedDemoAccounts(tx, password) : [],
          oauthClients: await seedPlatform(tx, demo ? password : undefined),
        };
      });
    });
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Whether every migration of this release has run.
 *
 * @param databaseUrl of the programs' role
 * @throws {SchemaError} when the database has a schema that this release does not support
 */
export async function isDatabaseCurrent(databaseUrl: string): Promise<boolean> {
  const dataSource = await connect(databaseUrl);
  try {
    return await isSchemaCurrent(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

function connect(url: string): Promise<DataSource> {
  return createDataSource(url, { poolSize: 3, applicationName: 'duban-setup' }).initialize();
}

/** Queried, because a URL need not name its user. */
async function roleOf(url: string): Promise<string> {
  const dataSource = await connect(url);
  try {
    return await currentRole(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function currentRole(dataSource: DataSource): Promise<string> {
  const [row]: { role: string }[] = await dataSource.query('SELECT current_user AS role');
  return row!.role;
}

/** On a connection of its own: migrations take theirs from the pool. */
async function underLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const lock = await poolOf(dataSource).connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [SET_UP_LOCK]);
    return await work();
  } finally {
    lock.release(true); // closing the connection gives the lock back, however the work ended
  }
}

async function seedSigningKey(tx: EntityManager): Promise<void> {
  await tx.query(
    `INSERT INTO signing_key (id, secret) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM signing_key)`,
    [randomBytes(6).toString('base64url'), randomBytes(32).toString('base64url')],
  );
}

async function seedPlatform(tx: EntityManager, given?: string): Promise<SetUp['oauthClients']> {
  const known = (await tx.query('SELECT 1 FROM oauth_client WHERE id = $1', [PLATFORM.id])) as unknown[];
  if (known.length > 0) return [];
  const secret = given ?? randomBytes(24).toString('base64url');
  await tx.query(
    'INSERT INTO oauth_client (id, title, secret_hash, scopes, unit_code) VALUES ($1, $2, $3, $4, $5)',
    [PLATFORM.id, PLATFORM.title, await hash(secret), PLATFORM.scopes, PLATFORM.unit],
  );
  return [{ id: PLATFORM.id, secret }];
}
