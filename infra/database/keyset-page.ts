import { cursorPart, decodeCursor, encodeCursor } from './cursor.js';
import { hasManyConnections, queryRow, queryRows, type Executor, type QueryOptions } from './query.js';
import { and, identifier, integer, join, raw, sql, type Condition, type Sql } from './sql.js';

/** Type of a column -> SQL type that its parameter is cast to. */
const TYPES = {
  integer: 'int',
  sequence: 'bigint',
  instant: 'timestamptz',
  uuid: 'uuid',
  code: 'text',
} as const;
type ColumnType = keyof typeof TYPES;

/** [column, property of the row with its value, type]. `null`: a column that is always null and only matches an index. */
type OrderColumn<R> = readonly [column: string, property: keyof R & string, type: ColumnType | 'null'];

/** The order of a list. Its columns together are unique. */
export interface Order<R> {
  readonly direction: 'ASC' | 'DESC';
  readonly columns: readonly OrderColumn<R>[];
}

export const ascending = <R>(...columns: OrderColumn<R>[]): Order<R> => ({ direction: 'ASC', columns });
export const descending = <R>(...columns: OrderColumn<R>[]): Order<R> => ({ direction: 'DESC', columns });

/** Clauses for a statement that is more than SELECT … WHERE … ORDER BY … LIMIT. */
export interface PageClauses {
  /** The list's conditions and the cursor's. */
  readonly where: Sql;
  /** Without `ORDER BY`. */
  readonly order: Sql;
  /** A literal, so that the planner knows that it is small. */
  readonly limit: Sql;
}

export interface Section<R> {
  readonly where?: readonly Condition[];
  readonly order: Order<R>;
}

interface ListBase<R, V> extends QueryOptions {
  /** SELECT … FROM …, to which the clauses are added; or a function that places them. */
  readonly select: Sql | ((clauses: PageClauses) => Sql);
  /** SELECT … FROM … with the same rows as `select`, without what only shows them; left out: `select` is counted. */
  readonly counted?: Sql;
  /** A filter is one line: `equal('k.state', query.state)`. */
  readonly where?: readonly Condition[];
  readonly view: (row: R) => V;
}

/** A list in one order, or in sections, each with its own order, read one after the other. Cursors name the section. */
export type KeysetList<R, V> = ListBase<R, V> &
  (
    | { readonly order: Order<R>; readonly sections?: undefined }
    | { readonly order?: undefined; readonly sections: Readonly<Record<string, Section<R>>> }
  );

export interface KeysetQuery {
  /** `nextCursor` of the previous page. */
  readonly cursor?: string;
  /** Maximum number of rows. */
  readonly limit: number;
  /** Whether the rows of the whole list are counted as well. */
  readonly count?: boolean;
}

/** Number of rows of a list. */
export interface BoundedCount {
  readonly value: number;
  /** Whether there are more rows than `value`. */
  readonly more: boolean;
}

/** Rows of a list that are counted: further ones cost time and tell nobody anything. */
export const COUNTED_ROWS = 1000;

export interface Page<V> {
  items: V[];
  /** Null on the last page. */
  nextCursor: string | null;
  /** Only where the query requests it. */
  count?: BoundedCount;
}

/**
 * Reads a page of a list: the views of the rows after the cursor, and the cursor of the next page. Rows inserted or deleted
 * between two pages do not shift the others.
 *
 * @throws {DubanError} CURSOR_INVALID for a cursor of another list
 */
export async function keysetPage<R extends object, V>(
  db: Executor,
  query: KeysetQuery,
  list: KeysetList<R, V>,
): Promise<Page<V>> {
  const sections = sectionsOf(list);
  const read = (): Promise<Page<V>> => readPage(db, query, list, sections);
  if (!query.count) return read();
  const count = (): Promise<BoundedCount> => countRows(db, list, sections);
  if (!hasManyConnections(db)) return { ...(await read()), count: await count() };
  // at once: a dense list takes as long to count as to read
  const [page, counted] = await Promise.all([read(), count()]);
  return { ...page, count: counted };
}

