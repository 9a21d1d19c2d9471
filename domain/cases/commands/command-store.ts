import { createHash } from 'node:crypto';
import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import { transaction } from '../../../infra/database/transaction.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { toRefusal } from '../errors.js';
import { detail } from '../../messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { businessNow } from '../../time/business-clock.js';

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
  /** Epoch ms, by the clock of the gateway that accepted it. */
  readonly acceptedAt: number;
  /** Of the process, for the command that begins it. */
  readonly input: unknown;
  readonly processState: string;
  /** Number of the last event in the read model. */
  readonly seen: number;
  /** Somebody has withdrawn it; the workflow may not know yet. */
  readonly withdrawn: boolean;
}

/** What became of a command. */
export type CommandState =
  | { readonly state: 'accepted'; readonly command: AcceptedCommand }
  | { readonly state: 'done'; readonly id: string; readonly process: string }
  | {
      readonly state: 'refused' | 'withdrawn';
      readonly id: string;
      readonly process: string;
      readonly error: DubanError;
    };

export interface NewCommand {
  readonly id: string;
  readonly process: string;
  readonly command: Command;
  readonly account: string;
  /** Epoch ms. @default the instant of the request */
  readonly acceptedAt?: number;
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

  /** @param types workflow types that this program knows: commands to others are not taken. @default all */
  constructor(
    private readonly dataSource: DataSource,
    private readonly types: readonly string[] | null = null,
  ) {
    this.pool = poolOf(dataSource);
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return transaction(this.dataSource, work);
  }

  /**
   * Writes the intent. Null when it was not written, because this idempotency key was used before (`find` then tells
   * what became of it), or because of what `refusalOf` says.
   * @throws {DubanError} NOT_FOUND when there is no such process
   */
  async accept(request: NewCommand, tx?: EntityManager): Promise<AcceptedCommand | null> {
    const command = dated(request);
    const parameters = [...values(command), this.types];
    const [row] = await this.run<{ accepted: boolean } & ProcessColumns>(ACCEPT, parameters, tx);
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    return row.accepted ? toAccepted(row, command) : null;
  }

  /** Why no command of this kind is taken to a process now; null when nothing is in the way. */
  async refusalOf(process: string, kind: Command['kind']): Promise<DubanError | null> {
    const [row] = await this.run<{ known: boolean; stuck: boolean }>(REFUSAL, [process, kind, this.types]);
    if (row?.known === false) return new DubanError('VERSION_NOT_SERVED');
    if (row?.stuck) return new DubanError('PROCESS_STUCK', detail('cases.earlierCommandStuck'));
    return null;
  }

  /**
   * Writes a process that Temporal has not heard of yet, and the command that begins it.
   * @throws {AlreadyAccepted} when the idempotency key was used before
   */
  async begin(process: NewProcess, request: NewCommand, tx: EntityManager): Promise<AcceptedCommand> {
    const command = dated(request);
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
      acceptedAt: command.acceptedAt,
      input,
      processState: 'starting',
      seen: 0,
      withdrawn: false,
    };
  }

  /** @throws {DubanError} IDEMPOTENCY_KEY_REUSED when the key was used for another request */
  async find(account: string, idempotency: Idempotency): Promise<CommandState | null> {
    const { idempotencyKey, bodyHash } = digests(account, idempotency);
    const [row] = await this.run<CommandRow>(FIND, [idempotencyKey]);
    if (!row) return null;
    if (row.body_hash !== bodyHash) {
      throw new DubanError('IDEMPOTENCY_KEY_REUSED');
    }
    return toState(row);
  }

  /**
   * @param options.forget what was written with it: the process has said no, and whoever wrote it has been told. What
   * could not be carried out for another reason keeps the words
   */
  async refuse(id: string, { code, detail }: DubanError, options: { forget: boolean }): Promise<void> {
    await this.run(REFUSE, [id, code, detail === null ? null : JSON.stringify(detail), options.forget]);
  }

  /** Whether what a command did stands in the read model. */
  async isVisible(
    process: string,
    { id, command }: Pick<AcceptedCommand, 'id' | 'command'>,
  ): Promise<boolean> {
    if (command.kind === 'begin' || command.kind === 'recalculate') return true;
    const found =
      command.kind === 'complete'
        ? await this.run(TASK_CLOSED, [process, command.task])
        : await this.run(ENTRY_OF_COMMAND, [process, id]);
    return found.length > 0;
  }

  /** False when the command does not wait, has been withdrawn already, or begins or cancels the process. */
  async withdraw(process: string, id: string, tx: EntityManager): Promise<boolean> {
    return (await preparedIn(tx, WITHDRAW, [process, id])).length > 0;
  }

  /** @throws {Error} when there is no such command */
  async load(id: string): Promise<CommandState> {
    const [row] = await this.run<CommandRow>(LOAD, [id]);
    if (!row) throw new Error(`there is no command ${id}`);
    return toState(row);
  }

  private async run<R extends QueryResultRow>(
    text: string,
    parameters: unknown[],
    tx?: EntityManager,
  ): Promise<R[]> {
    return tx ? preparedIn<R>(tx, text, parameters) : (await prepared<R>(this.pool, text, parameters)).rows;
  }
}

