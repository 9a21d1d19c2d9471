import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { clientOf, execute, queryRow } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { transaction } from '../../../infra/database/transaction.js';
import { createEmptyDatabase } from '../../support/database.js';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  dataSource = await createDataSource(database.ownerUrl, { poolSize: 2 }).initialize();
  await execute(dataSource, sql`CREATE TABLE part (id int)`);
});
beforeEach(() => execute(dataSource, sql`TRUNCATE part`));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const add = (db: DataSource | EntityManager) => execute(db, sql`INSERT INTO part VALUES (${1})`);
const count = async (db: DataSource | EntityManager): Promise<number> =>
  (await queryRow<{ n: number }>(db, sql`SELECT count(*)::int AS n FROM part`))!.n;

it('a transaction whose work resolves is committed and returns its value', async () => {
  expect(await transaction(dataSource, async (tx) => (await add(tx), 'done'))).toBe('done');

  expect(await count(dataSource)).toBe(1);
});

it('a transaction whose work throws is rolled back', async () => {
  const work = transaction(dataSource, async (tx) => {
    await add(tx);
    throw new Error('on second thought');
  });

  await expect(work).rejects.toThrow('on second thought');
  expect(await count(dataSource)).toBe(0);
});

it('a read-only transaction refuses a write', async () => {
  await expect(transaction(dataSource, add, { readOnly: true })).rejects.toMatchObject({ code: '25006' });
});

it('a repeatable-read transaction does not see later commits of others', async () => {
  const seen = await transaction(
    dataSource,
    async (tx) => {
      const before = await count(tx);
      await add(dataSource);
      return [before, await count(tx)];
    },
    { isolation: 'REPEATABLE READ', readOnly: true },
  );

  expect(seen).toEqual([0, 0]);
});

it('a statement on a transaction that has ended is refused', async () => {
  let ended: EntityManager | undefined;
  await transaction(dataSource, async (tx) => void (ended = tx));

  await expect(clientOf(ended!)).rejects.toThrow('has ended');
  await expect(add(ended!)).rejects.toThrow('has ended');
});

it('execute returns the number of rows written', async () => {
  await add(dataSource);
  await add(dataSource);

  expect(await execute(dataSource, sql`UPDATE part SET id = ${2} WHERE id = ${1}`)).toBe(2);
});
