import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { toRefusal } from '../errors.js';
import { detail } from '../../messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { businessNow } from '../../time/business-clock.js';
import {
  CommandsRepository,
  type CommandRow,
  type NewCommandRow,
  type ProcessColumns,
} from './commands.repository.js';

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

/** Thrown in the transaction of a start whose idempotency key another request has used already. */
export class AlreadyAccepted extends Error {}

/** Stores commands, and reports what became of them. */
export class CommandStore {
  private readonly commands: CommandsRepository;

  /** @param types workflow types that this program knows: it accepts no commands to others. @default all */
  constructor(
    private readonly dataSource: DataSource,
    types: readonly string[] | null = null,
  ) {
    this.commands = new CommandsRepository(dataSource, types);
  }

  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return transaction(this.dataSource, work);
  }

  /**
   * Stores a command. Null when it was not stored, because its idempotency key was used before (`find` then returns what
   * became of that request), or for the reason that `refusalOf` returns.
   *
   * @throws {DubanError} NOT_FOUND when there is no such process
   */
  async accept(request: NewCommand, tx?: EntityManager): Promise<AcceptedCommand | null> {
    const command = dated(request);
    const row = await this.commands.accept(toRow(command), tx);
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    return row.accepted ? toAccepted(row, command) : null;
  }

  /** Why a process accepts no command of this kind now; null when it does. */
  async refusalOf(process: string, kind: Command['kind']): Promise<DubanError | null> {
    const blockers = await this.commands.blockersOf(process, kind);
    if (blockers?.known === false) return new DubanError('VERSION_NOT_SERVED');
    if (blockers?.stuck) return new DubanError('PROCESS_STUCK', detail('cases.earlierCommandStuck'));
    return null;
  }

  /**
   * Stores a process that Temporal does not know yet, and the command that begins it.
   *
   * @throws {AlreadyAccepted} when the idempotency key was used before
   */
  async begin(process: NewProcess, request: NewCommand, tx: EntityManager): Promise<AcceptedCommand> {
    const command = dated(request);
    const { id, key, version, subject, input, confidential = false, hiddenFrom = [], startedAt } = process;
    const row = { key, version, subject, input: JSON.stringify(input), confidential, hiddenFrom, startedAt };
    if (!(await this.commands.begin(row, toRow(command), tx))) throw new AlreadyAccepted();
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
    const { idempotencyKey, bodyHash } = requestDigests(account, idempotency);
    const row = await this.commands.findByKey(idempotencyKey);
    if (!row) return null;
    if (row.body_hash !== bodyHash) throw new DubanError('IDEMPOTENCY_KEY_REUSED');
    return toState(row);
  }

  /**
   * @param options.forget deletes what was written with the command: the process has refused it, and its author knows. Set
   * it to false when the command failed for another reason
   */
  async refuse(id: string, { code, detail }: DubanError, options: { forget: boolean }): Promise<void> {
    const stored = detail === null ? null : JSON.stringify(detail);
    await this.commands.refuse(id, { code, detail: stored, forget: options.forget });
  }

  /** Whether the effect of a command is in the read model. */
  async isVisible(
    process: string,
    { id, command }: Pick<AcceptedCommand, 'id' | 'command'>,
  ): Promise<boolean> {
    if (command.kind === 'begin' || command.kind === 'recalculate') return true;
    if (command.kind === 'complete') return this.commands.isTaskClosed(process, command.task);
    return this.commands.hasEntry(process, id);
  }

  /** False when the command is not pending, was withdrawn already, or begins or cancels the process. */
  withdraw(process: string, id: string, tx: EntityManager): Promise<boolean> {
    return this.commands.withdraw(process, id, tx);
  }

  /** @throws {Error} when there is no such command */
  async load(id: string): Promise<CommandState> {
    const row = await this.commands.find(id);
    if (!row) throw new Error(`there is no command ${id}`);
    return toState(row);
  }

  /** Marks a cancel as done, and refuses the commands that are still pending: their process has ended. */
  async finishCancel({ id, process }: AcceptedCommand, tx: EntityManager): Promise<void> {
    await this.commands.refuseOthers(process, id, tx);
    await this.commands.markDone(id, tx);
  }
}

/** 16 bytes each, written as a UUID. Keys belong to the account that uses them, or to a narrower scope. */
export function requestDigests(
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

function toRow(command: DatedCommand): NewCommandRow {
  const key = command.idempotency && requestDigests(command.account, command.idempotency);
  return {
    id: command.id,
    process: command.process,
    kind: command.command.kind,
    envelope: JSON.stringify(command.command),
    account: command.account,
    idempotencyKey: key?.idempotencyKey ?? null,
    bodyHash: key?.bodyHash ?? null,
    content: jsonUnlessEmpty(command.content),
    decision: jsonUnlessEmpty('decision' in command.command ? command.command.decision : undefined),
    acceptedAt: new Date(command.acceptedAt),
  };
}

/** Null for an empty object: most tasks are completed without content. */
function jsonUnlessEmpty(value: unknown): string | null {
  const json = JSON.stringify(value ?? {});
  return json === '{}' ? null : json;
}

function toAccepted(row: ProcessColumns, accepted: DatedCommand): AcceptedCommand {
  const { key, version, input, process_state: processState, seen } = row;
  const { id, process, command, acceptedAt } = accepted;
  return { id, process, key, version, command, acceptedAt, input, processState, seen, withdrawn: false };
}

/** The command of a row that still has its envelope. */
export const commandOf = (row: CommandRow): AcceptedCommand => ({
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
  if (row.state === 'accepted') return { state: 'accepted', command: commandOf(row) };
  if (row.state === 'done') return { state: 'done', id, process };
  return { state: row.state, id, process, error: toRefusal(row) };
}
