import { describe, expect, it } from '@jest/globals';
import { cursorPart, decodeCursor, encodeCursor } from '../../../infra/database/cursor.js';
import { page } from '../../../apps/gateway/platform/paging/page.js';

const { integer, instant, uuid } = cursorPart;
const AT = '2026-01-05T01:00:00.000Z';
const ID = '0198c0de-0000-7000-8000-000000000001';

const base64 = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([
    ['an instant, an id and a number', [AT, ID, 7], [instant, uuid, integer]],
    ['a number and an id', [7, ID], [integer, uuid]],
    ['zero', [0], [integer]],
  ])('a cursor of %s decodes to the same place', (_, place, checks) => {
    expect(decodeCursor(encodeCursor(place), checks)).toEqual(place);
  });

  it('a cursor needs no encoding in a URL', () => {
    expect(encodeCursor(['信箱?', '>>>', 'a+b/c'])).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['no base64', '!!!'],
    ['empty', ''],
    ['no JSON', base64('[1,')],
    ['JSON, but no list', base64('{"length":2}')],
    ['a number', base64('2')],
    ['of a list with fewer columns', encodeCursor([AT])],
    ['of a list with more columns', encodeCursor([AT, 1, 1])],
    ['of a list with its columns the other way round', encodeCursor([1, AT])],
    ['with an object in it', encodeCursor([AT, { a: 1 }])],
    ['with a list in it', encodeCursor([AT, [1]])],
    ['with a truth value in it', encodeCursor([AT, true])],
    ['with nothing where an instant belongs', encodeCursor([null, 1])],
    ['with a day that does not exist', encodeCursor(['2026-02-30T00:00:00.000Z', 1])],
    ['with a number in quotes', encodeCursor([AT, '1'])],
    ['with a fraction', encodeCursor([AT, 1.5])],
    ['with a number too large for its column', encodeCursor([AT, 2 ** 31])],
  ])('a cursor that is %s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, [instant, integer])).toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }),
    );
  });

  it.each(['', 'not-an-id', `${ID}'; --`, `${ID}0`])('a cursor with "%s" as an id is refused', (id) => {
    expect(() => decodeCursor(encodeCursor([id]), [uuid])).toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }),
    );
  });
});

describe('a page', () => {
  /** What a query for a page answers: one row more than the page holds, when there is one. */
  const read = (from: number, limit: number): number[] =>
    [10, 20, 30, 40, 50].filter((row) => row > from).slice(0, limit + 1);
  const cut = (rows: readonly number[], limit: number) =>
    page(
      rows,
      limit,
      (row) => `row ${row}`,
      (row) => encodeCursor([row]),
    );

  it.each([1, 2, 3, 4, 5, 6])('pages of %i rows hold every row once, in order', (limit) => {
    const seen: string[] = [];
    let from = 0;
    for (;;) {
      const { items, nextCursor } = cut(read(from, limit), limit);
      seen.push(...items);
      if (nextCursor === null) break;
      from = Number(decodeCursor(nextCursor, [integer])[0]);
    }

    expect(seen).toEqual(['row 10', 'row 20', 'row 30', 'row 40', 'row 50']);
  });

  it('a full last page has no next page', () => {
    expect(cut([10, 20], 2)).toEqual({ items: ['row 10', 'row 20'], nextCursor: null });
  });

  it('the page of an empty list is empty', () => {
    expect(cut([], 2)).toEqual({ items: [], nextCursor: null });
  });
});
