import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import type { Command as CommandEntity } from '../../../infra/database/entities/commands.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { MARK_DONE } from '../read-model/write-statement.js';

/** What a command needs of the row of its process. */
export interface ProcessColumns {
  readonly key: string;
  readonly version: number;
  readonly input: unknown;
  readonly process_state: string;
  readonly seen: number;
}

export interface CommandRow
  extends
    ProcessColumns,
    Pick<
      RowOf<CommandEntity>,
      'id' | 'process_id' | 'body_hash' | 'state' | 'code' | 'detail' | 'accepted_at'
    > {
  readonly envelope: Command | null;
  readonly withdrawn: boolean;
}

/** A row to be stored, with what was written with it. Objects are JSON texts. */
export interface NewCommandRow {
  readonly id: string;
  readonly process: string;
  readonly kind: Command['kind'];
  readonly envelope: string;
  readonly account: string;
  /** Digests, written as UUIDs. */
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
  readonly content: string | null;
  readonly decision: string | null;
  readonly acceptedAt: Date;
}

export interface NewProcessRow {
  readonly key: string;
  readonly version: number;
  readonly subject: string;
  /** JSON text. */
  readonly input: string;
  readonly confidential: boolean;
  readonly hiddenFrom: readonly string[];
  readonly startedAt: Date;
}

/** Which commands a round of retries takes. `fresh` has failed once at most: repeated failures must not delay those. */
export type Share = 'fresh' | 'failing' | 'all';

export interface Claim {
  /** Time since the last attempt after which a command is due, ms; doubled with each failure. */
  readonly olderThanMs: number;
  readonly limit: number;
  readonly share: Share;
  /** @default all processes */
  readonly process?: string;
}

/**
 * The `command` table. The statements of every request are measured: prepared once for each connection, their parameters
 * numbered, because several are used more than once.
 */
export class CommandsRepository {
  private readonly pool: Pool;

  /** @param types workflow types that this program knows; null: all */
  constructor(
    dataSource: DataSource,
    private readonly types: readonly string[] | null,
  ) {
    this.pool = poolOf(dataSource);
  }

  /** No row when there is no such process; `accepted` is false when the command was not stored. */
  async accept(
    command: NewCommandRow,
    tx?: EntityManager,
  ): Promise<({ readonly accepted: boolean } & ProcessColumns) | undefined> {
    return (
      await this.run<{ accepted: boolean } & ProcessColumns>(ACCEPT, [...valuesOf(command), this.types], tx)
    )[0];
  }

  /** Inserts a process and its first command; false when the idempotency key was used before. */
  async begin(process: NewProcessRow, command: NewCommandRow, tx: EntityManager): Promise<boolean> {
    const { key, version, subject, input, confidential, hiddenFrom, startedAt } = process;
    const row = [key, version, subject, input, confidential, hiddenFrom, startedAt];
    return (await preparedIn(tx, BEGIN, [...valuesOf(command), ...row])).length > 0;
  }

  /** Whether this program knows the version of a process, and whether a stuck command blocks it. */
  async blockersOf(
    process: string,
    kind: Command['kind'],
  ): Promise<{ readonly known: boolean; readonly stuck: boolean } | undefined> {
    return (await this.run<{ known: boolean; stuck: boolean }>(BLOCKERS, [process, kind, this.types]))[0];
  }

  async findByKey(idempotencyKey: string): Promise<CommandRow | undefined> {
    return (await this.run<CommandRow>(FIND_BY_KEY, [idempotencyKey]))[0];
  }

  async find(id: string): Promise<CommandRow | undefined> {
    return (await this.run<CommandRow>(FIND, [id]))[0];
  }

  /** @param forget deletes what was written with the command */
  async refuse(
    id: string,
    refusal: { readonly code: string; readonly detail: string | null; readonly forget: boolean },
  ): Promise<void> {
    await this.run(REFUSE, [id, refusal.code, refusal.detail, refusal.forget]);
  }

  /** False when the command is not pending, was withdrawn already, or begins or cancels the process. */
  async withdraw(process: string, id: string, tx: EntityManager): Promise<boolean> {
    return (await preparedIn(tx, WITHDRAW, [process, id])).length > 0;
  }

