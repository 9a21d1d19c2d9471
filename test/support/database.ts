import { createHash, randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { repoRoot } from '../../infra/config/repo-root.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { setUpDatabase } from '../../infra/database/setup.js';

export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Closes the connections and drops the database. */
  readonly drop: () => Promise<void>;
}

/** Password of every account, and secret of the OAuth client, in a test database. */
export const TEST_PASSWORD = 'test-password';

/**
 * A database of one's own with schema, seeds and demo accounts: a copy of a template that the first caller of a test
 * run makes.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = await ensureTemplate();
  await onServer((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`), template);
  const url = urlOf(name);
  const dataSource = await createDataSource(url).initialize();
  return {
    url,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await onServer((admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database: no schema. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer((admin) => admin.query(`CREATE DATABASE ${name}`));
  return {
    url: urlOf(name),
    drop: () => onServer(async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** Named by what it is made from, so that a server that outlives a change does not serve an old one. */
async function ensureTemplate(): Promise<string> {
  const name = `duban_template_${hashOfSources()}`;
  await onServer(async (admin) => {
    const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rows.length > 0) return;
    const unfinished = `${name}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished}`);
    await admin.query(`CREATE DATABASE ${unfinished}`);
    const DATABASE_URL = urlOf(unfinished);
    await setUpDatabase({ DATABASE_URL, DUBAN_DEMO: true, DUBAN_DEMO_PASSWORD: TEST_PASSWORD });
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  }, name);
  return name;
}

/** @param lock name under which only one test file at a time goes on */
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

function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function hashOfSources(): string {
  const folder = join(repoRoot, 'infra', 'database');
  const hash = createHash('sha256');
  for (const file of globSync('**/*.{ts,json,csv}', { cwd: folder }).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