export interface ProcessColumns {
  readonly key: string;
  readonly version: number;
  readonly input: unknown;
  readonly process_state: string;
  readonly seen: number;
}
export interface CommandRow extends ProcessColumns {
  readonly id: string;
  readonly process_id: string;
  readonly envelope: Command | null;
  readonly body_hash: string | null;
  readonly state: 'accepted' | 'done' | 'refused' | 'withdrawn';
  readonly withdrawn: boolean;
  readonly code: string | null;
  readonly detail: unknown;
  readonly accepted_at: Date;
}

/** Parameters 1 to 10 are those of `values`; `process` is what the rows hang on. */
const storeCommand = (process: string, gate = 'true'): string => `
  accepted AS (
    INSERT INTO command (id, process_id, kind, envelope, account, idempotency_key, body_hash, state, accepted_at, sent_at)
    SELECT $1, p.id, $3, $4, $5, $6, $7, 'accepted', $10::timestamptz, now() FROM ${process} p WHERE p.id = $2 AND ${gate}
    ON CONFLICT DO NOTHING RETURNING id
  ), stored AS (
    INSERT INTO content (command_id, process_id, body, decision)
    SELECT id, $2, coalesce($8::jsonb, '{}'), $9::jsonb FROM accepted WHERE coalesce($8::jsonb, $9::jsonb) IS NOT NULL
  )`;

/** One is enough that fails: what repeated clicks would add to it nobody wants any more. */
const isStuck = (kind: string): string => `(${kind} NOT IN ('cancel', 'recalculate') AND EXISTS (
  SELECT 1 FROM command s WHERE s.process_id = p.id AND s.state = 'accepted' AND s.stuck AND s.withdrawn_at IS NULL))`;
export const isKnown = (types: string): string =>
  `(${types}::text[] IS NULL OR p.key || '.v' || p.version = ANY (${types}::text[]))`;

const ACCEPT = `
  WITH ${storeCommand('process', `${isKnown('$11')} AND NOT ${isStuck('$3')}`)}
  SELECT EXISTS (SELECT 1 FROM accepted) AS accepted, p.key, p.version, p.state AS process_state, p.event_seq AS seen,
    CASE WHEN $3 = 'begin' THEN p.input END AS input
  FROM process p WHERE p.id = $2`;

const REFUSAL = `
  SELECT ${isKnown('$3')} AS known, ${isStuck('$2::text')} AS stuck FROM process p WHERE p.id = $1`;

const BEGIN = `
  WITH begun AS (
    INSERT INTO process (id, key, version, subject, state, input, confidential, hidden_from, started_at)
    VALUES ($2, $11, $12, $13, 'starting', $14, $15, $16, $17) RETURNING id
  ), ${storeCommand('begun')}
  SELECT id FROM accepted`;

export const SELECT_COMMAND = `
  SELECT c.id, c.process_id, c.envelope, c.body_hash, c.state, c.withdrawn_at IS NOT NULL AS withdrawn, c.code,
    c.detail, c.accepted_at, p.key, p.version, p.input, p.state AS process_state, p.event_seq AS seen
  FROM command c JOIN process p ON p.id = c.process_id`;

const FIND = `${SELECT_COMMAND} WHERE c.idempotency_key = $1`;
const LOAD = `${SELECT_COMMAND} WHERE c.id = $1`;

const TASK_CLOSED = `SELECT 1 FROM task WHERE process_id = $1 AND number = $2 AND state <> 'open'`;
const ENTRY_OF_COMMAND = `SELECT 1 FROM timeline_entry WHERE process_id = $1 AND data ->> 'command' = $2::text`;

const WITHDRAW = `
  UPDATE command SET withdrawn_at = now()
  WHERE process_id = $1 AND id = $2 AND state = 'accepted' AND kind NOT IN ('begin', 'cancel') AND withdrawn_at IS NULL RETURNING id`;

const REFUSE = `
  WITH erased AS (DELETE FROM content WHERE command_id = $1 AND $4)
  UPDATE command SET state = CASE WHEN withdrawn_at IS NULL THEN 'refused' ELSE 'withdrawn' END, code = $2, detail = $3, envelope = NULL, sent_at = NULL
  WHERE id = $1 AND state = 'accepted'`;

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

type DatedCommand = NewCommand & { readonly acceptedAt: number };
const dated = (command: NewCommand): DatedCommand => ({ acceptedAt: businessNow(), ...command });

function values(command: DatedCommand): unknown[] {
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
    new Date(command.acceptedAt),
  ];
}

/** As JSON; null when it says nothing: most tasks are signed or passed without a word. */
function worthKeeping(said: unknown): string | null {
  const json = JSON.stringify(said ?? {});
  return json === '{}' ? null : json;
}

function toAccepted(row: ProcessColumns, accepted: DatedCommand): AcceptedCommand {
  const { key, version, input, process_state: processState, seen } = row;
  const { id, process, command, acceptedAt } = accepted;
  return { id, process, key, version, command, acceptedAt, input, processState, seen, withdrawn: false };
}

/** The command of a row that still has its envelope. */
export const ofRow = (row: CommandRow): AcceptedCommand => ({
  id: row.id,
  process: row.process_id,
  key: row.key,
  version: row.version,
  command: row.envelope!,
  acceptedAt: row.accepted_at.getTime(),
  input: row.input,
  processState: row.process_state,
  seen: row.seen,
  withdrawn: row.withdrawn,
});

function toState(row: CommandRow): CommandState {
  const { id, process_id: process } = row;
  if (row.state === 'accepted') return { state: 'accepted', command: ofRow(row) };
  if (row.state === 'done') return { state: 'done', id, process };
  return { state: row.state, id, process, error: toRefusal(row) };
}
