import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import type { Client } from '@temporalio/client';
import type { DataSource, EntityManager } from 'typeorm';
import { workflowType, type Command } from '../../../workflows/engine/definition/commands.js';
import { detail } from '../../messages/index.js';
import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Process, Startable } from '../../../workflows/engine/definition/process.js';
import { businessDate } from '../../time/business-clock.js';
import { Definitions } from '../read-model/definitions.js';
import { UnwritableEventsError, type Projection } from '../read-model/projection.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import { CommandDelivery, type Settled } from './command-delivery.js';
import { CommandRetries, type CommandFailure } from './command-retries.js';
import type { Share } from './commands.repository.js';
import {
  AlreadyAccepted,
  CommandStore,
  type AcceptedCommand,
  type CommandState,
  type Idempotency,
  type NewProcess,
} from './command-store.js';
import type { Unreachable } from './send-update.js';

export interface ProcessCommandsDeps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly timeLimits: TimeLimits;
  readonly taskQueue: string;
  readonly projection: Pick<Projection, 'project'>;
  /** Every process and version that may still run. */
  readonly processes: readonly Process[];
  /** Longest time (ms) a caller waits for its command, which then continues in the background. @default 10 s */
  readonly timeoutMs?: number;
}

/** @typeParam I input of the process */
export interface StartRequest<I> extends Omit<
  NewProcess,
  'key' | 'version' | 'input' | 'startedAt' | 'subject'
> {
  readonly input: I;
  /** Or a function that draws it in the transaction that stores the process, so that a rollback leaves no gap. */
  readonly subject: string | ((tx: EntityManager) => Promise<string>);
  /** Account id, or `citizen`. */
  readonly account: string;
  readonly unit?: string;
  readonly roles?: readonly string[];
  readonly content?: unknown;
  readonly idempotency?: Idempotency;
  /** @default the instant of the request */
  readonly startedAt?: Date;
  /** Writes rows of the caller in the same transaction. Not called for a repeated request. */
  readonly within?: (tx: EntityManager) => Promise<void>;
}

export interface SendRequest {
  readonly process: { readonly id: string };
  readonly command: Command;
  /** Free text and names: stored under the command's id, never sent to Temporal. */
  readonly content?: unknown;
  /** @default the account of the command's actor */
  readonly account?: string;
  readonly idempotency?: Idempotency;
  readonly within?: (tx: EntityManager, command: string) => Promise<void>;
}

export interface Outcome {
  /** `accepted`: it is stored, and is applied as soon as Temporal can be reached. */
  readonly state: 'done' | 'accepted';
  readonly command: string;
  readonly process: string;
  /** True when the same request had been made before. */
  readonly repeated: boolean;
}

export interface ResumeOptions {
  /** Commands that were sent or claimed more recently are still in flight (ms). @default 15 s */
  readonly olderThanMs?: number;
  /** Number of processes; of each, the commands that wait behind the first follow. @default 100 */
  readonly limit?: number;
  /** Processes at the same time. @default 8 */
  readonly concurrency?: number;
  /** @default all */
  readonly share?: Share;
  /** Nothing more is claimed once it is aborted. */
  readonly stopping?: AbortSignal;
  readonly onFailure?: (failure: CommandFailure) => void;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends commands to running processes. Every command is stored before it is sent to Temporal, and is pending until its
 * events are in the read model: when a program dies in between, the sweeper sends it again under the same id.
 */
export class ProcessCommands {
  private readonly store: CommandStore;
  private readonly retries: CommandRetries;
  private readonly definitions: Definitions;
  private readonly delivery: CommandDelivery;

  constructor(deps: ProcessCommandsDeps) {
    const types = deps.processes.map(({ definition }) => workflowType(definition));
    this.store = new CommandStore(deps.dataSource, types);
    this.retries = new CommandRetries(deps.dataSource, types);
    this.definitions = new Definitions(deps.processes);
    const { store, definitions } = this;
    this.delivery = new CommandDelivery({
      ...deps,
      store,
      definitions,
      timeoutMs: deps.timeoutMs ?? TIMEOUT_MS,
    });
  }

