import { columnName, columnsOf } from '../../infra/database/entity-columns.js';
import { Letter } from '../../infra/database/entities/letters.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { and, identifier, join, sql, type Condition, type Sql } from '../../infra/database/sql.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';

/** The title of a letter, over the row `p` of its process. */
export const TITLE_OF_CASE = sql`SELECT l.title FROM letter l WHERE l.process_id = p.id`;

/** The process of the letter with a number, for whoever names a case by it. */
export const processNumbered = (letterNo: string): Sql =>
  sql`SELECT process_id FROM letter WHERE letter_no = ${letterNo}`;

/** A letter as it is read: all columns but the hash of its query code. */
export type LetterRow = Omit<Letter, 'queryCodeHash'>;

/** A letter with its process, for staff. */
export interface LetterWithProcess extends LetterRow, ProcessRow {
  /** Whether the unit signed each of its answers in time; null until an answer has passed its review. */
  readonly answeredOnTime: boolean | null;
}

const COLUMNS = columnsOf(Letter, 'l', ['queryCodeHash']);

/** A signing task keeps the due time that the unit's clock had at the signature. */
const WITH_PROCESS = sql`SELECT ${PROCESS_COLUMNS}, ${COLUMNS}, CASE WHEN p.facts @> '{"answered": true}' THEN (
      SELECT bool_and(t.closed_at <= t.due_at) FROM task t
      WHERE t.process_id = p.id AND t.name IN ('signOff', 'signRework', 'signRedo') AND t.outcome = 'sign'
    ) END AS "answeredOnTime"
  FROM process p JOIN letter l ON l.process_id = p.id`;

/** Placeholder in columns that may not be null. */
const ERASED = '(已删除)';

/** Letters as staff read and erase them. Conditions are over the rows `l` of the letter and `p` of its process. */
export class LettersRepository {
  constructor(private readonly db: Executor) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: LetterWithProcess) => V,
  ): Promise<Page<V>> {
    return keysetPage<LetterWithProcess, V>(this.db, query, {
      select: WITH_PROCESS,
      where,
      order: descending(['l.received_at', 'receivedAt', 'instant'], ['l.process_id', 'processId', 'uuid']),
      view,
    });
  }

  /** @param process id of its process, a uuid */
  find(process: string, visible: Condition): Promise<LetterWithProcess | undefined> {
    return queryRow(this.db, sql`${WITH_PROCESS} WHERE ${and(sql`p.id = ${process}`, visible)}`);
  }

  /** The letter of a process that the reader may see. */
  ofProcess(process: string): Promise<LetterRow | undefined> {
    return queryRow(this.db, sql`SELECT ${COLUMNS} FROM letter l WHERE l.process_id = ${process}`, {
      prepare: 'always',
    });
  }

  /** Finds the process of a letter by the letter's number, in upper or lower case, or by its own id. */
  async processOf(numberOrId: string): Promise<string | undefined> {
    const named = /^zx/i.test(numberOrId)
      ? sql`letter_no = upper(${numberOrId})`
      : sql`process_id = ${numberOrId}`;
    const letter = await queryRow<{ id: string }>(
      this.db,
      sql`SELECT process_id AS id FROM letter WHERE ${named}`,
    );
    return letter?.id;
  }

  /**
   * Erases the personal data of a letter: its text and writer, all content of its process and of the appeals and
   * accountability processes that follow from its cards, the words of cards (in the supervision feed too), and the rows of
   * files. Temporal histories hold none of it, so one statement is enough. Idempotent: the first instant is kept.
   *
   * @returns ids of the files to remove; null when there is no such letter
   */
  async erase(process: string, at: Date): Promise<string[] | null> {
    const erased = join(Letter.erased.map((property) => sql`${identifier(columnName(property))} = NULL`));
    const rows = await queryRows<{ attachment: string | null }>(
      this.db,
      sql`WITH letter AS (
          UPDATE letter SET title = ${ERASED}, ${erased}, erased_at = coalesce(erased_at, ${at})
          WHERE process_id = ${process} RETURNING process_id, letter_no
        ), about AS (
          SELECT process_id AS id FROM letter UNION ALL
          SELECT p.id FROM letter l JOIN process p ON p.subject IN (l.letter_no, l.process_id::text)
          WHERE p.input ->> 'process' = l.process_id::text
        ), texts AS (
          UPDATE content SET body = NULL FROM about WHERE content.process_id = about.id
        ), drafts AS (
          DELETE FROM task_draft USING about WHERE task_draft.process_id = about.id
        ), comments AS (
          UPDATE comment SET body = ${ERASED} FROM about WHERE comment.process_id = about.id
        ), cards AS (
          UPDATE card SET reason = CASE WHEN source = 'manual' THEN ${ERASED} ELSE reason END,
            decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${ERASED}::text END,
            statement = CASE WHEN statement IS NOT NULL THEN ${ERASED}::text END
          FROM letter WHERE card.process_id = letter.process_id
        ), feed AS (
          UPDATE supervision_event e SET data = e.data - 'reason'
          FROM card k JOIN letter ON k.process_id = letter.process_id
          WHERE e.process_id = k.process_id AND e.data ->> 'cardId' = k.id::text AND k.source = 'manual'
        ), files AS (
          DELETE FROM attachment USING about WHERE attachment.process_id = about.id RETURNING attachment.id
        )
        SELECT files.id AS attachment FROM letter LEFT JOIN files ON true`,
    );
    return rows.length === 0 ? null : rows.flatMap(({ attachment }) => attachment ?? []);
  }
}