  async isTaskClosed(process: string, task: number): Promise<boolean> {
    return (await this.run(TASK_CLOSED, [process, task])).length > 0;
  }

  /** Whether the timeline of a process has an entry of a command. */
  async hasEntry(process: string, id: string): Promise<boolean> {
    return (await this.run(ENTRY_OF_COMMAND, [process, id])).length > 0;
  }

  /** Claims the oldest due command of each process, and moves its `sent_at` so that no other worker claims it. */
  claim({ olderThanMs, limit, share, process }: Claim): Promise<CommandRow[]> {
    return this.run<CommandRow>(CLAIM, [olderThanMs, limit, share, this.types, process ?? null]);
  }

  /**
   * Records a failed attempt; undefined when the command is no longer accepted.
   *
   * @param failure.counts false: does not count as an attempt
   * @param failure.hopeless stuck at once
   */
  async recordFailure(
    id: string,
    failure: { readonly error: string; readonly counts: boolean; readonly hopeless: boolean },
  ): Promise<{ readonly attempts: number; readonly stuck: boolean } | undefined> {
    const values = [id, failure.error, failure.counts ? 1 : 0, failure.hopeless];
    return (await this.run<{ attempts: number; stuck: boolean }>(RECORD_FAILURE, values))[0];
  }

  /** Refuses the other accepted commands of a process that has ended; what was written with them stays. */
  async refuseOthers(process: string, id: string, tx: EntityManager): Promise<void> {
    await this.run(REFUSE_OTHERS, [process, id], tx);
  }

  async markDone(id: string, tx: EntityManager): Promise<void> {
    await this.run(MARK_DONE, [id], tx);
  }

  private async run<R extends QueryResultRow>(
    text: string,
    values: unknown[],
    tx?: EntityManager,
  ): Promise<R[]> {
    return tx ? preparedIn<R>(tx, text, values) : (await prepared<R>(this.pool, text, values)).rows;
  }
}

/** Number of failures, or minutes since the first one, after which a command is stuck. */
const STUCK_ATTEMPTS = 5;
const STUCK_MINUTES = 10;
const MAX_WAIT_MINUTES = 10;

/** Parameters 1 to 10 of `storeCommand`. */
const valuesOf = (row: NewCommandRow): unknown[] => [
  row.id,
  row.process,
  row.kind,
  row.envelope,
  row.account,
  row.idempotencyKey,
  row.bodyHash,
  row.content,
  row.decision,
  row.acceptedAt,
];

/** Parameters 1 to 10 are those of `valuesOf`; `process` is the table or query that has the row of the process. */
const storeCommand = (process: string, gate = 'true'): string => `
  accepted AS (
    INSERT INTO command (id, process_id, kind, envelope, account, idempotency_key, body_hash, state, accepted_at, sent_at)
    SELECT $1, p.id, $3, $4, $5, $6, $7, 'accepted', $10::timestamptz, now() FROM ${process} p WHERE p.id = $2 AND ${gate}
    ON CONFLICT DO NOTHING RETURNING id
  ), stored AS (
    INSERT INTO content (command_id, process_id, body, decision)
    SELECT id, $2, coalesce($8::jsonb, '{}'), $9::jsonb FROM accepted WHERE coalesce($8::jsonb, $9::jsonb) IS NOT NULL
  )`;

/** One failing command is enough: nobody wants the effect of repeated clicks later. */
const isStuck = (kind: string): string => `(${kind} NOT IN ('cancel', 'recalculate') AND EXISTS (
  SELECT 1 FROM command s WHERE s.process_id = p.id AND s.state = 'accepted' AND s.stuck AND s.withdrawn_at IS NULL))`;
const isKnown = (types: string): string =>
  `(${types}::text[] IS NULL OR p.key || '.v' || p.version = ANY (${types}::text[]))`;

const ACCEPT = `
  WITH ${storeCommand('process', `${isKnown('$11')} AND NOT ${isStuck('$3')}`)}
  SELECT EXISTS (SELECT 1 FROM accepted) AS accepted, p.key, p.version, p.state AS process_state, p.event_seq AS seen,
    CASE WHEN $3 = 'begin' THEN p.input END AS input
  FROM process p WHERE p.id = $2`;

