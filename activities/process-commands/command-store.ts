import { createHash } from 'node:crypto';
import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { poolOf } from '../../infra/database/data-source.js';
import { prepared, preparedIn } from '../../infra/database/prepared.js';
import type { Command } from '../../workflows/engine/commands.js';
import { DubanError, isErrorCode, type ErrorCode } from '../../workflows/engine/errors.js';

/** Same key and same body: the same request. Another body under the same key is refused. */
export interface Idempotency {
  readonly key: string;
  /** SHA-256 over method, path and body. */
  readonly bodyHash: Buffer;
  /** Whose key it is, where many people share one account. @default the account */
  readonly scope?: string;
}

/** A command together with what is needed to send it. */
export interface AcceptedCommand {
  readonly id: string;
  readonly process: string;
  readonly key: string;
  readonly version: number;
  readonly command: Command;
  /** Of the process, for the command that begins it. */
  readonly input: unknown;
  readonly processState: string;
}

/** What became of a command. */
export type CommandState =
  | { readonly state: 'accepted'; readonly command: AcceptedCommand }
  | { readonly state: 'done'; readonly id: string; readonly process: string }
  | { readonly state: 'refused'; readonly id: string; readonly process: string; readonly error: DubanError };

export interface NewCommand {
  readonly id: string;
  readonly process: string;
  readonly command: Command;
  readonly account: string;
  /** Free text and names: stored beside the command, never sent to Temporal. */
  readonly content?: unknown;
  readonly idempotency?: Idempotency;
}

export interface NewProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly subject: string;
  readonly input: unknown;
  readonly confidential?: boolean;
  readonly hiddenFrom?: readonly string[];
  readonly startedAt: Date;
}

/** Thrown inside the transaction of a start that another request with the same key has done already. */
export class AlreadyAccepted extends Error {}

/** The `command` table: what was asked for, and what became of it. */
export class CommandStore {
  private readonly pool: Pool;

