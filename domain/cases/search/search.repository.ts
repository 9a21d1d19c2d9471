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
  /** Part of its text around the first word; null as above. */
  readonly around: string | null;
}

export interface CaseSearch {
  /** Over the row `p` of the process: cases that the reader may find. */
  readonly visible: readonly Condition[];
  /** As `visible`: those whose text the reader may read. */
  readonly readable: readonly Condition[];
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

/** The text of a case, over its row `s`, contains every word. */
const contains = (words: readonly string[]): Sql =>
  and(...words.map((word) => sql`strpos(lower(s.text), ${word}) > 0`));

/** Finds cases by number and text. Texts of secret cases are in no index. */
export class SearchRepository {
  constructor(private readonly db: Database) {}

  /** Cases whose number begins with the query, then those whose text contains it; newest first. @throws {DubanError} CURSOR_INVALID */
  async page<V>(
    query: KeysetQuery,
    words: SearchWords,
    { visible, readable }: CaseSearch,
    view: (row: FoundRow) => V,
  ): Promise<Page<V>> {
    const isNumbered = words.number !== null && sql`p.subject LIKE ${`${words.number}%`}`;
    const sections: Record<string, Section<FoundRow>> = {
      ...(isNumbered && { number: { where: [...visible, isNumbered], order: ORDER } }),
      ...(!words.onlyNumber && {
        text: {
          where: [...visible, ...readable, await this.matching(words), isNumbered && sql`NOT ${isNumbered}`],
          order: ORDER,
        },
      }),
    };
    const from = sql`${words.words[0] ?? ''}::text`;
    return keysetPage<FoundRow, V>(this.db, query, {
      select: sql`SELECT ${PROCESS_COLUMNS}, split_part(s.text, chr(10), 1) AS title,
          substr(s.text, greatest(1, strpos(lower(s.text), ${from}) - ${integer(BEFORE)}), ${integer(SHOWN)}) AS around
        FROM process p LEFT JOIN search_text s ON s.process_id = p.id`,
      sections,
      view,
    });
  }

  /** Whether the text of a case contains every word, as a condition over the row `p` of its process. */
  async matching(words: SearchWords): Promise<Sql> {
    const found = sql`EXISTS (SELECT 1 FROM search_text s WHERE s.process_id = p.id AND ${contains(words.words)})`;
    if (!words.indexed) return found;
    const ids = await this.candidates(words);
    return ids.length > COMMON ? found : sql`p.id = ANY (${ids}::uuid[])`;
  }

  /** Cases that contain every word, in no order: at most one more than COMMON. */
  private async candidates({ words }: SearchWords): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`SELECT s.process_id AS id FROM search_text s
        WHERE search_bigrams(s.text) @> search_bigrams(${words.join(' ')}) AND ${contains(words)}
        LIMIT ${integer(COMMON + 1)}`,
    );
    return rows.map(({ id }) => id);
  }
}
