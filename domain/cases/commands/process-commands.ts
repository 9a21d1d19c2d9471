import { randomUUID } from 'node:crypto';
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
  /** How long one command may take before its caller is told that it goes on by itself. @default 10 s */
  readonly timeoutMs?: number;
}

/** @typeParam I what the process is started with */
export interface StartRequest<I> extends Omit<
  NewProcess,
  'key' | 'version' | 'input' | 'startedAt' | 'subject'
> {
  readonly input: I;
  /** Or how to draw it in the transaction that stores the process: a number that is rolled back has no gap. */
  readonly subject: string | ((tx: EntityManager) => Promise<string>);
  /** Account id, or `citizen`. */
  readonly account: string;
  readonly unit?: string;
  readonly roles?: readonly string[];
  readonly content?: unknown;
  readonly idempotency?: Idempotency;
  /** @default the instant of the request */
  readonly startedAt?: Date;
  /** Rows of the caller's own, in the same transaction: all or nothing. Not called again for a repeated request. */
  readonly within?: (tx: EntityManager) => Promise<void>;
}

export interface SendRequest {
  readonly process: { readonly id: string };
  readonly command: Command;
  /** Free text and names: stored under the command's id, never sent to Temporal. */
  readonly content?: unknown;
  /** @default the account in whose name the command is given */
  readonly account?: string;
  readonly idempotency?: Idempotency;
  readonly within?: (tx: EntityManager, command: string) => Promise<void>;
}

export interface Outcome {
  /** `accepted`: it stands in the database and happens as soon as Temporal can be reached. */
  readonly state: 'done' | 'accepted';
  readonly command: string;
  readonly process: string;
  /** True when the same request had been made before. */
  readonly repeated: boolean;
}

export interface ResumeOptions {
  /** Those that were sent, or taken, less than this ago are still on their way. @default 15 s */
  readonly olderThanMs?: number;
  /** How many are taken at first; each is followed by those that wait behind it. @default 100 */
  readonly limit?: number;
  /** How many processes at once. @default 8 */
  readonly concurrency?: number;
  /** @default all */
  readonly share?: Share;
  /** Nothing more is taken once it has been aborted. */
  readonly stopping?: AbortSignal;
  readonly onFailure?: (failure: CommandFailure) => void;
}

const TIMEOUT_MS = 10_000;

