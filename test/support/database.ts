import { createHash, randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { repoRoot } from '../../infra/config/repo-root.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { setUpDatabase } from '../../infra/database/setup.js';
import { ensureRoles, roleUrls } from '../../infra/local/postgres-roles.js';

export interface TestDatabase {
  /** Of the role that the programs have. */
  readonly url: string;
  /** Of the role that owns the tables. */
  readonly ownerUrl: string;
  /** With the role of the programs: a missing privilege fails the test. */
  readonly dataSource: DataSource;
  /** Runs statements of the test itself, as the owner of the tables. */
  readonly query: <R = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;
  /** Closes the connections and drops the database. */
  readonly drop: () => Promise<void>;
}

/** Password of every account, and secret of the OAuth client, in a test database. */
export const TEST_PASSWORD = 'test-password';

const PASSWORDS = { owner: 'owner-of-the-tests', programs: 'programs-of-the-tests' };

/**
 * Creates a database with schema, seeds and demo accounts: a copy of a template that the first caller of a test run
 * creates.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = await ensureTemplate();
  await onServer(async (admin) => {
    await admin.query(`CREATE DATABASE ${name} OWNER duban_owner TEMPLATE ${template}`);
    await admin.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`); // a copy does not get it from its template
  }, template);
  const { programs: url, owner: ownerUrl } = urlsOf(name);
  const dataSource = await createDataSource(url).initialize();
  const owner = new Pool({ connectionString: ownerUrl, max: 3 });
  owner.on('error', () => undefined); // the database is dropped under an idle connection
  return {
    url,
    ownerUrl,
    dataSource,
    query: async <R>(sql: string, values?: unknown[]) => (await owner.query(sql, values)).rows as R[],
    drop: async () => {
      await dataSource.destroy();
      await owner.end();
      await onServer((admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database: no schema. */
export async function createEmptyDatabase(): Promise<{
  readonly url: string;
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(async (admin) => {
    await ensureRoles(admin, PASSWORDS);
    await admin.query(`CREATE DATABASE ${name} OWNER duban_owner`);
  }, ROLES);
  const { programs: url, owner: ownerUrl } = urlsOf(name);
  return {
    url,
    ownerUrl,
    drop: () => onServer(async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** Its name contains a hash of its sources, so that a server that outlives a change does not serve an old one. */
async function ensureTemplate(): Promise<string> {
  const name = `duban_template_${hashOfSources()}`;
  await onServer((admin) => ensureRoles(admin, PASSWORDS), ROLES);
  await onServer(async (admin) => {
    const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rows.length > 0) return;
    const unfinished = `${name}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished}`);
    await admin.query(`CREATE DATABASE ${unfinished} OWNER duban_owner`);
    const { programs: DATABASE_URL, owner: DATABASE_URL_MIGRATE } = urlsOf(unfinished);
    const accounts = { DUBAN_DEMO: true, DUBAN_DEMO_PASSWORD: TEST_PASSWORD };
    await setUpDatabase({ DATABASE_URL, DATABASE_URL_MIGRATE, ...accounts });
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  }, name);
  return name;
}

/** Name of the lock under which the roles of the server are created. */
const ROLES = 'roles';

/** @param lock name of a lock that one test file holds at a time */
async function onServer<T>(work: (admin: Client) => Promise<T>, lock?: string): Promise<T> {
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    if (lock) await admin.query('SELECT pg_advisory_lock(hashtext($1))', [lock]);
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function adminUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test');
  return url;
}

function urlsOf(database: string): ReturnType<typeof roleUrls> {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return roleUrls(url.href, PASSWORDS);
}

function hashOfSources(): string {
  const folder = join(repoRoot, 'infra', 'database');
  const hash = createHash('sha256');
  for (const file of globSync('**/*.{ts,json,csv}', { cwd: folder }).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
