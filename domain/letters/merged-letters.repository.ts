import type { EntityManager } from 'typeorm';
import { execute, queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { identifier, integer, sql, type Sql } from '../../infra/database/sql.js';
import { isHiddenFrom, isSecret } from '../cases/secrecy/secrecy.js';
import type { FollowingLetter } from './merged-letters.js';

/** Longer than any real chain of merges; bounds the query if the data has a cycle. */
const LONGEST_CHAIN = 100;

/** Condition over `p`: the letter that the owner of `facts` was merged into. */
const isTarget = (facts: Sql): Sql =>
  sql`p.id = CASE WHEN ${facts} ->> 'mergedInto' ~ '^[0-9a-fA-F-]{36}$' THEN (${facts} ->> 'mergedInto')::uuid END`;

/**
 * Join of a recursive query that leads from a letter to the one it follows, which may have been merged itself. Its rows
 * `chain` have `stage`, `facts` and `depth`.
 */
const NEXT_OF_CHAIN = sql`chain c JOIN process p ON ${isTarget(identifier('c.facts'))}
  AND (c.depth = 0 OR c.stage = 'merged') WHERE c.depth < ${integer(LONGEST_CHAIN)}`;

/**
 * The letters that a letter follows, as rows `chain`: `id`, `stage`, `facts`, `confidential` and `depth`, where 0 is the
 * letter itself. A letter that no longer follows another one is the only row.
 */
const chainOf = (letter: string): Sql => sql`chain AS (
    SELECT id, stage, facts, confidential, 0 AS depth FROM process WHERE id = ${letter}
    UNION ALL
    SELECT p.id, p.stage, p.facts, p.confidential, c.depth + 1 FROM ${NEXT_OF_CHAIN} AND c.stage = 'merged'
  )`;

/**
 * The letter that a merged one follows, or shares an answer, rejection or explanation with. From the merge on the merged
 * letter shows its progress.
 */
export interface FollowedLetter {
  readonly id: string;
  readonly letterNo: string;
  readonly lead: string | null;
  readonly leadName: string | null;
  /** Instant of the merge. */
  readonly since: Date;
  /** Instant of the shared answer, rejection or explanation; null while the merged letter still follows. */
  readonly until: Date | null;
  /** Number of the task with the shared text; null while the merged letter still follows. */
  readonly sharedTask: number | null;
}

/** An answer that the writer may read. It stays readable when the letter is reopened or its writer asks a follow-up question. */
export interface Answer {
  /** Instant at which it passed its review. */
  readonly at: Date;
  /** Null once it has been erased. */
  readonly reply: string | null;
  readonly attachmentIds: string[];
}

const PASSED = sql`name IN ('review', 'reviewAnswer') AND outcome = 'pass'`;

/** A letter shares the text of another one while it has no answer of its own and is not separated. */
const SOURCE = sql`CASE WHEN NOT p.facts ? 'replyTask' AND p.facts ->> 'mergedInto' IS NOT NULL
    AND p.facts ->> 'followed' IS NOT NULL THEN (p.facts ->> 'followed')::uuid ELSE p.id END`;

/** Letters that were merged into others, and what they share with them. */
export class MergedLettersRepository {
  constructor(private readonly db: Executor) {}

  /**
   * Reads the letter that a merged one follows.
   *
   * @returns undefined when the letter was not merged, was separated, or follows an accusation
   */
  followed(letter: string): Promise<FollowedLetter | undefined> {
    return queryRow(
      this.db,
      sql`WITH RECURSIVE ${chainOf(letter)}, own AS (
          SELECT facts, stage = 'merged' AS waits,
            (SELECT max(t.closed_at) FROM task t WHERE t.process_id = ${letter} AND t.outcome = 'merge') AS since,
            (SELECT max(e.at) FROM timeline_entry e
              WHERE e.process_id = ${letter} AND e.type = 'message.received' AND e.data ->> 'name' = 'parent') AS informed_at
          FROM process WHERE id = ${letter} AND facts ? 'mergedInto'
        )
        SELECT p.id, l.letter_no AS "letterNo", u.code AS lead, u.name AS "leadName", o.since,
          CASE WHEN NOT o.waits THEN o.informed_at END AS until,
          CASE WHEN NOT o.waits THEN (o.facts ->> 'followedTask')::int END AS "sharedTask"
        FROM own o
        JOIN process p ON p.id = CASE WHEN o.waits
          THEN (SELECT id FROM chain WHERE depth > 0 ORDER BY depth DESC LIMIT 1)
          ELSE (o.facts ->> 'followed')::uuid END
        JOIN letter l ON l.process_id = p.id
        LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
        WHERE NOT ${isSecret('p')}`,
      { prepare: 'always' },
    );
  }

  /**
   * Reads the reviewed answers to a letter, oldest first: its own, the one that it shares with a letter it followed, and
   * those of the letter it still follows. Never the answers to an accusation. A review judges the last draft before it.
   */
  answers(letter: string): Promise<Answer[]> {
    return queryRows(
      this.db,
      sql`WITH RECURSIVE ${chainOf(letter)}, answers AS (
          SELECT r.closed_at AS at, c.id AS letter, drafted.number AS task
          FROM chain c
          JOIN (SELECT * FROM task WHERE ${PASSED}) r ON r.process_id = c.id
          CROSS JOIN LATERAL (
            SELECT t.number FROM task t
            WHERE t.process_id = c.id AND t.number < r.number AND (t.name IN ('draft', 'rework', 'redo', 'answerFollowUp')
              AND t.outcome = 'submit' OR t.name = 'assign' AND t.outcome = 'answer')
            ORDER BY t.number DESC LIMIT 1
          ) drafted
          WHERE NOT ${isSecret('c')}
          UNION ALL
          SELECT (SELECT min(closed_at) FROM task WHERE process_id = t.process_id AND number > t.number AND ${PASSED}),
            t.process_id, t.number
          FROM chain c
          JOIN task t ON t.process_id = (c.facts ->> 'followed')::uuid AND t.number = (c.facts ->> 'followedTask')::int
          WHERE t.outcome IN ('submit', 'answer') AND NOT ${isSecret('c')}
        )
        SELECT a.at, c.body ->> 'reply' AS reply,
          ARRAY(SELECT jsonb_array_elements_text(coalesce(c.body -> 'attachmentIds', '[]'))) AS "attachmentIds"
        FROM answers a
        JOIN process p ON p.id = a.letter AND NOT ${isSecret('p')}
        JOIN task t ON t.process_id = a.letter AND t.number = a.task
        JOIN content c ON c.command_id = t.command_id
        ORDER BY a.at, a.task`,
      { prepare: 'always' },
    );
  }

  /**
   * Lists the merged letters that still follow another letter, with that letter. Merges are rare: merged letters are found
   * by the partial index `task_merged`.
   */
  following(): Promise<FollowingLetter[]> {
    return queryRows(
      this.db,
      sql`WITH RECURSIVE chain AS (
          SELECT p.id AS child, p.stage AS child_stage, p.id, p.stage, p.facts, false AS ended, 0 AS depth
          FROM process p
          WHERE p.id IN (SELECT t.process_id FROM task t WHERE t.outcome = 'merge') AND p.key = 'mailbox-letter'
            AND p.state = 'running' AND p.stage IN ('merged', 'rejected') AND p.facts ->> 'mergedInto' IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM command m WHERE m.process_id = p.id AND m.state = 'accepted')
          UNION ALL
          SELECT c.child, c.child_stage, p.id, p.stage, p.facts, p.ended_at IS NOT NULL, c.depth + 1 FROM ${NEXT_OF_CHAIN}
        ), final AS (
          SELECT DISTINCT ON (child) child, child_stage, id, depth FROM chain ORDER BY child, depth DESC
        )
        SELECT f.child, f.child_stage AS "childStage", f.depth, EXISTS (
            SELECT 1 FROM chain c WHERE c.child = f.child AND c.depth BETWEEN 1 AND f.depth - 1 AND NOT c.ended
          ) AS "between",
          p.id AS letter, p.stage, p.result, p.ended_at IS NOT NULL AS ended, p.facts,
          ${isSecret('p')} AS secret, s.id AS source, coalesce(l.erased_at IS NOT NULL, false) AS erased,
          (SELECT max(t.number) FROM task t WHERE t.process_id = p.id AND (t.name, t.outcome) IN
            (('register', 'reject'), ('reconsider', 'uphold'), ('reviewSuspension', 'end'))) AS "textTask",
          EXISTS (
            SELECT 1 FROM task t WHERE t.process_id = p.id AND t.name = 'reconsider' AND t.state = 'open'
          ) AS reconsidered
        FROM final f JOIN process p ON p.id = f.id
        CROSS JOIN LATERAL (SELECT ${SOURCE} AS id) s
        LEFT JOIN letter l ON l.process_id = s.id`,
    );
  }
}

/** Accepted commands, not projected yet, that end a letter, reject it or make it secret. */
const ENDING = sql`c.kind = 'cancel'
  OR c.kind = 'message' AND c.envelope ->> 'name' = 'withdraw'
  OR c.kind = 'complete' AND (c.envelope ->> 'outcome' IN ('merge', 'reject', 'petition', 'discipline')
    OR c.envelope -> 'decision' ->> 'class' = 'REPORT')`;

/** What decides whether letters may be merged and notified; in one transaction with the command that it permits. */
export class MergingRepository {
  constructor(private readonly tx: EntityManager) {}

  /**
   * Locks letters in the order of their ids until the transaction ends. NO KEY UPDATE still lets other transactions refer
   * to the rows by a foreign key.
   */
  async lock(ids: readonly string[]): Promise<void> {
    await execute(this.tx, sql`SELECT 1 FROM process WHERE id = ANY (${ids}) ORDER BY id FOR NO KEY UPDATE`);
  }

  /**
   * Judges the target of a merge; accepted commands that are not projected yet count as done.
   *
   * @param unit code of the deciding unit; the mailbox office sees an accusation while it has an open task in it
   * @returns whether the letter may be merged into the target, and whether one of the two is an accusation that the unit
   * knows; undefined when the unit knows no such letter
   */
  target(
    into: string,
    letter: string,
    unit: string,
  ): Promise<{ valid: boolean; joins: boolean } | undefined> {
    return queryRow(
      this.tx,
      sql`SELECT ${isSecret('own')} OR ${isSecret('p')} AND EXISTS (
            SELECT 1 FROM task t WHERE t.process_id = p.id AND t.state = 'open' AND t.unit = ${unit}
              AND t.role IN ('mailbox-office', 'mailbox-reviewer')) AS joins,
          p.state IN ('running', 'suspended') AND p.facts ->> 'mergedInto' IS NULL
            AND p.stage <> 'rejected' AND NOT ${isSecret('own')} AND NOT ${isSecret('p')}
            AND NOT EXISTS (
              SELECT 1 FROM task t WHERE t.process_id = p.id AND t.name = 'reconsider' AND t.state = 'open')
            AND NOT EXISTS (
              SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.process_id = p.id AND (${ENDING})) AS valid
        FROM process p JOIN process own ON own.id = ${letter}
        WHERE p.id = ${into} AND p.id <> own.id AND p.key = 'mailbox-letter'
          AND NOT ${isHiddenFrom('p', sql`(SELECT u.kin FROM unit u WHERE u.code = ${unit})`)}`,
    );
  }

  /** Whether an accepted command is about to merge another letter into this one. */
  async isMergeUnderWay(letter: string): Promise<boolean> {
    const merging = await queryRow(
      this.tx,
      sql`SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.kind = 'complete'
        AND c.envelope ->> 'outcome' = 'merge' AND c.envelope -> 'decision' ->> 'into' = ${letter}`,
    );
    return merging !== undefined;
  }

  /**
   * Whether a letter is still in the stage that was read and has no other accepted command. Locks its row until the
   * transaction ends, so that only one of several workers notifies it.
   *
   * @param command id of the command that is to notify it
   */
  async stillFollows({ child, childStage }: FollowingLetter, command: string): Promise<boolean> {
    const waiting = await queryRow(
      this.tx,
      sql`SELECT 1 FROM process WHERE id = ${child} AND stage = ${childStage} AND state = 'running'
        FOR NO KEY UPDATE`,
    );
    if (!waiting) return false;
    const other = await queryRow(
      this.tx,
      sql`SELECT 1 FROM command WHERE process_id = ${child} AND id <> ${command} AND state = 'accepted'`,
    );
    return other === undefined;
  }
}
