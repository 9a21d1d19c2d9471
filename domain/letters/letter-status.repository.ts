import { queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { Clock } from '../../infra/database/entities/processes.js';
import { VALID_STATES } from '../cases/cards/card-rows.js';
import { isSecret } from '../cases/secrecy/secrecy.js';
import { textOf } from '../messages/index.js';
import { IS_SIGNATURE } from './letters.repository.js';

/** A letter as its writer opens it. */
export interface OwnLetter {
  readonly id: string;
  readonly letterNo: string;
  readonly queryCodeHash: Buffer;
  readonly kind: string;
  readonly title: string;
  readonly receivedAt: Date;
  readonly version: number;
  readonly state: string;
  readonly facts: {
    readonly mergedInto?: string | null;
    readonly followed?: string | null;
    readonly answered?: boolean;
    readonly reopened?: boolean;
    readonly followUps?: number;
    /** Task with the letter's own answer; absent while it shares the answer of another letter. */
    readonly replyTask?: number;
    readonly hiddenFrom?: readonly string[];
    readonly rating?: string | null;
    /** Code of the unit that answers. */
    readonly lead?: string;
  };
  readonly confidential: boolean;
  readonly leadName: string | null;
  /** Number of the letter that it was merged into; null for an accusation. */
  readonly mergedNo: string | null;
}

/** What the writer sent. Text, day and place are null once they have been erased. */
export interface WrittenLetter {
  readonly body: string | null;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly eventOn: string | null;
  readonly eventPlace: string | null;
  readonly wantsPublic: boolean;
  /** Names of the units that the writer named, in that order. */
  readonly namedUnits: string[];
}

/** An open task of an office before a unit has the letter. */
export interface RoutingTask {
  readonly name: string;
  readonly dueAt: Date | null;
}

/** A task of the writer, open or closed. */
export interface CitizenTask {
  readonly name: string;
  readonly number: number;
  readonly state: string;
  readonly openedAt: Date;
}

export interface LetterDue {
  readonly dueAt: Date | null;
  readonly state: Clock['state'];
  /** When the unit signed the answer that the clock was for; null before. */
  readonly signedAt: Date | null;
  /** The policy that it is counted by. */
  readonly policyId: string;
  readonly policyVersion: number;
  /** The gravest card of the clock that is in force. */
  readonly card: { readonly level: 'yellow' | 'red'; readonly appealed: boolean } | null;
  /** True while the holidays of a year in between are not published. */
  readonly provisional: boolean;
}

/** A notice that the offices gave to a writer. */
export interface NoticeRow {
  readonly at: Date;
  readonly kind: string;
  readonly text: string | null;
  /** Number of the task with the text. */
  readonly task: number | null;
}

/** An entry of the timeline, reduced to what may concern the writer. */
export interface ProgressRow {
  readonly at: Date;
  readonly type: string;
  readonly stage: string | null;
  /** Name of the entry's task. */
  readonly task: string | null;
  /** Short name of the entry's unit. */
  readonly unit: string | null;
  /** Due time by this entry; of a review of a suspension, its current due time. */
  readonly dueAt: Date | null;
  /** Outcome of the closed task, or the effect of a calendar change: `later`, `earlier`, `kept`. */
  readonly outcome: string | null;
  /** Code of the reason that the outcome's decision gives. */
  readonly reason: string | null;
}

/** The status of a letter: what its writer reads. Letters are named by the ids of their processes. */
export class LetterStatusRepository {
  constructor(private readonly db: Executor) {}

  find(letterNo: string): Promise<OwnLetter | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.id, l.letter_no AS "letterNo", l.query_code_hash AS "queryCodeHash", l.kind, l.title,
          l.received_at AS "receivedAt", p.version, p.state, p.facts, ${isSecret('p')} AS confidential,
          u.name AS "leadName", m.letter_no AS "mergedNo"
        FROM letter l JOIN process p ON p.id = l.process_id
        LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
        LEFT JOIN process into_ ON into_.id = (p.facts ->> 'mergedInto')::uuid AND NOT ${isSecret('into_')}
        LEFT JOIN letter m ON m.process_id = into_.id
        WHERE l.letter_no = ${letterNo}`,
      { prepare: 'always' },
    );
  }

  /** What the writer sent; undefined when there is no such letter. */
  written(letter: string): Promise<WrittenLetter | undefined> {
    return queryRow(
      this.db,
      sql`SELECT l.body, l.event_on::text AS "eventOn", l.event_place AS "eventPlace", l.wants_public AS "wantsPublic",
          ARRAY (SELECT coalesce(u.name, n.code) FROM unnest(l.named_units) WITH ORDINALITY AS n (code, place)
            LEFT JOIN unit u ON u.code = n.code ORDER BY n.place) AS "namedUnits"
        FROM letter l WHERE l.process_id = ${letter}`,
      { prepare: 'always' },
    );
  }

  /** The open task that decides whether the letter is accepted, or which unit gets it. */
  routingTask(letter: string): Promise<RoutingTask | undefined> {
    return queryRow(
      this.db,
      sql`SELECT name, due_at AS "dueAt" FROM task
        WHERE process_id = ${letter} AND state = 'open' AND name IN ('register', 'reconsider', 'assign') LIMIT 1`,
      { prepare: 'always' },
    );
  }

  /** All tasks of the writer, oldest first. */
  citizenTasks(letter: string): Promise<CitizenTask[]> {
    return queryRows(
      this.db,
      sql`SELECT name, number, state, opened_at AS "openedAt" FROM task
        WHERE process_id = ${letter} AND role = 'citizen' ORDER BY number`,
      { prepare: 'always' },
    );
  }

  /**
   * Reads when a letter is due: by the clock of the letter that runs, or ran last. Clocks of co-handling units do not
   * count.
   *
   * @param until ignores clocks that started later; null for none
   */
  due(letter: string, until: Date | null = null): Promise<LetterDue | undefined> {
    return queryRow(
      this.db,
      sql`SELECT due_at AS "dueAt", provisional, state, policy_id AS "policyId", policy_version AS "policyVersion",
          (SELECT max(t.closed_at) FROM task t
            WHERE t.process_id = clock.process_id AND ${IS_SIGNATURE} AND t.closed_at >= clock.started_at
              AND (${until}::timestamptz IS NULL OR t.closed_at <= ${until})) AS "signedAt",
          (SELECT jsonb_build_object('level', k.level, 'appealed', k.state = 'appealed') FROM card k
            WHERE k.process_id = clock.process_id AND k.clock = clock.number AND k.unit = clock.unit
              AND k.level IN ('yellow', 'red') AND k.state = ANY (${VALID_STATES})
            ORDER BY k.level = 'red' DESC LIMIT 1) AS card
        FROM clock
        WHERE process_id = ${letter} AND name IN ('handling', 'rework', 'reopen', 'followUp') AND task IS NULL
          AND (${until}::timestamptz IS NULL OR started_at <= ${until})
        ORDER BY state = 'stopped', number DESC LIMIT 1`,
      { prepare: 'always' },
    );
  }

  /** When a task times out, as ISO 8601, if the event `limit.moved` says so. */
  async movedTimeout(letter: string, task: number): Promise<string | undefined> {
    const moved = await queryRow<{ to: string }>(
      this.db,
      sql`SELECT data ->> 'to' AS to FROM timeline_entry
        WHERE process_id = ${letter} AND task = ${task} AND type = 'limit.moved' ORDER BY seq DESC LIMIT 1`,
      { prepare: 'always' },
    );
    return moved?.to;
  }

  /** Texts that offices wrote for the writer, by the outcome that carries them, oldest first. */
  notices(letter: string): Promise<NoticeRow[]> {
    return queryRows(
      this.db,
      sql`SELECT t.closed_at AS at, n.kind, c.body ->> n.field AS text, t.number AS task
        FROM task t
        JOIN (VALUES ('register', 'askForMore', 'QUESTION', 'question'), ('register', 'reject', 'REJECTION', 'explanation'),
          ('reconsider', 'uphold', 'REJECTION', 'explanation'), ('draft', 'interim', 'INTERIM', 'message'),
          ('rework', 'interim', 'INTERIM', 'message'), ('redo', 'interim', 'INTERIM', 'message'),
          ('answerFollowUp', 'interim', 'INTERIM', 'message'),
          ('reviewRating', 'close', 'EXPLANATION', 'explanation'), ('reviewSuspension', 'end', 'EXPLANATION', 'explanation')
        ) AS n (name, outcome, kind, field) ON n.name = t.name AND n.outcome = t.outcome
        JOIN content c ON c.command_id = t.command_id
        WHERE t.process_id = ${letter}
        UNION ALL
        SELECT e.at, 'SEPARATED', ${textOf('letters.separated')}::text, NULL
        FROM timeline_entry e JOIN content c ON c.command_id = (e.data ->> 'command')::uuid
        WHERE e.process_id = ${letter} AND e.type = 'message.received' AND e.data ->> 'name' = 'parent'
          AND c.decision ->> 'stands' = 'gone'
        ORDER BY 1`,
      { prepare: 'always' },
    );
  }

  /** Entries of the timeline that may concern the writer, oldest first. */
  progress(letter: string): Promise<ProgressRow[]> {
    return queryRows(
      this.db,
      sql`SELECT e.at, e.type, e.stage, t.name AS task, u.short_name AS unit,
          coalesce(e.data ->> 'outcome', e.data ->> 'change') AS outcome, answer.decision ->> 'reason' AS reason,
          coalesce(c.due_at, (CASE WHEN e.type LIKE 'clock.%' THEN e.data ->> 'dueAt' END)::timestamptz) AS "dueAt"
        FROM timeline_entry e
        LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
        LEFT JOIN clock c ON t.name = 'reviewSuspension' AND c.process_id = e.process_id AND c.task = e.task
        LEFT JOIN unit u ON u.code = e.unit
        LEFT JOIN content answer ON e.type = 'task.closed' AND answer.command_id = t.command_id
        WHERE e.process_id = ${letter} AND (
          e.type IN ('stage.entered', 'process.suspended', 'process.resumed', 'process.cancelled', 'process.lost')
          OR e.type = 'task.opened' AND t.name IN ('sign', 'reviewSuspension')
          OR e.type = 'task.closed'
            AND (t.name = 'draft' AND answer.decision ? 'reason' OR t.name = 'rule' AND e.data ->> 'outcome' = 'agree')
          OR e.type LIKE 'clock.%' AND e.data ? 'dueAt' AND NOT e.data ? 'task'
            AND e.data ->> 'clock' IN ('handling', 'rework', 'reopen', 'followUp'))
        ORDER BY e.seq`,
      { prepare: 'always' },
    );
  }

  /** The follow-up question of the writer, once the process has received it. The text is null once it has been erased. */
  followUp(letter: string): Promise<{ readonly at: Date; readonly text: string | null } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT e.at, c.body ->> 'text' AS text
        FROM timeline_entry e LEFT JOIN content c ON c.command_id = (e.data ->> 'command')::uuid
        WHERE e.process_id = ${letter} AND e.type = 'message.received' AND e.data ->> 'name' = 'followUp'`,
      { prepare: 'always' },
    );
  }

  /** How often the writer has changed a rating. */
  async countRatings(letter: string): Promise<number> {
    const rated = await queryRow<{ times: number }>(
      this.db,
      sql`SELECT count(*)::int AS times FROM timeline_entry
        WHERE process_id = ${letter} AND type = 'message.received' AND data ->> 'name' = 'rate'`,
    );
    return rated!.times;
  }
}
