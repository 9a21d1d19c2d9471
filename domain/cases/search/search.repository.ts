import {
  descending,
  keysetPage,
  type KeysetQuery,
  type Page,
  type Section,
} from '../../../infra/database/keyset-page.js';
import { queryRows, type Database } from '../../../infra/database/query.js';
import { and, integer, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../processes/process-row.js';
import type { SearchWords } from './search-words.js';

/** A case that a search has found. */
export interface FoundRow extends ProcessRow {
  /** First line of its text; null for a case found by its number alone. */
  readonly title: string | null;
  /** Part of its text around the first word, below the title; null when the word is in title or number only. */
  readonly around: string | null;
  /** Words to mask in both; elements may be null. */
  readonly masked: readonly (string | null)[] | null;
}

export interface CaseSearch {
  /** Over the row `p` of the process: cases that the reader may find. */
  readonly visible: readonly Condition[];
  /** As `visible`: those whose text the reader may read. */
  readonly readable: readonly Condition[];
  /** Over the row `p`: an array of words that are masked in what is shown; may be null. */
  readonly masked: Sql;
}

/**
 * A word in more cases than this is common: the page is full after a short walk from the newest case on. The cases with a
 * rarer word are read by the index, however old they are.
 */
const COMMON = 1000;
/** Characters shown before the first word, and altogether. */
const BEFORE = 20;
const SHOWN = 100;

const ORDER = descending<FoundRow>(['p.started_at', 'started_at', 'instant'], ['p.id', 'id', 'uuid']);

/**
 * Whether a case contains the words, as a condition on its id. Few cases are named; many (`isCommon`) are found by reading
 * texts, so that `firstMatching` is the way to a page of them.
 */
export interface Matching {
  readonly isCommon: boolean;
  readonly contains: (id: Sql) => Sql;
}

/** The text of a case, over its row `s`, contains every word. Words without case, as Chinese ones, need no folded text. */
const containsAll = (words: readonly string[]): Sql =>
  and(
    ...words.map((word) =>
      word === word.toUpperCase()
        ? sql`strpos(s.text, ${word}) > 0`
        : sql`strpos(lower(s.text), ${word}) > 0`,
    ),
  );

/** Part of a text around the first word, below the text's first line, over the row `s`; null without the word. */
function excerpt({ words: [word = ''] }: SearchWords): Sql {
  const below = sql`substr(s.text, nullif(strpos(s.text, chr(10)), 0) + 1)`;
  const at = sql`strpos(lower(${below}), ${word}::text)`;
  return sql`CASE WHEN ${at} > 0 THEN substr(${below}, greatest(1, ${at} - ${integer(BEFORE)}), ${integer(SHOWN)}) END`;
}

/** An excerpt as a list shows it. */
export const oneLine = (around: string): string => around.replaceAll('\n', ' ');

/**
 * The first cases of a list that contain common words: the list is put in order, then its texts are read until the page is
 * full. Tested before the sort, every text of a busy unit would be read for each page.
 *
 * @param list SELECT of the cases' ids as `id`, with its ORDER BY
 */
export const firstMatching = ({ contains }: Matching, list: Sql, limit: Sql): Sql =>
  sql`SELECT found.id FROM (${list} OFFSET 0) AS found WHERE ${contains(sql`found.id`)} LIMIT ${limit}`;

/** Finds cases by number and text. Texts of secret cases are in no index. */
export class SearchRepository {
  constructor(private readonly db: Database) {}

  /** Cases whose number begins with the query, then those whose text contains it; newest first. @throws {DubanError} CURSOR_INVALID */
  async page<V>(
    query: KeysetQuery,
    words: SearchWords,
    { visible, readable, masked }: CaseSearch,
    view: (row: FoundRow) => V,
  ): Promise<Page<V>> {
    const isNumbered = words.number !== null && sql`p.subject LIKE ${`${words.number}%`}`;
    const matching = words.onlyNumber ? null : await this.matching(words);
    const select = sql`SELECT ${PROCESS_COLUMNS}, split_part(s.text, chr(10), 1) AS title, ${excerpt(words)} AS around, ${masked} AS masked
      FROM process p LEFT JOIN search_text s ON s.process_id = p.id`;
    if (matching?.isCommon && !isNumbered)
      return keysetPage<FoundRow, V>(this.db, query, {
        select: ({ where, order, limit }) => {
          const page = firstMatching(
            matching,
            sql`SELECT p.id FROM process p WHERE ${where} ORDER BY ${order}`,
            limit,
          );
          return sql`${select} WHERE p.id IN (${page}) ORDER BY ${order}`;
        },
        sections: { text: { where: [...visible, ...readable], order: ORDER } },
        view,
      });
    const sections: Record<string, Section<FoundRow>> = {
      ...(isNumbered && { number: { where: [...visible, isNumbered], order: ORDER } }),
      ...(matching && {
        text: {
          where: [
            ...visible,
            ...readable,
            matching.contains(sql`p.id`),
            isNumbered && sql`NOT ${isNumbered}`,
          ],
          order: ORDER,
        },
      }),
    };
    return keysetPage<FoundRow, V>(this.db, query, { select, sections, view });
  }

  /**
   * Parts of texts around the first word, of those cases that contain it below the title. Accusations have no text.
   *
   * @param ids of cases whose text the reader may read
   */
  async excerpts(ids: readonly string[], words: SearchWords): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await queryRows<{ id: string; around: string | null }>(
      this.db,
      sql`SELECT s.process_id AS id, ${excerpt(words)} AS around FROM search_text s WHERE s.process_id = ANY (${ids}::uuid[])`,
    );
    return new Map(rows.flatMap(({ id, around }) => (around === null ? [] : [[id, oneLine(around)]])));
  }

  /** How the cases whose text contains every word are found. */
  async matching(words: SearchWords): Promise<Matching> {
    const ids = words.indexed ? await this.candidates(words) : null;
    if (ids && ids.length <= COMMON)
      return { isCommon: false, contains: (id) => sql`${id} = ANY (${ids}::uuid[])` };
    return {
      isCommon: true,
      // A value and no EXISTS, which the planner would turn into a join of all rows.
      contains: (id) =>
        sql`(SELECT ${containsAll(words.words)} FROM search_text s WHERE s.process_id = ${id})`,
    };
  }

  /** Cases that contain every word, in no order: at most one more than COMMON. */
  private async candidates({ words }: SearchWords): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`SELECT s.process_id AS id FROM search_text s
        WHERE search_bigrams(s.text) @> search_bigrams(${words.join(' ')}) AND ${containsAll(words)}
        LIMIT ${integer(COMMON + 1)}`,
    );
    return rows.map(({ id }) => id);
  }
}
