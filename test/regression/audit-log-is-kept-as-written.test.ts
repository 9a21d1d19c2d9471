import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyChain, type KnownEntry } from '../../infra/database/verify-audit-chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let superuser: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(process.env['TEST_DATABASE_URL']!);
  url.pathname = new URL(database.url).pathname;
  superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  await superuser.query('SET session_replication_role = replica'); // no trigger holds it up
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const append = (subject: string): Promise<unknown> =>
  database.dataSource.query(
    `INSERT INTO audit_entry (account, action, subject, result, ip, reason, processes)
     VALUES ('tester', '测试', $1, 'done', '2001:db8::1', E'多行\n"原因"', ARRAY[gen_random_uuid(), gen_random_uuid()])`,
    [subject],
  );
/** As whoever has the programs' password would. */
async function verify(known?: KnownEntry) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await verifyChain(client, known);
  } finally {
    await client.end();
  }
}
const ids = async (): Promise<number[]> =>
  (await database.query<{ id: string }>('SELECT id FROM audit_entry ORDER BY id')).map(({ id }) =>
    Number(id),
  );

describe('the programs', () => {
  beforeAll(() => append('first'));

  it.each([
    ['change an entry', `UPDATE audit_entry SET account = 'nobody'`],
    ['delete an entry', 'DELETE FROM audit_entry'],
    ['empty the log', 'TRUNCATE audit_entry'],
    ['move the end of the chain', 'UPDATE audit_head SET entry_id = 0'],
    ['switch off the trigger that chains', 'ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_chain'],
    ['drop the trigger that keeps entries', 'DROP TRIGGER audit_entry_kept ON audit_entry'],
    ['drop the log', 'DROP TABLE audit_entry'],
    [
      'lay a table of their own before that of the chain',
      'CREATE TEMPORARY TABLE audit_head (LIKE audit_head)',
    ],
  ])('the programs cannot %s', async (_, sql) => {
    await expect(database.dataSource.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it('the programs cannot set number, time or hash of an audit entry', async () => {
    const before = await ids();

    await database.dataSource.query(
      `INSERT INTO audit_entry (id, at, account, action, subject, result, hash)
       VALUES (0, '2015-01-01', 'tester', 'test', 'forged', 'done', '\\x00')`,
    );

    const [entry] = await database.query(
      `SELECT id::int, at > now() - interval '1 minute' AS recent FROM audit_entry WHERE subject = 'forged'`,
    );
    expect(entry).toEqual({ id: before.at(-1)! + 1, recent: true });
    expect((await verify()).broken).toBeNull();
  });
});

it.each([
  ['changing', `UPDATE audit_entry SET account = 'nobody'`],
  ['deleting', 'DELETE FROM audit_entry'],
  ['truncating', 'TRUNCATE audit_entry'],
])('a trigger keeps even the owner from %s audit entries', async (_, sql) => {
  await expect(database.query(sql)).rejects.toMatchObject({ code: 'DB011' });
});

it('concurrent audit entries form one chain without a gap', async () => {
  const clients = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      return client;
    }),
  );
  const before = await ids();

  await Promise.all(
    clients.map(async (client, n) => {
      for (let i = 0; i < 20; i += 1) {
        await client.query('BEGIN');
        await client.query(
          `INSERT INTO audit_entry (account, action, subject, result) VALUES ('tester', 'test', $1, 'done')`,
          [`${n}.${i}`],
        );
        await client.query(i % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
      }
    }),
  );

  await Promise.all(clients.map((client) => client.end()));
  const after = await ids();
  expect(after).toHaveLength(before.length + 12 * 16);
  expect(after.at(-1)! - before.at(-1)!).toBe(12 * 16);
  expect(await verify()).toMatchObject({ entries: after.length, broken: null });
});

describe('an attacker on the server', () => {
  let numbers: number[];
  let whole: KnownEntry;
  beforeEach(async () => {
    for (const subject of ['one', 'two', 'three']) await append(subject);
    numbers = await ids();
    whole = (await verify()).last!;
  });
  const brokenBy = async (known?: KnownEntry) => (await verify(known)).broken;

  it('a changed audit entry is detected with its number', async () => {
    const id = numbers.at(-2)!;
    const { rows } = await superuser.query('SELECT account FROM audit_entry WHERE id = $1', [id]);
    await superuser.query(`UPDATE audit_entry SET account = 'nobody' WHERE id = $1`, [id]);

    expect(await brokenBy()).toMatchObject({ kind: 'entry', id: String(id) });

    await superuser.query('UPDATE audit_entry SET account = $2 WHERE id = $1', [id, rows[0].account]);
    expect(await brokenBy()).toBeNull();
  });

  it('a deleted audit entry is detected at the next one', async () => {
    const id = numbers.at(-2)!;
    await superuser.query('CREATE TEMPORARY TABLE kept AS SELECT * FROM audit_entry WHERE id = $1', [id]);
    await superuser.query('DELETE FROM audit_entry WHERE id = $1', [id]);

    expect(await brokenBy()).toMatchObject({ kind: 'entry', id: String(id + 1) });

    await superuser.query('INSERT INTO audit_entry SELECT * FROM kept; DROP TABLE kept');
    expect(await brokenBy()).toBeNull();
  });

  it('a truncated audit chain is detected', async () => {
    const id = numbers.at(-1)!;
    await superuser.query('CREATE TEMPORARY TABLE kept AS SELECT * FROM audit_entry WHERE id = $1', [id]);
    await superuser.query('DELETE FROM audit_entry WHERE id = $1', [id]);

    expect(await brokenBy()).toEqual({ kind: 'end', id: String(id) });

    await superuser.query('INSERT INTO audit_entry SELECT * FROM kept; DROP TABLE kept');
  });

  it('a disabled trigger of the audit log is detected', async () => {
    await superuser.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept');

    expect(await brokenBy()).toEqual({ kind: 'trigger', name: 'audit_entry_kept' });

    await superuser.query('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept');
  });

  it('a rebuilt audit chain is detected by a recorded entry', async () => {
    expect(await brokenBy(whole)).toBeNull();
    await superuser.query(`
      DO $$
      DECLARE entry audit_entry; last bytea := sha256('');
      BEGIN
        FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
          entry.account := 'nobody';
          last := audit_hash(last, entry);
          UPDATE audit_entry SET account = 'nobody', hash = last WHERE id = entry.id;
        END LOOP;
        UPDATE audit_head SET hash = last;
      END $$`);

    expect(await brokenBy()).toBeNull();
    expect(await brokenBy(whole)).toEqual({ kind: 'known', id: whole.id });
  });
});
