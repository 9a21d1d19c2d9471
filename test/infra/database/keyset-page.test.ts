import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { ascending, descending, keysetPage, type KeysetList } from '../../../infra/database/keyset-page.js';
import { execute } from '../../../infra/database/query.js';
import { equal, sql } from '../../../infra/database/sql.js';
import { createEmptyDatabase } from '../../support/database.js';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly n: number;
  readonly due: Date | null;
}
type Item = Omit<Row, 'due'> & { readonly due?: Date | null };
type List = KeysetList<Row, string>;

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createEmptyDatabase();
  dataSource = await createDataSource(database.ownerUrl, { poolSize: 2 }).initialize();
  await execute(
    dataSource,
    sql`CREATE TABLE item (id uuid PRIMARY KEY, at timestamptz, n int, due timestamptz)`,
  );
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function insert(items: readonly Item[]): Promise<void> {
  for (const { id, at, n, due = null } of items)
    await execute(dataSource, sql`INSERT INTO item (id, at, n, due) VALUES (${id}, ${at}, ${n}, ${due})`);
}
async function replaceAll(items: readonly Item[]): Promise<void> {
  await execute(dataSource, sql`TRUNCATE item`);
  await insert(items);
}
/** Ids of all pages. @param between what happens after each page */
async function readAll(
  list: List,
  limit: number,
  between = async (): Promise<void> => {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await keysetPage(dataSource, { cursor, limit }, list);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items);
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
    await between();
  }
}

const select = sql`SELECT id, at, n, due FROM item i`;
const view = (row: Row): string => row.id;
const OLDEST_FIRST: List = {
  ...{ select, view },
  order: ascending(['i.at', 'at', 'instant'], ['i.n', 'n', 'integer'], ['i.id', 'id', 'uuid']),
};
const LATEST_FIRST: List = {
  ...{ select, view },
  order: descending(['i.at', 'at', 'instant'], ['i.n', 'n', 'integer'], ['i.id', 'id', 'uuid']),
};
const BY_DUE: List = {
  ...{ select, view },
  sections: {
    due: {
      where: [sql`i.due IS NOT NULL`],
      order: ascending(['i.due', 'due', 'instant'], ['i.id', 'id', 'uuid']),
    },
    undated: {
      where: [sql`i.due IS NULL`],
      order: ascending(['i.due', 'due', 'null'], ['i.id', 'id', 'uuid']),
    },
  },
};

const text = ({ at, n, id }: Item): string => `${at.toISOString()} ${n} ${id}`;
const sorted = (items: readonly Item[], key: (item: Item) => string = text): string[] =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ id }) => id);

/** Few instants and numbers, so that many rows share them. */
const instant = fc.integer({ min: 0, max: 3 }).map((ms) => new Date(Date.UTC(2026, 0, 5, 1) + ms));
const items = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    at: instant,
    n: fc.integer({ min: 0, max: 3 }),
    due: fc.option(instant, { nil: null }),
  }),
  { maxLength: 25, selector: ({ id }) => id },
);
const limit = fc.integer({ min: 1, max: 7 });
const RUNS = { numRuns: 25 };

describe('pages of a list', () => {
  it('pages of a list hold every row exactly once in ascending order', () =>
    fc.assert(
      fc.asyncProperty(items, limit, async (rows, size) => {
        await replaceAll(rows);

        expect(await readAll(OLDEST_FIRST, size)).toEqual(sorted(rows));
      }),
      RUNS,
    ));

  it('pages of a list hold every row exactly once in descending order', () =>
    fc.assert(
      fc.asyncProperty(items, limit, async (rows, size) => {
        await replaceAll(rows);

        expect(await readAll(LATEST_FIRST, size)).toEqual(sorted(rows).reverse());
      }),
      RUNS,
    ));

  it('pages of a list hold every row exactly once, section by section', () =>
    fc.assert(
      fc.asyncProperty(items, limit, async (rows, size) => {
        await replaceAll(rows);

        const byDue = sorted(rows, ({ due, id }) => `${due?.toISOString() ?? 'undated'} ${id}`);
        expect(await readAll(BY_DUE, size)).toEqual(byDue);
      }),
      RUNS,
    ));

  it('pages of a list hold the first rows exactly once while rows are inserted', () =>
    fc.assert(
      fc.asyncProperty(items, limit, items, async (rows, size, later) => {
        const known = new Set(rows.map(({ id }) => id));
        const coming = later.filter(({ id }) => !known.has(id));
        await replaceAll(rows);

        const read = await readAll(LATEST_FIRST, size, () => insert(coming.splice(0, 3)));

        expect(read.filter((id) => known.has(id))).toEqual(sorted(rows).reverse());
        expect(new Set(read).size).toBe(read.length);
      }),
      RUNS,
    ));

  it('pages of a list hold only rows that meet every filter', async () => {
    const at = new Date('2026-01-05T01:00:00Z');
    const ids = [1, 2, 3].map((n) => `0198c0de-0000-4000-8000-00000000000${n}`);
    await replaceAll(ids.map((id, index) => ({ id, at, n: index % 2 })));

    const list = { ...OLDEST_FIRST, where: [equal('i.n', 0), equal('i.at', undefined), false] } as List;

    expect(await readAll(list, 1)).toEqual([ids[0], ids[2]]);
  });

  it('pages of a list use a prepared statement on request', async () => {
    const id = '0198c0de-0000-4000-8000-000000000001';
    await replaceAll([{ id, at: new Date(), n: 1 }]);

    expect(await readAll({ ...OLDEST_FIRST, prepare: 'capped' }, 1)).toEqual([id]);
  });
});

const cursorOf = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const AT = '2026-01-05T01:00:00.000Z';
const ID = '0198c0de-0000-4000-8000-000000000001';

it.each([
  ['no base64', OLDEST_FIRST, '!!!'],
  ['one with fewer columns', OLDEST_FIRST, cursorOf([AT, 1])],
  ['one with a value of another type', OLDEST_FIRST, cursorOf([AT, '1', ID])],
  ['one with a section where there is none', OLDEST_FIRST, cursorOf(['due', AT, 1, ID])],
  ['one without a section where there are some', BY_DUE, cursorOf([AT, ID])],
  ['one of an unknown section', BY_DUE, cursorOf(['closed', AT, ID])],
  ['one with an instant in a section that has none', BY_DUE, cursorOf(['undated', AT, ID])],
  ['one without an instant in a section that has them', BY_DUE, cursorOf(['due', null, ID])],
])('a list refuses a cursor that is none of its own: %s', async (_what, list, cursor) => {
  await expect(keysetPage(dataSource, { cursor, limit: 5 }, list)).rejects.toMatchObject({
    code: 'CURSOR_INVALID',
  });
});