  constructor(private readonly dataSource: DataSource) {
    this.pool = poolOf(dataSource);
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /**
   * Writes the intent. Null when this idempotency key was used before: `find` then tells what became of it.
   * @throws {DubanError} NOT_FOUND when there is no such process
   */
  async accept(command: NewCommand, tx?: EntityManager): Promise<AcceptedCommand | null> {
    const [row] = await this.run<{ accepted: boolean } & ProcessColumns>(ACCEPT, values(command), tx);
    if (!row) throw new DubanError('NOT_FOUND', `there is no process ${command.process}`);
    return row.accepted ? toAccepted(row, command.id, command.process, command.command) : null;
  }

  /**
   * Writes a process that Temporal has not heard of yet, and the command that begins it.
   * @throws {AlreadyAccepted} when the idempotency key was used before
   */
  async begin(process: NewProcess, command: NewCommand, tx: EntityManager): Promise<AcceptedCommand> {
    const { id, key, version, subject, input, confidential = false, hiddenFrom = [], startedAt } = process;
    const row = [key, version, subject, JSON.stringify(input), confidential, hiddenFrom, startedAt];
    const accepted = await preparedIn(tx, BEGIN, [...values(command), ...row]);
    if (accepted.length === 0) throw new AlreadyAccepted();
    return {
      id: command.id,
      process: id,
      key,
      version,
      command: command.command,
      input,
      processState: 'starting',
    };
  }

  /** @throws {DubanError} IDEMPOTENCY_KEY_REUSED when the key was used for another request */
  async find(account: string, idempotency: Idempotency): Promise<CommandState | null> {
    const { idempotencyKey, bodyHash } = digests(account, idempotency);
    const [row] = await this.run<CommandRow>(FIND, [idempotencyKey]);
    if (!row) return null;
    if (row.body_hash !== bodyHash) {
      throw new DubanError('IDEMPOTENCY_KEY_REUSED', 'this Idempotency-Key was used for another request');
    }
    return toState(row);
  }

  async refuse(id: string, { code, message }: DubanError): Promise<void> {
    await this.run(REFUSE, [id, code, message]);
  }

  /** Whether the task has closed in the read model. */
  async isTaskClosed(process: string, task: number): Promise<boolean> {
    const sql = `SELECT 1 FROM task WHERE process_id = $1 AND number = $2 AND state <> 'open'`;
    return (await this.run(sql, [process, task])).length > 0;
  }

  /**
   * Takes commands that were sent some seconds ago and are not done yet. Whoever takes one has it alone for that
   * long: the instant of sending is moved on.
   */
  async claimUnsent(olderThanMs: number, limit: number): Promise<AcceptedCommand[]> {
    const rows = await this.run<CommandRow>(CLAIM, [olderThanMs, limit]);
    return rows
      .sort((a, b) => a.accepted_at.getTime() - b.accepted_at.getTime())
      .map((row) => toAccepted(row, row.id, row.process_id, row.envelope!));
  }

  private async run<R extends QueryResultRow>(
    text: string,
    parameters: unknown[],
    tx?: EntityManager,
  ): Promise<R[]> {
    return tx ? preparedIn<R>(tx, text, parameters) : (await prepared<R>(this.pool, text, parameters)).rows;
  }
}

interface ProcessColumns {
  readonly key: string;
  readonly version: number;
  readonly input: unknown;
  readonly process_state: string;
}
interface CommandRow extends ProcessColumns {
  readonly id: string;
  readonly process_id: string;
  readonly envelope: Command | null;
  readonly body_hash: string | null;
  readonly state: 'accepted' | 'done' | 'refused';
  readonly code: string | null;
  readonly message: string | null;
  readonly accepted_at: Date;
}

/** Parameters 1 to 9 are those of `values`; `process` is what the rows hang on. */
const storeCommand = (process: string): string => `
  accepted AS (
    INSERT INTO command (id, process_id, kind, envelope, account, idempotency_key, body_hash, state, accepted_at, sent_at)
    SELECT $1, p.id, $3, $4, $5, $6, $7, 'accepted', now(), now() FROM ${process} p WHERE p.id = $2
    ON CONFLICT DO NOTHING RETURNING id
  ), stored AS (
    INSERT INTO content (command_id, process_id, body, decision)
    SELECT id, $2, coalesce($8::jsonb, '{}'), $9::jsonb FROM accepted WHERE coalesce($8::jsonb, $9::jsonb) IS NOT NULL
  )`;

const ACCEPT = `
  WITH ${storeCommand('process')}
  SELECT EXISTS (SELECT 1 FROM accepted) AS accepted, p.key, p.version, p.state AS process_state,
    CASE WHEN $3 = 'begin' THEN p.input END AS input
  FROM process p WHERE p.id = $2`;

const BEGIN = `
  WITH begun AS (
    INSERT INTO process (id, key, version, subject, state, input, confidential, hidden_from, started_at)
    VALUES ($2, $10, $11, $12, 'starting', $13, $14, $15, $16) RETURNING id
  ), ${storeCommand('begun')}
  SELECT id FROM accepted`;

const SELECT = `
  SELECT c.id, c.process_id, c.envelope, c.body_hash, c.state, c.code, c.message, c.accepted_at,
    p.key, p.version, p.input, p.state AS process_state
  FROM command c JOIN process p ON p.id = c.process_id`;

const FIND = `${SELECT} WHERE c.idempotency_key = $1`;

const REFUSE = `
  WITH erased AS (DELETE FROM content WHERE command_id = $1)
  UPDATE command SET state = 'refused', code = $2, message = $3, envelope = NULL, sent_at = NULL
  WHERE id = $1 AND state = 'accepted'`;

const CLAIM = `
  WITH due AS (
    SELECT id FROM command WHERE state = 'accepted' AND sent_at <= now() - $1 * interval '1 millisecond'
    ORDER BY sent_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE command c SET sent_at = now() FROM due WHERE c.id = due.id RETURNING c.id
  )
  ${SELECT} JOIN claimed ON claimed.id = c.id`;

/** 16 bytes each, written as a UUID: keys belong to the account that uses them, or to a narrower scope. */
function digests(
  account: string,
  { key, bodyHash, scope = account }: Idempotency,
): { idempotencyKey: string; bodyHash: string } {
  const asUuid = (bytes: Buffer): string =>
    bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const ofKey = createHash('sha256').update(scope).update('\0').update(key).digest();
  return { idempotencyKey: asUuid(ofKey), bodyHash: asUuid(createHash('sha256').update(bodyHash).digest()) };
}

function values(command: NewCommand): unknown[] {
  const once = command.idempotency && digests(command.account, command.idempotency);
  return [
    command.id,
    command.process,
    command.command.kind,
    JSON.stringify(command.command),
    command.account,
    once?.idempotencyKey ?? null,
    once?.bodyHash ?? null,
    worthKeeping(command.content),
    worthKeeping('decision' in command.command ? command.command.decision : undefined),
  ];
}

/** As JSON; null when it says nothing: most tasks are signed or passed without a word. */
function worthKeeping(said: unknown): string | null {
  const json = JSON.stringify(said ?? {});
  return json === '{}' ? null : json;
}

function toAccepted(row: ProcessColumns, id: string, process: string, command: Command): AcceptedCommand {
  const { key, version, input, process_state: processState } = row;
  return { id, process, key, version, command, input, processState };
}

function toState(row: CommandRow): CommandState {
  const { id, process_id: process } = row;
  if (row.state === 'accepted')
    return { state: 'accepted', command: toAccepted(row, id, process, row.envelope!) };
  if (row.state === 'done') return { state: 'done', id, process };
  const code: ErrorCode = isErrorCode(row.code) ? row.code : 'INTERNAL';
  return { state: 'refused', id, process, error: new DubanError(code, row.message ?? '') };
}
