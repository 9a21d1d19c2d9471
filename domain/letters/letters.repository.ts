import { columnName, columnsOf } from '../../infra/database/entity-columns.js';
import { Letter } from '../../infra/database/entities/letters.js';
import {
  ascending,
  descending,
  keysetPage,
  type KeysetQuery,
  type Page,
  type PageClauses,
} from '../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { and, identifier, join, sql, type Condition, type Sql } from '../../infra/database/sql.js';
import { cardsOfProcess, type MarkLevel } from '../cases/cards/card-marks.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';
import { firstMatching, type Matching } from '../cases/search/search.repository.js';

/** As `maskWords`, of one word. */
const masked = (text: Sql, word: Sql): Sql =>
  sql`CASE WHEN char_length(${word}) > 1 THEN replace(${text}, ${word}, left(${word}, 1) || '**') ELSE ${text} END`;

/** The title of a letter without its writer's name and telephone, over the row `p` of its process. */
export const TITLE_OF_CASE = sql`SELECT ${masked(masked(sql`l.title`, sql`l.writer_name`), sql`l.writer_phone`)}
  FROM letter l WHERE l.process_id = p.id`;

/** Words that tell who wrote a letter, over the row `p` of its process. Elements may be null. */
export const WRITERS_WORDS = sql`SELECT ARRAY[l.writer_name, l.writer_phone, l.writer_address] FROM letter l
  WHERE l.process_id = p.id`;

/** The process of the letter with this number, for requests that name a case by it. */
export const processNumbered = (letterNo: string): Sql =>
  sql`SELECT process_id FROM letter WHERE letter_no = ${letterNo}`;

/** A letter as it is read: all columns but the hash of its query code. */
export type LetterRow = Omit<Letter, 'queryCodeHash'>;

/** The open task of a letter that is due first, for staff; all null: there is none. */
interface CurrentTask {
  readonly taskNumber: number | null;
  readonly taskName: string | null;
  readonly taskUnit: string | null;
  readonly taskUnitName: string | null;
  readonly taskRole: string | null;
  readonly taskAssignee: string | null;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
}

/** A letter with its process, for staff. */
export interface LetterWithProcess extends LetterRow, ProcessRow, CurrentTask {
  /** Name of the lead unit (`facts.lead`). */
  readonly leadName: string | null;
  /** Levels of the cards in force that the reader sees, the gravest first. */
  readonly cards: MarkLevel[];
  /** Whether the unit signed each of its answers in time; null until an answer has passed its review. */
  readonly answeredOnTime: boolean | null;
}

const COLUMNS = columnsOf(Letter, 'l', ['queryCodeHash']);

/** Over the row `t` of a task: a unit signed an answer. */
export const IS_SIGNATURE = sql`t.name IN ('signOff', 'signRework', 'signRedo', 'signFollowUp') AND t.outcome = 'sign'`;

/**
 * Whether the unit signed each of its answers in time, over the row `p`. A signing task keeps the due time that the unit's
 * clock had at the signature.
 */
const ON_TIME = sql`CASE WHEN p.facts @> '{"answered": true}' THEN (
    SELECT bool_and(t.closed_at <= t.due_at) FROM task t WHERE t.process_id = p.id AND ${IS_SIGNATURE}
  ) END`;

/** Tasks of staff, over the row `t`. */
const OPEN = sql`t.state = 'open' AND t.role <> 'citizen'`;

const PLAIN_LETTERS = sql`process p JOIN letter l ON l.process_id = p.id`;

/** Each letter with its current task `t`, which may be missing. */
const LETTERS = sql`${PLAIN_LETTERS} LEFT JOIN LATERAL (
    SELECT t.* FROM task t WHERE t.process_id = p.id AND ${OPEN} ORDER BY t.due_at, t.number LIMIT 1
  ) t ON true`;

/** Each letter whose current task has a due time, with that task: a walk along the index on due times. */
const DUE_LETTERS = sql`task t JOIN process p ON p.id = t.process_id JOIN letter l ON l.process_id = p.id`;
const IS_CURRENT = sql`${OPEN} AND t.due_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM task e WHERE e.process_id = t.process_id AND e.state = 'open' AND e.role <> 'citizen'
      AND (e.due_at, e.number) < (t.due_at, t.number)
  )`;

