import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assertProgramRole } from '../../infra/database/program-role.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { setUpDatabase } from '../../infra/database/setup.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const DENIED = { driverError: { code: '42501' } };
const asProgram = (sql: string): Promise<unknown> => database.dataSource.query(sql);

describe('the role of the programs', () => {
  it('the role of the programs is neither a superuser nor the owner of a table', async () => {
    const [role] = (await asProgram(
      `SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user`,
    )) as object[];

    expect(role).toEqual({
      rolname: 'duban_app',
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolbypassrls: false,
    });
    await expect(assertProgramRole(database.dataSource)).resolves.toBeUndefined();
  });

  it.each([
    ['start a program on the server', `COPY (SELECT 1) TO PROGRAM 'id'`],
    ['read a file of the server', `SELECT pg_read_file('/etc/passwd')`],
    ['drop a trigger', 'DROP TRIGGER policy_document_guard ON policy_document'],
    ['switch a trigger off', 'ALTER TABLE policy_document DISABLE TRIGGER ALL'],
    ['pass triggers by', 'SET session_replication_role = replica'],
    ['replace a function of a trigger', 'DROP FUNCTION policy_document_guard CASCADE'],
    ['make a table', 'CREATE TABLE own (id integer)'],
    ['drop a table', 'DROP TABLE comment'],
    ['empty a table', 'TRUNCATE comment'],
    ['make a signing key', `INSERT INTO signing_key (id, secret) VALUES ('own', 'known')`],
    ['replace a signing key', `UPDATE signing_key SET secret = 'known'`],
    ['pretend that a migration has run', `INSERT INTO migrations (timestamp, name) VALUES (1, 'own')`],
    ['remove a proposal of a rule', 'DELETE FROM rule_proposal'],
    ['become the owner', 'SET ROLE duban_owner'],
  ])('cannot %s', async (_, sql) => {
    await expect(asProgram(sql)).rejects.toMatchObject(DENIED);
  });

  it('the role of the programs reads and writes the rows of every other table', async () => {
    const lacking = await database.query(
      `SELECT c.relname AS table FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname NOT IN ('migrations', 'signing_key', 'audit_entry', 'audit_head', 'inspection_source',
           'unit_former_name', 'unit_share', 'unit_change', 'rule_proposal')
         AND NOT (has_table_privilege('duban_app', c.oid, 'SELECT') AND has_table_privilege('duban_app', c.oid, 'INSERT')
           AND has_table_privilege('duban_app', c.oid, 'UPDATE') AND has_table_privilege('duban_app', c.oid, 'DELETE'))`,
    );

    expect(lacking).toEqual([]);
  });
});

it.each([
  ['a superuser', (): string => superuserUrl(), /the role 'duban' is a superuser.+CREATE ROLE duban_app/],
  [
    'the owner of the database',
    (): string => database.ownerUrl,
    /the role 'duban_owner' owns the database or tables in it.+REASSIGN OWNED/,
  ],
])('a program does not start as %s', async (_, url, sentence) => {
  const dataSource = await createDataSource(url()).initialize();

  await expect(assertProgramRole(dataSource)).rejects.toThrow(sentence);

  await dataSource.destroy();
});

it('set-up creates nothing when both roles are the same', async () => {
  const empty = await createEmptyDatabase();
  const urls = { DATABASE_URL: empty.ownerUrl, DATABASE_URL_MIGRATE: empty.ownerUrl };

  await expect(setUpDatabase({ ...urls, DUBAN_DEMO: false })).rejects.toThrow(
    /names the role of DATABASE_URL/,
  );

  await empty.drop();
});

function superuserUrl(): string {
  const url = new URL(process.env['TEST_DATABASE_URL']!);
  url.pathname = new URL(database.url).pathname;
  return url.href;
}