  /**
   * Starts the newest version of a process. Once its rows are committed it is never lost: when Temporal cannot be reached,
   * the outcome is `accepted`, and the sweeper starts it later.
   *
   * @throws {DubanError} IDEMPOTENCY_KEY_REUSED, DEFINITION_UNKNOWN
   */
  async start<I>({ definition }: Startable<I>, request: StartRequest<NoInfer<I>>): Promise<Outcome> {
    const { account, idempotency } = request;
    this.definitions.assertNewest(definition);
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (earlier) return this.repeat(earlier, true);
    try {
      return await this.execute(await this.accept(definition, request), { repeated: false, patient: true });
    } catch (error) {
      if (!(error instanceof AlreadyAccepted) || !idempotency) throw error;
      return this.repeat((await this.store.find(account, idempotency))!, true);
    }
  }

  /**
   * Sends a command to a running process and waits until its effects can be read.
   *
   * @throws {DubanError} the refusal of the process; NOT_FOUND, PROCESS_ENDED, PROCESS_LOST, PROCESS_FULL,
   * PROCESS_STUCK, VERSION_NOT_SERVED, IDEMPOTENCY_KEY_REUSED; ENGINE_UNAVAILABLE when it was accepted and continues in
   * the background, or has taken effect and cannot be read yet
   */
  async send(request: SendRequest): Promise<Outcome> {
    const { process, command, content, idempotency, within } = request;
    const account = request.account ?? command.by.account;
    const row = { id: randomUUID(), process: process.id, command, content, account, idempotency };
    const accepted = within
      ? await this.store.transaction(async (tx) => {
          const stored = await this.store.accept(row, tx);
          if (stored) await within(tx, row.id);
          return stored;
        })
      : await this.store.accept(row);
    if (accepted) return this.execute(accepted, { repeated: false, patient: false });
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (earlier) return this.repeat(earlier, false);
    const refusal = await this.store.refusalOf(process.id, command.kind);
    throw refusal ?? new Error(`command ${row.id} was not accepted, for no known reason`);
  }

  /**
   * The outcome of the request that has used this idempotency key before, without another effect. Call it before any check
   * that the first request may have changed, such as whether the caller still sees the task.
   *
   * @returns null without a key, and for a new key
   * @throws {DubanError} the refusal of the first request; IDEMPOTENCY_KEY_REUSED; ENGINE_UNAVAILABLE as `send`
   */
  async repeated(account: string, idempotency: Idempotency | undefined): Promise<Outcome | null> {
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (!earlier) return null;
    const begins = earlier.state === 'accepted' && earlier.command.command.kind === 'begin';
    return this.repeat(earlier, begins);
  }

  /**
   * Withdraws a pending command. A signal to its workflow arrives before the command, which is then refused if it is still
   * in flight. A command that has taken effect already is `done`.
   *
   * @param within runs in the transaction that records the withdrawal
   * @returns `accepted` when the workflow has not answered yet: the sweeper continues
   * @throws {DubanError} COMMAND_NOT_PENDING
   */
  async withdraw(
    process: string,
    id: string,
    within: (tx: EntityManager) => Promise<void>,
  ): Promise<CommandState['state']> {
    await this.store.transaction(async (tx) => {
      if (!(await this.store.withdraw(process, id, tx))) throw new DubanError('COMMAND_NOT_PENDING');
      await within(tx);
    });
    const { state, ...withdrawn } = await this.store.load(id);
    if (state === 'accepted' && 'command' in withdrawn)
      await this.resumeOne(withdrawn.command).catch(() => false);
    await this.retries.resolveIncidents();
    return (await this.store.load(id)).state;
  }

