import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { isDatabaseCurrent, setUpDatabase } from '../../../infra/database/setup.js';
import { assertSchemaSupported } from '../../../infra/database/supported-schema.js';
import { loadConfig } from '../../../infra/config/config.js';
import { createGateway } from '../../../apps/gateway/create-gateway.js';
import { pino } from 'pino';
import { createEmptyDatabase } from '../../support/database.js';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let owner: DataSource;
/** As a release before the first one left it: its first and its last migration, and a table with a row. */
beforeAll(async () => {
  database = await createEmptyDatabase();
  owner = await createDataSource(database.ownerUrl, { poolSize: 1 }).initialize();
  await owner.query(`
    CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
    INSERT INTO migrations (timestamp, name) VALUES
      (1764000000000, 'Foundation1764000000000'), (1764550000000, 'UnprintableCharacters1764550000000');
    CREATE TABLE account (id uuid PRIMARY KEY, failed_logins integer NOT NULL);
    INSERT INTO account VALUES (gen_random_uuid(), 3);
    GRANT SELECT ON migrations TO duban_app;
  `);
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

const refusal = {
  code: 'SCHEMA_NOT_SUPPORTED',
  message: expect.stringMatching(
    /^SCHEMA_NOT_SUPPORTED: the database 'test_\w+' has the schema of an older Duban, which .+\(2 migrations that it does not know, the last one UnprintableCharacters1764550000000\)\. Nothing was changed\. Start with an empty database .+\.$/,
  ),
};

it('set-up refuses a database of an older schema and changes nothing in it', async () => {
  const { url: DATABASE_URL, ownerUrl: DATABASE_URL_MIGRATE } = database;
  const contents = () =>
    owner.query(`SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT 'migration', name FROM migrations UNION ALL SELECT 'account', id::text FROM account ORDER BY 1, 2`);
  const before = await contents();

  await expect(setUpDatabase({ DATABASE_URL, DATABASE_URL_MIGRATE, DUBAN_DEMO: true })).rejects.toMatchObject(
    refusal,
  );

  expect(await contents()).toEqual(before);
});

it('a start without the migrating role refuses a database of an older schema', async () => {
  await expect(isDatabaseCurrent(database.url)).rejects.toMatchObject(refusal);
});

it('the gateway does not start on a database of an older schema', async () => {
  const config = loadConfig({ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1' });

  await expect(createGateway({ config, log: pino({ level: 'silent' }) })).rejects.toMatchObject(refusal);
});

it('an empty database is supported', async () => {
  const empty = await createEmptyDatabase();
  const dataSource = await createDataSource(empty.url).initialize();
  try {
    await expect(assertSchemaSupported(dataSource)).resolves.toBeUndefined();
    expect(await isDatabaseCurrent(empty.url)).toBe(false);
  } finally {
    await dataSource.destroy();
    await empty.drop();
  }
});

it('a database that the next release has migrated is current for this one', async () => {
  const shared = await createEmptyDatabase();
  const dataSource = await createDataSource(shared.ownerUrl).initialize();
  try {
    await dataSource.runMigrations();
    await dataSource.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999000000000, 'Next9999000000000')`,
    );

    expect(await isDatabaseCurrent(shared.ownerUrl)).toBe(true);
  } finally {
    await dataSource.destroy();
    await shared.drop();
  }
});