/** @param from LETTERS or DUE_LETTERS @param cardUnits units whose cards the reader sees; null: all */
const lettersFrom = (from: Sql, cardUnits: readonly string[] | null): Sql =>
  sql`SELECT ${PROCESS_COLUMNS}, ${COLUMNS}, ${ON_TIME} AS "answeredOnTime", ${cardsOfProcess(cardUnits)} AS cards,
    lead.name AS "leadName", t.number AS "taskNumber", t.name AS "taskName", t.unit AS "taskUnit",
    holder.name AS "taskUnitName", t.role AS "taskRole", a.title AS "taskAssignee", t.due_at AS "dueAt",
    t.warn_at AS "warnAt"
  FROM ${from} LEFT JOIN unit lead ON lead.code = p.facts ->> 'lead' LEFT JOIN unit holder ON holder.code = t.unit
    LEFT JOIN account a ON a.id = t.assignee`;

/** Whether a letter was answered in time, late, or is not judged, over the row `p`. */
export const answeredInTime = (isInTime: boolean): Sql => sql`(${ON_TIME}) = ${isInTime}`;

/** A list of letters for a reader. */
export interface LettersQuery extends KeysetQuery {
  readonly where: readonly Condition[];
  /** Units whose cards the reader sees; null: all. */
  readonly cardUnits: readonly string[] | null;
  /** Of the words that the letters contain; null: of none. */
  readonly matching: Matching | null;
  /** Whether `where` looks at the current task. */
  readonly isByTask: boolean;
}

/** Placeholder in columns that may not be null. */
const ERASED = '（已删除）';

/** Letters as staff read and erase them. Conditions are over the rows `l` of the letter and `p` of its process. */
export class LettersRepository {
  constructor(private readonly db: Executor) {}

  /** By the time of receipt. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    { where, cardUnits, matching, isByTask, ...query }: LettersQuery,
    direction: 'newest' | 'oldest',
    view: (row: LetterWithProcess) => V,
  ): Promise<Page<V>> {
    const ordered = direction === 'newest' ? descending<LetterWithProcess> : ascending<LetterWithProcess>;
    const select = lettersFrom(LETTERS, cardUnits);
    // the page is found first: tasks, cards and names are read for its letters only
    const firstOf = ({ where: conditions, order, limit }: PageClauses): Sql => {
      const list = sql`SELECT p.id FROM ${PLAIN_LETTERS} WHERE ${conditions} ORDER BY ${order}`;
      const page = matching?.isCommon ? firstMatching(matching, list, limit) : sql`${list} LIMIT ${limit}`;
      return sql`${select} WHERE p.id IN (${page}) ORDER BY ${order}`;
    };
    return keysetPage<LetterWithProcess, V>(this.db, query, {
      ...(isByTask ? { select } : { select: firstOf }),
      ...(!isByTask && !matching?.isCommon && { counted: sql`SELECT p.id FROM ${PLAIN_LETTERS}` }),
      where: [
        ...where,
        matching !== null && (!matching.isCommon || isByTask) && matching.contains(sql`p.id`),
      ],
      order: ordered(['l.received_at', 'receivedAt', 'instant'], ['l.process_id', 'processId', 'uuid']),
      view,
    });
  }

  /** Letters with a due time, most urgent first. @throws {DubanError} CURSOR_INVALID */
  pageByDueTime<V>(
    { where, cardUnits, matching, ...query }: LettersQuery,
    view: (row: LetterWithProcess) => V,
  ): Promise<Page<V>> {
    return keysetPage<LetterWithProcess, V>(this.db, query, {
      select: lettersFrom(DUE_LETTERS, cardUnits),
      where: [IS_CURRENT, ...where, matching?.contains(sql`p.id`)],
      order: ascending(
        ['t.due_at', 'dueAt', 'instant'],
        ['t.process_id', 'processId', 'uuid'],
        ['t.number', 'taskNumber', 'integer'],
      ),
      view,
    });
  }

  /** @param process id of its process, a uuid @param cardUnits units whose cards the reader sees; null: all */
  find(
    process: string,
    visible: Condition,
    cardUnits: readonly string[] | null,
  ): Promise<LetterWithProcess | undefined> {
    const where = and(sql`p.id = ${process}`, visible);
    return queryRow(this.db, sql`${lettersFrom(LETTERS, cardUnits)} WHERE ${where}`);
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
