import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import * as errors from '../../../infra/database/database-errors.js';
import { execute, queryRows } from '../../../infra/database/query.js';
import { raw, sql } from '../../../infra/database/sql.js';
import { transaction, type TransactionOptions } from '../../../infra/database/transaction.js';
import { createEmptyDatabase } from '../../support/database.js';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  dataSource = await createDataSource(database.ownerUrl, { poolSize: 3 }).initialize();
  await dataSource.query(`
    CREATE TABLE part (
      id int CONSTRAINT part_pkey PRIMARY KEY, n int CONSTRAINT part_n CHECK (n > 0), name text,
      days int4range, CONSTRAINT part_days EXCLUDE USING gist (days WITH &&));
    CREATE TABLE use (part int CONSTRAINT use_part REFERENCES part);
    INSERT INTO part VALUES (1, 1, 'x', '[1,5]'), (2, 1, 'y', '[11,15]')`);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const thrownBy = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: unknown) => error,
  );
/** Names of the predicates that hold. */
const readings = (error: unknown): string[] =>
  Object.entries(errors)
    .filter(([name]) => name.startsWith('is'))
    .filter(([, holds]) => (holds as (error: unknown) => boolean)(error))
    .map(([name]) => name);

/** Two transactions of which one has to give up: each does its first statement before any does its second. */
async function collide(
  statements: readonly (readonly [string, string])[],
  options?: TransactionOptions,
): Promise<unknown> {
  let waiting = statements.length;
  let go = (): void => undefined;
  const both = new Promise<void>((resolve) => (go = resolve));
  const run =
    ([first, second]: readonly [string, string]) =>
    async (tx: EntityManager) => {
      await execute(tx, raw(first));
      if (--waiting === 0) go();
      await both;
      await execute(tx, raw(second));
    };
  const ended = await Promise.allSettled(
    statements.map((pair) => transaction(dataSource, run(pair), options)),
  );
  return ended.find((one) => one.status === 'rejected')?.reason;
}

const BY = [
  ['the driver', (on: DataSource, statement: string) => execute(on, raw(statement))],
  ['TypeORM', (on: DataSource, statement: string) => on.query(statement)],
] as const;

describe.each(BY)('an error that comes from %s', (_from, run) => {
  it.each([
    ['INSERT INTO part VALUES (1)', 'isUniqueViolation', 'part_pkey'],
    ['INSERT INTO part VALUES (3, 0)', 'isCheckViolation', 'part_n'],
  ] as const)(
    'an error is read as a violation of its own constraint: %s',
    async (statement, predicate, name) => {
      const error = await thrownBy(run(dataSource, statement));

      expect(readings(error)).toEqual([predicate, 'isRowError'].sort());
      expect([errors[predicate](error, name), errors[predicate](error, 'another')]).toEqual([true, false]);
    },
  );

  it('a missing table is recognised as a missing schema', async () => {
    expect(readings(await thrownBy(run(dataSource, 'SELECT 1 FROM nowhere')))).toContain('isMissingSchema');
  });

  it('a stored value that cannot be read is an error of its row', async () => {
    expect(readings(await thrownBy(run(dataSource, 'SELECT name::uuid FROM part')))).toEqual(['isRowError']);
  });

  it('a closed connection is a transient error and not one of the row', async () => {
    const other = await createDataSource(database.ownerUrl, { poolSize: 1 }).initialize();

    const error = await thrownBy(run(other, 'SELECT pg_terminate_backend(pg_backend_pid())'));

    expect(readings(error)).toEqual(['isTransient']);
    await other.destroy();
  });
});

it.each([
  ['a uuid', sql`SELECT ${'no uuid'}::uuid`],
  ['a number', sql`SELECT ${'99999999999'}::int`],
  ['a NUL', sql`SELECT ${'a\u0000b'}::text`],
])('PostgreSQL rejects %s as an invalid parameter', async (_what, statement) => {
  const error = await thrownBy(queryRows(dataSource, statement));

  expect(errors.isInvalidParameter(error)).toBe(true);
});

it('a deadlock is recognised and transient', async () => {
  const [one, two] = [1, 2].map((id) => `UPDATE part SET n = n + 1 WHERE id = ${id}`) as [string, string];

  const error = await collide([
    [one, two],
    [two, one],
  ]);

  expect(readings(error).sort()).toEqual(['isDeadlock', 'isTransient']);
});

it('a serialization failure is transient', async () => {
  const read = 'SELECT sum(n) FROM part';

  const error = await collide(
    [
      [read, 'UPDATE part SET n = n + 1 WHERE id = 1'],
      [read, 'UPDATE part SET n = n + 1 WHERE id = 1'],
    ],
    { isolation: 'REPEATABLE READ' },
  );

  expect(readings(error)).toEqual(['isTransient']);
});

it('a missing database is recognised', async () => {
  const url = new URL(database.ownerUrl);
  url.pathname = '/no_such_database';

  const error = await thrownBy(new Client({ connectionString: url.href }).connect());

  expect(errors.isMissingDatabase(error)).toBe(true);
});

it('an SQLSTATE of our own is recognised', async () => {
  const statement = `DO $$ BEGIN RAISE EXCEPTION 'closed' USING ERRCODE = 'DB010'; END $$`;

  expect(errors.sqlStateOf(await thrownBy(dataSource.query(statement)))).toBe('DB010');
});

it.each([undefined, null, 'text', { code: '23505' }, new Error('of ours')])(
  '%j is not recognised as a database error',
  (error) => {
    expect(readings(error)).toEqual([]);
  },
);