/**
 * The way into a running process. Every command is a row before Temporal hears of it, and stays one until its events
 * stand in the read model: whoever dies in between, the sweeper sends it again under the same id.
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
   * Starts the newest version of a process. Once the rows are committed it is never lost: with Temporal out of reach the answer is
   * `accepted`, and the sweeper starts it later.
   *
   * @throws {DubanError} IDEMPOTENCY_KEY_REUSED, DEFINITION_UNKNOWN
   */
  async start<I>({ definition }: Startable<I>, request: StartRequest<NoInfer<I>>): Promise<Outcome> {
    const { account, idempotency } = request;
    this.definitions.assertNewest(definition);
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (earlier) return this.repeat(earlier, true);
    try {
      return await this.carryOut(await this.accept(definition, request), { repeated: false, patient: true });
    } catch (error) {
      if (!(error instanceof AlreadyAccepted) || !idempotency) throw error;
      return this.repeat((await this.store.find(account, idempotency))!, true);
    }
  }

  /**
   * Gives a command to a running process and waits until its consequences can be read.
   *
   * @throws {DubanError} the refusal of the process; NOT_FOUND, PROCESS_ENDED, PROCESS_LOST, PROCESS_FULL,
   * PROCESS_STUCK, VERSION_NOT_SERVED, IDEMPOTENCY_KEY_REUSED; ENGINE_UNAVAILABLE when it was accepted and goes on by
   * itself, or has taken effect and cannot be read yet
   */
  async send(request: SendRequest): Promise<Outcome> {
    const { process, command, content, idempotency, within } = request;
    const account = request.account ?? command.by.account;
    const row = { id: randomUUID(), process: process.id, command, content, account, idempotency };
    const accepted = within
      ? await this.store.transaction(async (tx) => {
          const mine = await this.store.accept(row, tx);
          if (mine) await within(tx, row.id);
          return mine;
        })
      : await this.store.accept(row);
    if (accepted) return this.carryOut(accepted, { repeated: false, patient: false });
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (earlier) return this.repeat(earlier, false);
    const refusal = await this.store.refusalOf(process.id, command.kind);
    throw refusal ?? new Error(`command ${row.id} was neither accepted nor known`);
  }

  /**
   * What became of the request that has used this key before: the same answer, without another effect. To be asked
   * before anything else that the first request may have changed, such as whether the caller still sees the task.
   *
   * @returns null without a key, and for one that has not been used
   * @throws {DubanError} the refusal of the first request; IDEMPOTENCY_KEY_REUSED; ENGINE_UNAVAILABLE as `send`
   */
  async repeated(account: string, idempotency: Idempotency | undefined): Promise<Outcome | null> {
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (!earlier) return null;
    const begins = earlier.state === 'accepted' && earlier.command.command.kind === 'begin';
    return this.repeat(earlier, begins);
  }

  /**
   * Takes back a command that waits. Its workflow is told by a signal, which comes in before the command: should that
   * still be on its way, it is refused. What had taken effect already is done, and its row says so.
   *
   * @param within in the transaction that notes the withdrawal
   * @returns `accepted` when the workflow has not answered yet: the sweeper goes on
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
   * Sends again what was accepted and is not done after `olderThanMs`: its gateway died, or it failed. Of one process
   * one command after the other, in the order in which they were accepted; a cancel waits for none of them. Any number
   * of workers may do this at once.
   *
   * @returns how many were taken up, and how many of them are done or refused now
   */
  async resumeAccepted(options: ResumeOptions = {}): Promise<{ taken: number; settled: number }> {
    const { olderThanMs = TIMEOUT_MS * 1.5, limit = 100, concurrency = 8, share = 'all', stopping } = options;
    const heads = await this.retries.claim(olderThanMs, limit, share);
    let taken = heads.length;
    let settled = 0;
    const lane = async (): Promise<void> => {
      for (let head = heads.pop(); head && !stopping?.aborted; head = heads.pop()) {
        let next: AcceptedCommand | null = head;
        while (next && !stopping?.aborted && (await this.resumeOne(next, options.onFailure))) {
          settled += 1;
          next = await this.retries.claimNext(next.process, olderThanMs);
          if (next) taken += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    if (share !== 'fresh') await this.retries.resolveIncidents();
    return { taken, settled };
  }

  /** True once the command is done or refused; what follows one that is not waits with it. */
  private async resumeOne(
    command: AcceptedCommand,
    onFailure?: (failure: CommandFailure) => void,
  ): Promise<boolean> {
    const answer = await this.attempt(command, onFailure).catch(() => null); // noted, and told to `onFailure`
    return answer?.kind === 'refused' || (answer?.kind === 'obeyed' && answer.written);
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

  /** The same request again: the same answer, without another effect. */
  private repeat(earlier: CommandState, patient: boolean): Promise<Outcome> | Outcome {
    if (earlier.state === 'refused' || earlier.state === 'withdrawn') throw earlier.error;
    if (earlier.state === 'accepted') return this.carryOut(earlier.command, { repeated: true, patient });
    return { state: 'done', command: earlier.id, process: earlier.process, repeated: true };
  }

  /** @param options.patient a caller who is content to hear `accepted` */
  private async carryOut(
    command: AcceptedCommand,
    options: { repeated: boolean; patient: boolean },
  ): Promise<Outcome> {
    const { id, process } = command;
    const { repeated, patient } = options;
    const answer = await this.attempt(command);
    if (answer.kind === 'refused') throw answer.error;
    if (answer.kind === 'obeyed' && answer.written) return { state: 'done', command: id, process, repeated };
    if (patient) return { state: 'accepted', command: id, process, repeated };
    const what = answer.kind === 'obeyed' ? 'cases.acceptedNotReadable' : 'cases.acceptedContinues';
    throw new DubanError('ENGINE_UNAVAILABLE', detail(what), { command: id }, { cause: answer.cause });
  }

  /** Sends a command once, and notes why when that fails. */
  private async attempt(
    command: AcceptedCommand,
    onFailure?: (failure: CommandFailure) => void,
  ): Promise<Settled> {
    const note = async (error: unknown, trouble: Unreachable): Promise<void> => {
      const options = { counts: trouble !== 'away', hopeless: trouble === 'hopeless' };
      const failure = await this.retries.recordFailure(command, error, options);
      if (failure) onFailure?.(failure);
    };
    try {
      const answer = await this.delivery.deliver(command);
      if (answer.kind === 'unreachable') await note(answer.cause, answer.trouble);
      if (answer.kind === 'obeyed' && !answer.written)
        await note(new Error('the events ahead of its own have not come'), 'unanswered');
      return answer;
    } catch (error) {
      await note(error, 'unanswered');
      // The process has obeyed: whoever gave the command is no more to blame than where Temporal is away.
      if (error instanceof UnwritableEventsError)
        return { kind: 'obeyed', events: [], written: false, cause: error };
      throw error;
    }
  }
}