async function readPage<R extends object, V>(
  db: Executor,
  query: KeysetQuery,
  list: KeysetList<R, V>,
  sections: readonly NamedSection<R>[],
): Promise<Page<V>> {
  const place = query.cursor === undefined ? null : placeOf(query.cursor, sections);
  const found: { readonly row: R; readonly section: NamedSection<R> }[] = [];
  for (const section of place ? sections.slice(sections.indexOf(place.section)) : sections) {
    if (found.length > query.limit) break; // one row more than the page: there is a next page
    const after = place?.section === section && keysetCondition(section.order, place.parts);
    const statement = statementOf(list, section, after, query.limit + 1);
    const rows = await queryRows<R>(db, statement, list);
    found.push(...rows.map((row) => ({ row, section })));
  }
  const items = found.slice(0, query.limit);
  const last = found.length > query.limit ? items.at(-1)! : null;
  return {
    items: items.map(({ row }) => list.view(row)),
    nextCursor: last && cursorAfter(last.row, last.section),
  };
}

async function countRows<R extends object, V>(
  db: Executor,
  list: KeysetList<R, V>,
  sections: readonly NamedSection<R>[],
): Promise<BoundedCount> {
  let value = 0;
  for (const section of sections) {
    if (value > COUNTED_ROWS) break;
    const rows = countedOf(list, section);
    const counted = await queryRow<{ n: number }>(
      db,
      sql`SELECT count(*)::int AS n FROM (${rows}) AS counted`,
      list,
    );
    value += counted!.n;
  }
  return { value: Math.min(value, COUNTED_ROWS), more: value > COUNTED_ROWS };
}

/** Without an order, which would read and sort all rows where the first of any order are enough. */
function countedOf<R, V>(list: KeysetList<R, V>, section: Section<R>): Sql {
  const counted = list.counted ?? list.select;
  if (typeof counted === 'function') return statementOf(list, section, undefined, COUNTED_ROWS + 1);
  const where = and(...(list.where ?? []), ...(section.where ?? []));
  return sql`${counted} WHERE ${where} LIMIT ${integer(COUNTED_ROWS + 1)}`;
}

type NamedSection<R> = Section<R> & { readonly name: string | null };

const sectionsOf = <R, V>({ order, sections }: KeysetList<R, V>): NamedSection<R>[] =>
  order ? [{ name: null, order }] : Object.entries(sections).map(([name, section]) => ({ name, ...section }));

function statementOf<R, V>(
  { select, where = [] }: KeysetList<R, V>,
  section: Section<R>,
  after: Condition,
  limit: number,
): Sql {
  const clauses = {
    where: and(...where, ...(section.where ?? []), after),
    order: orderBy(section.order),
    limit: integer(limit),
  };
  if (typeof select === 'function') return select(clauses);
  return sql`${select} WHERE ${clauses.where} ORDER BY ${clauses.order} LIMIT ${clauses.limit}`;
}

function orderBy<R>({ direction, columns }: Order<R>): Sql {
  return join(columns.map(([column]) => sql`${identifier(column)} ${raw(direction)}`));
}

/** Compares rows (`(a, b) > (x, y)`), which an index on the columns supports. */
function keysetCondition<R>({ direction, columns }: Order<R>, parts: readonly unknown[]): Sql {
  const compared = columns.flatMap(([column, , type], index) =>
    type === 'null'
      ? []
      : [{ column: identifier(column), value: sql`${parts[index]!}::${raw(TYPES[type])}` }],
  );
  const [left, right] = [join(compared.map((one) => one.column)), join(compared.map((one) => one.value))];
  return direction === 'ASC' ? sql`(${left}) > (${right})` : sql`(${left}) < (${right})`;
}

function cursorAfter<R>(row: R, { name, order }: NamedSection<R>): string {
  const parts = order.columns.map(([, property]) => {
    const value: unknown = row[property];
    return value instanceof Date ? value.toISOString() : value;
  });
  return encodeCursor(name === null ? parts : [name, ...parts]);
}

function placeOf<R>(
  cursor: string,
  sections: readonly NamedSection<R>[],
): { section: NamedSection<R>; parts: unknown[] } {
  const [name, ...rest] = decodeCursor(cursor, ...sections.map(checksOf));
  const [only] = sections;
  if (only?.name === null) return { section: only, parts: [name, ...rest] };
  return { section: sections.find((section) => section.name === name)!, parts: rest };
}

function checksOf<R>({ name, order }: NamedSection<R>): ((part: unknown) => boolean)[] {
  const parts = order.columns.map(([, , type]) =>
    type === 'null' ? (part: unknown) => part === null : cursorPart[type],
  );
  return name === null ? parts : [(part) => part === name, ...parts];
}
