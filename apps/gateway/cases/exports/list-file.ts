import { render } from '../../../../domain/documents/render.js';
import { issue } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay, formatInstant, limitText } from '../../../../domain/time/civil-time.js';
import { MEDIA_TYPES, type FileAnswer } from '../../platform/http/send-file.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Page, PageQuery } from '../../platform/paging/page.js';
import { invalid } from '../../platform/problems/validation.js';

/** Rows of a list that one workbook takes: it is made in memory. */
const MOST_ROWS = 10_000;
const ROWS_A_PAGE = 200;

/** A list as a spreadsheet. */
export interface ListLayout<V> {
  readonly title: string;
  /** `width` in characters. */
  readonly columns: readonly {
    readonly title: string;
    readonly width: number;
    readonly of: (row: V) => string | number | null;
  }[];
}

/**
 * All rows of a list with its filters, as its reader sees them: a title row, the unit of the account and the date above them.
 *
 * @param query of the list; its place and limit are ignored
 * @throws {DubanError} VALIDATION_FAILED for more than 10,000 rows
 */
export async function listFile<Q extends PageQuery, V>(
  actor: Actor,
  { title, columns }: ListLayout<V>,
  query: Q,
  read: (query: Q) => Promise<Page<V>>,
): Promise<FileAnswer> {
  const { cursor: _place, ...filters } = query;
  const rows: V[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<V> = await read({ ...filters, limit: ROWS_A_PAGE, ...(cursor && { cursor }) } as Q);
    rows.push(...page.items);
    cursor = page.nextCursor;
    if (rows.length > MOST_ROWS) throw invalid(issue('limit', 'cases.exportTooLarge', { max: MOST_ROWS }));
  } while (cursor !== null);
  const madeOn = formatDay(dayOf(businessNow()));
  const bytes = await render('xlsx', [
    {
      title,
      madeBy: actor.title,
      madeOn,
      columns: columns.map(({ title: head, width }) => ({ title: head, width, align: 'left' })),
      rows: rows.map((row) => columns.map(({ of }) => of(row))),
    },
  ]);
  return { name: `${title}${madeOn}.xlsx`, mediaType: MEDIA_TYPES.xlsx, content: bytes };
}

/** `2026-11-30 10:24` in Asia/Shanghai. @param at ISO 8601 */
export const cellInstant = (at: string | null): string | null =>
  at === null ? null : formatInstant(Date.parse(at)).slice(0, 16).replace('T', ' ');

/** The same for a limit: the midnight that ends a day is its 24:00. */
export const cellLimit = (at: string | null): string | null =>
  at === null ? null : limitText(Date.parse(at));
