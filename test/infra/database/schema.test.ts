import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { setUpDatabase } from '../../../infra/database/setup.js';
import { createEmptyDatabase } from '../../support/database.js';
import { qdn2015 } from '../../domain/cases/time-limits/seeded.js';

const PASSWORD = 'a-demo-password';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  dataSource = await createDataSource(database.ownerUrl, { poolSize: 2 }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Without TypeORM's own. */
const tables = async (): Promise<string[]> => {
  const sql = `SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migrations' ORDER BY 1`;
  return ((await dataSource.query(sql)) as { name: string }[]).map(({ name }) => name);
};
const entityTables = (): string[] => dataSource.entityMetadatas.map(({ tableName }) => tableName).sort();
/** How many rows each table has, and a digest of their contents. */
async function contents(): Promise<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const { tableName } of dataSource.entityMetadatas) {
    const sql = `SELECT count(*)::int AS rows, md5(string_agg(t::text, ';' ORDER BY t::text)) AS digest FROM ${tableName} t`;
    [result[tableName]] = (await dataSource.query(sql)) as unknown[];
  }
  return result;
}

it('migrations create exactly the schema of the entities', async () => {
  await dataSource.runMigrations();

  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('every table has exactly one entity', async () => {
  expect(entityTables()).toEqual(await tables());
});

it('reverting all migrations leaves no table and no function', async () => {
  const functions = (): Promise<unknown[]> =>
    dataSource.query(`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);

  for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
  expect(await tables()).toEqual([]);
  expect(await functions()).toEqual([]);

  await dataSource.runMigrations();
  expect(await tables()).toEqual(entityTables());
});
const config = { DUBAN_DEMO: true, DUBAN_DEMO_PASSWORD: PASSWORD };
const urls = (of: typeof database) => ({ DATABASE_URL: of.url, DATABASE_URL_MIGRATE: of.ownerUrl });

it('set-up seeds an installation and returns the new accounts', async () => {
  const made = await setUpDatabase({ ...config, ...urls(database) });

  expect(made.demoAccounts).toContainEqual({
    username: 'kaili.clerk',
    password: PASSWORD,
    unit: '522601',
    roles: ['agency-clerk'],
  });
  expect(made.oauthClients).toEqual([{ id: 'efficiency-platform', secret: PASSWORD }]);
  const [account] = await dataSource.query(
    `SELECT password_hash FROM account WHERE username = 'mailbox.clerk'`,
  );
  expect(account.password_hash).toMatch(/^\$argon2id\$/);
  expect(await verify(account.password_hash, PASSWORD)).toBe(true);
  const active = await dataSource.query(`SELECT id FROM policy WHERE active`);
  expect(active).toEqual([{ id: 'QDN-2015' }]);
  const [unit] = await dataSource.query(`SELECT path FROM unit WHERE code = '522601'`);
  expect(unit.path).toEqual(['5226', '522601']);
});

it('repeated set-up by two programs at once changes nothing', async () => {
  const before = await contents();
  const again = await Promise.all([1, 2].map(() => setUpDatabase({ ...config, ...urls(database) })));

  expect(again).toEqual(Array(2).fill({ demoAccounts: [], oauthClients: [] }));
  expect(await contents()).toEqual(before);
});

it('set-up of an empty database by two programs at once seeds everything once', async () => {
  const fresh = await createEmptyDatabase();
  try {
    const made = await Promise.all([1, 2].map(() => setUpDatabase({ ...config, ...urls(fresh) })));
    expect(made.map(({ oauthClients }) => oauthClients.length).sort()).toEqual([0, 1]);
  } finally {
    await fresh.drop();
  }
});

it('set-up without DUBAN_DEMO creates no demo accounts', async () => {
  const fresh = await createEmptyDatabase();
  try {
    const made = await setUpDatabase({ ...config, DUBAN_DEMO: false, ...urls(fresh) });
    expect(made.demoAccounts).toEqual([]);
    expect(made.oauthClients[0]!.secret).not.toBe(PASSWORD);
  } finally {
    await fresh.drop();
  }
});

it('set-up adds a newer version of the active policy and keeps the choice of policy', async () => {
  const active = async (): Promise<{ id: string; version: number }[]> =>
    dataSource.query(`SELECT id, version FROM policy WHERE active ORDER BY id, version`);
  await dataSource.query(`UPDATE policy SET version = 1 WHERE id = 'QDN-2015'`);
  await setUpDatabase({ ...config, ...urls(database) });
  expect(await active()).toEqual([
    { id: 'QDN-2015', version: 1 },
    { id: 'QDN-2015', version: qdn2015.version },
  ]);

  await dataSource.query(`UPDATE policy SET active = id = 'GZ-2014'`);
  await dataSource.query(`DELETE FROM policy WHERE id = 'QDN-2015'`);
  await setUpDatabase({ ...config, ...urls(database) });
  expect((await active()).map(({ id }) => id)).toEqual(['GZ-2014']);
});