const BLOCKERS = `
  SELECT ${isKnown('$3')} AS known, ${isStuck('$2::text')} AS stuck FROM process p WHERE p.id = $1`;

const BEGIN = `
  WITH begun AS (
    INSERT INTO process (id, key, version, subject, state, input, confidential, hidden_from, started_at)
    VALUES ($2, $11, $12, $13, 'starting', $14, $15, $16, $17) RETURNING id
  ), ${storeCommand('begun')}
  SELECT id FROM accepted`;

const SELECT_COMMAND = `
  SELECT c.id, c.process_id, c.envelope, c.body_hash, c.state, c.withdrawn_at IS NOT NULL AS withdrawn, c.code,
    c.detail, c.accepted_at, p.key, p.version, p.input, p.state AS process_state, p.event_seq AS seen
  FROM command c JOIN process p ON p.id = c.process_id`;

const FIND_BY_KEY = `${SELECT_COMMAND} WHERE c.idempotency_key = $1`;
const FIND = `${SELECT_COMMAND} WHERE c.id = $1`;

const TASK_CLOSED = `SELECT 1 FROM task WHERE process_id = $1 AND number = $2 AND state <> 'open'`;
const ENTRY_OF_COMMAND = `SELECT 1 FROM timeline_entry WHERE process_id = $1 AND data ->> 'command' = $2::text`;

const WITHDRAW = `
  UPDATE command SET withdrawn_at = now()
  WHERE process_id = $1 AND id = $2 AND state = 'accepted' AND kind NOT IN ('begin', 'cancel') AND withdrawn_at IS NULL RETURNING id`;

const REFUSE = `
  WITH erased AS (DELETE FROM content WHERE command_id = $1 AND $4)
  UPDATE command SET state = CASE WHEN withdrawn_at IS NULL THEN 'refused' ELSE 'withdrawn' END, code = $2, detail = $3, envelope = NULL, sent_at = NULL
  WHERE id = $1 AND state = 'accepted'`;

const REFUSE_OTHERS = `
  UPDATE command SET state = CASE WHEN withdrawn_at IS NULL THEN 'refused' ELSE 'withdrawn' END,
    code = 'PROCESS_ENDED', envelope = NULL, sent_at = NULL
  WHERE process_id = $1 AND id <> $2 AND state = 'accepted'`;

/**
 * The instant at which a row of `command` is due again, in SQL.
 *
 * @param first interval after the first failure
 */
export const nextTryAt = (first: string): string => `
  sent_at + least(${first} * 2 ^ least(greatest(attempts - 1, 0), 20), ${MAX_WAIT_MINUTES} * interval '1 minute')`;

/** A cancel does not wait for commands that were accepted before it. */
const CLAIM = `
  WITH head AS (
    SELECT DISTINCT ON (process_id, kind = 'cancel') id FROM command
    WHERE state = 'accepted' AND ($5::uuid IS NULL OR process_id = $5)
    ORDER BY process_id, kind = 'cancel', seq
  ), due AS (
    SELECT c.id FROM head JOIN command c ON c.id = head.id JOIN process p ON p.id = c.process_id
    WHERE c.state = 'accepted' AND ${isKnown('$4')}
      AND ($3 = 'all' OR (c.attempts > 1) = ($3 = 'failing'))
      AND ${nextTryAt(`($1 * interval '1 millisecond')`)} <= now()
    ORDER BY c.sent_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED
  ), claimed AS (
    UPDATE command c SET sent_at = now() FROM due WHERE c.id = due.id RETURNING c.id
  )
  ${SELECT_COMMAND} JOIN claimed ON claimed.id = c.id`;

const RECORD_FAILURE = `
  UPDATE command SET last_error = $2, attempts = attempts + $3,
    first_failed_at = CASE WHEN $3 > 0 THEN coalesce(first_failed_at, now()) ELSE first_failed_at END,
    stuck = stuck OR $4 OR ($3 > 0 AND (
      attempts + $3 >= ${STUCK_ATTEMPTS}
      OR coalesce(first_failed_at, now()) <= now() - ${STUCK_MINUTES} * interval '1 minute'))
  WHERE id = $1 AND state = 'accepted' RETURNING attempts, stuck`;
