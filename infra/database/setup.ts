import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import { ConfigError, type Config } from '../config/config.js';
import { createDataSource, poolOf } from './data-source.js';
import { OauthClient, SigningKey } from './entities/accounts.js';
import { grantToPrograms } from './program-role.js';
import { seedDemoAccounts, type DemoAccount } from './seed-demo-accounts.js';
import { seedReferenceData } from './seed-reference-data.js';
import { execute, queryRow } from './query.js';
import { sql } from './sql.js';
import { transaction } from './transaction.js';
import { assertSchemaSupported, isSchemaCurrent } from './supported-schema.js';

export interface SetUp {
  /** Those that this call created: their passwords are stored as hashes only. */
  readonly demoAccounts: readonly DemoAccount[];
  readonly oauthClients: readonly { readonly id: string; readonly secret: string }[];
}

/** Arbitrary, but the same in every program that sets up this database. */
const SET_UP_LOCK = 20_150_516;

/** The efficiency-supervision platform, which reads the supervision feed. 州监察局 runs it. */
const PLATFORM = {
  id: 'efficiency-platform',
  title: '州电子效能监察平台',
  scopes: ['supervision:read', 'supervision:write'],
  unitCode: 'JCJ',
};

/**
 * Migrates a database to the schema of this release, seeds a new one, and grants the role of DATABASE_URL what the programs
 * need. Idempotent; an advisory lock serializes concurrent calls.
 *
 * @throws {ConfigError} when DATABASE_URL_MIGRATE is not set, or names the role of DATABASE_URL
 * @throws {SchemaError} when the database has a schema that this release does not support, before it changes anything
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
  return (await queryRow<{ role: string }>(dataSource, sql`SELECT current_user AS role`))!.role;
}

/** Holds the lock on a connection of its own: migrations take theirs from the pool. */
async function underLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const lock = await poolOf(dataSource).connect();
  try {
    await execute(lock, sql`SELECT pg_advisory_lock(${SET_UP_LOCK})`);
    return await work();
  } finally {
    lock.release(true); // closing the connection releases the lock, however the work ended
  }
}

async function seedSigningKey(tx: EntityManager): Promise<void> {
  if (await tx.existsBy(SigningKey, {})) return;
  const [id, secret] = [randomBytes(6).toString('base64url'), randomBytes(32).toString('base64url')];
  await tx.insert(SigningKey, { id, secret });
}

async function seedPlatform(tx: EntityManager, given?: string): Promise<SetUp['oauthClients']> {
  const { id } = PLATFORM;
  if (await tx.existsBy(OauthClient, { id })) return [];
  const secret = given ?? randomBytes(24).toString('base64url');
  await tx.insert(OauthClient, { ...PLATFORM, secretHash: await hash(secret) });
  return [{ id, secret }];
}