  /**
   * Sends commands again that are still pending after `olderThanMs`: their gateway died, or they failed. Commands of one
   * process go one after the other, in the order of acceptance; a cancel waits for none of them. Any number of workers may
   * do this at the same time.
   *
   * @returns the number of commands claimed, and how many of them are done or refused now
   */
  async resumeAccepted(options: ResumeOptions = {}): Promise<{ taken: number; settled: number }> {
    const { olderThanMs = TIMEOUT_MS * 1.5, limit = 100, concurrency = 8, share = 'all', stopping } = options;
    const heads = await this.retries.claim(olderThanMs, limit, share);
    let taken = heads.length;
    let settled = 0;
    const resumeProcess = async (head: AcceptedCommand): Promise<void> => {
      let next: AcceptedCommand | null = head;
      while (next && !stopping?.aborted && (await this.resumeOne(next, options.onFailure))) {
        settled += 1;
        next = await this.retries.claimNext(next.process, olderThanMs);
        if (next) taken += 1;
      }
    };
    await new PQueue({ concurrency }).addAll(heads.map((head) => () => resumeProcess(head)));
    if (share !== 'fresh') await this.retries.resolveIncidents();
    return { taken, settled };
  }

  /** True when the command is done or refused; else the later commands of its process wait. */
  private async resumeOne(
    command: AcceptedCommand,
    onFailure?: (failure: CommandFailure) => void,
  ): Promise<boolean> {
    const answer = await this.attempt(command, onFailure).catch(() => null); // recorded, and reported to `onFailure`
    return answer?.kind === 'refused' || (answer?.kind === 'applied' && answer.written);
  }

  private accept(
    { key, version }: ProcessDefinition,
    request: StartRequest<unknown>,
  ): Promise<AcceptedCommand> {
    const {
      id,
      account,
      unit = '',
      roles = [],
      content,
      idempotency,
      within,
      startedAt = businessDate(),
    } = request;
    const command: Command = { kind: 'begin', by: { account, unit, roles } };
    return this.store.transaction(async (tx) => {
      const acceptedAt = startedAt.getTime();
      const row = { id: randomUUID(), process: id, command, account, acceptedAt, content, idempotency };
      const subject = typeof request.subject === 'string' ? request.subject : await request.subject(tx);
      const accepted = await this.store.begin({ ...request, key, version, subject, startedAt }, row, tx);
      await within?.(tx);
      return accepted;
    });
  }

  /** The outcome of an earlier request, without another effect. */
  private repeat(earlier: CommandState, patient: boolean): Promise<Outcome> | Outcome {
    if (earlier.state === 'refused' || earlier.state === 'withdrawn') throw earlier.error;
    if (earlier.state === 'accepted') return this.execute(earlier.command, { repeated: true, patient });
    return { state: 'done', command: earlier.id, process: earlier.process, repeated: true };
  }

  /** @param options.patient whether the caller accepts the outcome `accepted` */
  private async execute(
    command: AcceptedCommand,
    options: { repeated: boolean; patient: boolean },
  ): Promise<Outcome> {
    const { id, process } = command;
    const { repeated, patient } = options;
    const answer = await this.attempt(command);
    if (answer.kind === 'refused') throw answer.error;
    if (answer.kind === 'applied' && answer.written) return { state: 'done', command: id, process, repeated };
    if (patient) return { state: 'accepted', command: id, process, repeated };
    const code = answer.kind === 'applied' ? 'cases.acceptedNotReadable' : 'cases.acceptedContinues';
    throw new DubanError('ENGINE_UNAVAILABLE', detail(code), { command: id }, { cause: answer.cause });
  }

  /** Sends a command once, and records a failure. */
  private async attempt(
    command: AcceptedCommand,
    onFailure?: (failure: CommandFailure) => void,
  ): Promise<Settled> {
    const record = async (error: unknown, trouble: Unreachable): Promise<void> => {
      const options = { counts: trouble !== 'away', hopeless: trouble === 'hopeless' };
      const failure = await this.retries.recordFailure(command, error, options);
      if (failure) onFailure?.(failure);
    };
    try {
      const answer = await this.delivery.deliver(command);
      if (answer.kind === 'unreachable') await record(answer.cause, answer.trouble);
      if (answer.kind === 'applied' && !answer.written)
        await record(new Error('earlier events of the process have not arrived'), 'unanswered');
      return answer;
    } catch (error) {
      await record(error, 'unanswered');
      // The process has applied the command, so the caller gets the same answer as when Temporal is unavailable.
      if (error instanceof UnwritableEventsError)
        return { kind: 'applied', events: [], written: false, cause: error };
      throw error;
    }
  }
}
