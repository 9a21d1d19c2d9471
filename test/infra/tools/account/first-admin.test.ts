import { afterAll, expect, it } from '@jest/globals';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { setUpDatabase } from '../../../../infra/database/setup.js';
import { createFirstAdmin } from '../../../../infra/tools/account/first-admin.js';
import { verifyChain } from '../../../../infra/database/verify-audit-chain.js';
import { createEmptyDatabase } from '../../../support/database.js';
import { Client } from 'pg';

const database = await createEmptyDatabase();
await setUpDatabase({
  ...{ DATABASE_URL: database.url, DATABASE_URL_MIGRATE: database.ownerUrl },
  ...{ DUBAN_DEMO: false, DUBAN_DEMO_PASSWORD: undefined },
});
const dataSource = await createDataSource(database.url).initialize();
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
const create = (role: string, username = role.replace('-', '.')) =>
  createFirstAdmin(dataSource, { role, username, unit: 'XXB' });

it('the first administrators of an empty installation are invited', async () => {
  for (const role of ['admin-system', 'admin-security', 'admin-audit']) {
    const { username, code } = await create(role);
    expect([username, code]).toEqual([
      role.replace('-', '.'),
      expect.stringMatching(/^\d{6}(-[A-Z2-9]{4}){3}$/),
    ]);
  }

  const accounts = await dataSource.query('SELECT username, roles, state FROM account ORDER BY username');
  expect(accounts).toEqual([
    { username: 'admin.audit', roles: ['admin-audit'], state: 'invited' },
    { username: 'admin.security', roles: ['admin-security'], state: 'invited' },
    { username: 'admin.system', roles: ['admin-system'], state: 'invited' },
  ]);
});

it('a repeated command replaces the code that nobody has used', async () => {
  const first = await create('admin-system');
  const second = await create('admin-system');

  const [{ codes }] = await dataSource.query(
    `SELECT array_agg(check_number) AS codes FROM account_code c JOIN account a ON a.id = c.account_id
     WHERE a.username = 'admin.system'`,
  );
  expect(second.code).not.toBe(first.code);
  expect(codes).toEqual([second.code.slice(0, 6)]);
});

it('an administrator who is in use gets no code by the command', async () => {
  await dataSource.query(
    `UPDATE account SET state = 'active', password_hash = 'x' WHERE username = 'admin.audit'`,
  );

  await expect(create('admin-audit')).rejects.toThrow(/admin\.audit is admin-audit already/);
});

it('the command makes administrators only', async () => {
  await expect(create('supervisor')).rejects.toThrow(/--role/);
});

it('the command leaves the audit log whole', async () => {
  const db = new Client({ connectionString: database.url });
  await db.connect();

  const { entries, broken } = await verifyChain(db);

  await db.end();
  expect([entries > 0, broken]).toEqual([true, null]);
});
