import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DataSource, EntityManager } from 'typeorm';
import type { Command } from '../../workflows/engine/commands.js';
import { DubanError } from '../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../workflows/engine/events.js';
import type { Process } from '../../workflows/engine/process.js';
import { Definitions } from '../read-model/definitions.js';
import type { Projection } from '../read-model/projection.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import {
  AlreadyAccepted,
  CommandStore,
  type AcceptedCommand,
  type CommandState,
  type Idempotency,
  type NewProcess,
} from './command-store.js';
import { sendUpdate, type Answer } from './send-update.js';

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

export interface StartRequest extends Omit<NewProcess, 'startedAt' | 'subject'> {
  /** Or how to draw it in the transaction that stores the process: a number that is rolled back has no gap. */
  readonly subject: string | ((tx: EntityManager) => Promise<string>);
  /** Account id, or `citizen`. */
  readonly account: string;
  readonly unit?: string;
  readonly roles?: readonly string[];
  readonly content?: unknown;
  readonly idempotency?: Idempotency;
  /** @default now */
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

const TIMEOUT_MS = 10_000;
/** How long a caller waits for events ahead of its own, which another caller brings. */
const GAP_WAIT_MS = 2_000;
const GAP_POLL_MS = 20;

/**
 * The way into a running process. Every command is a row before Temporal hears of it, and stays one until its events
 * stand in the read model: whoever dies in between, the sweeper sends it again under the same id.
 */
export class ProcessCommands {
  private readonly store: CommandStore;
  private readonly definitions: Definitions;

  constructor(private readonly deps: ProcessCommandsDeps) {
    this.store = new CommandStore(deps.dataSource);
    this.definitions = new Definitions(deps.processes);
  }

  /**
   * Starts a process. Once the rows are committed it is never lost: with Temporal out of reach the answer is
   * `accepted`, and the sweeper starts it later.
   *
   * @throws {DubanError} IDEMPOTENCY_KEY_REUSED, DEFINITION_UNKNOWN
   */
  async start(request: StartRequest): Promise<Outcome> {
    const { account, idempotency } = request;
    this.definitions.get(request.key, request.version);
    const earlier = idempotency && (await this.store.find(account, idempotency));
    if (earlier) return this.repeat(earlier, true);
    try {
      return await this.carryOut(await this.accept(request), { repeated: false, patient: true });
    } catch (error) {
      if (!(error instanceof AlreadyAccepted) || !idempotency) throw error;
      return this.repeat((await this.store.find(account, idempotency))!, true);
    }
  }

  /**
   * Gives a command to a running process and waits until its consequences can be read.
   *
   * @throws {DubanError} the refusal of the process; NOT_FOUND, PROCESS_ENDED, IDEMPOTENCY_KEY_REUSED;
   * ENGINE_UNAVAILABLE when it was accepted and goes on by itself
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
    if (!earlier) throw new Error(`command ${row.id} was neither accepted nor known`);
    return this.repeat(earlier, false);
  }

  /**
   * Sends again what was accepted and is not done after `olderThanMs`: its gateway died, or Temporal was away. Any
   * number of workers may do this at once.
   *
   * @returns how many were taken up, and how many of them are done or refused now
   */
  async resumeAccepted(
    options: { olderThanMs?: number; limit?: number; concurrency?: number } = {},
  ): Promise<{ taken: number; settled: number }> {
    const { olderThanMs = TIMEOUT_MS * 1.5, limit = 100, concurrency = 8 } = options;
    const commands = await this.store.claimUnsent(olderThanMs, limit);
    const queues = new Map<string, AcceptedCommand[]>();
    for (const command of commands)
      queues.set(command.process, [...(queues.get(command.process) ?? []), command]);
    const waiting = [...queues.values()];
    let settled = 0;
    const errors: unknown[] = [];
    const resumeOne = async (queue: readonly AcceptedCommand[]): Promise<void> => {
      for (const command of queue) {
        // In the order they were accepted; what follows an unreachable one waits with it.
        if (!(await this.settle(command))) return;
        settled += 1;
      }
    };
    const worker = async (): Promise<void> => {
      for (let queue = waiting.pop(); queue; queue = waiting.pop()) {
        await resumeOne(queue).catch((error: unknown) => errors.push(error)); // the others go on
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    if (errors.length > 0) throw new AggregateError(errors, `${errors.length} commands could not be resumed`);
    return { taken: commands.length, settled };
  }

  private accept(request: StartRequest): Promise<AcceptedCommand> {
    const {
      id,
      account,
      unit = '',
      roles = [],
      content,
      idempotency,
      within,
      startedAt = new Date(),
    } = request;
    const command: Command = { kind: 'begin', by: { account, unit, roles } };
    return this.store.transaction(async (tx) => {
      const row = { id: randomUUID(), process: id, command, account, content, idempotency };
      const subject = typeof request.subject === 'string' ? request.subject : await request.subject(tx);
      const accepted = await this.store.begin({ ...request, subject, startedAt }, row, tx);
      await within?.(tx);
      return accepted;
    });
  }

  /** The same request again: the same answer, without another effect. */
  private repeat(earlier: CommandState, patient: boolean): Promise<Outcome> | Outcome {
    if (earlier.state === 'refused') throw earlier.error;
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
    const answer = await this.sendAndWrite(command);
    if (answer.kind === 'refused') throw answer.error;
    if (answer.kind === 'obeyed' && answer.written) return { state: 'done', command: id, process, repeated };
    if (patient || answer.kind === 'obeyed') return { state: 'accepted', command: id, process, repeated };
    const cause = answer.kind === 'unreachable' ? answer.cause : undefined;
    throw new DubanError('ENGINE_UNAVAILABLE', 'accepted; it goes on by itself', { command: id }, { cause });
  }

  /** For the sweeper: true once the command is done or refused. */
  private async settle(command: AcceptedCommand): Promise<boolean> {
    const answer = await this.sendAndWrite(command);
    return answer.kind === 'refused' || (answer.kind === 'obeyed' && answer.written);
  }

  private async sendAndWrite(command: AcceptedCommand): Promise<Settled> {
    const { deps } = this;
    const definition = this.definitions.get(command.key, command.version);
    await deps.timeLimits.ready();
    const course = deps.timeLimits.courseInstants(definition, Date.now());
    const timeoutMs = deps.timeoutMs ?? TIMEOUT_MS;
    const answer = await sendUpdate(deps.temporal, command, { taskQueue: deps.taskQueue, timeoutMs, course });
    if (answer.kind === 'obeyed') return { ...answer, written: await this.write(command, answer.events) };
    if (answer.kind === 'unreachable') return answer;
    // A process that has not begun yet begins with a command before this one.
    if (answer.kind === 'notRunning' && command.processState === 'starting') {
      return { kind: 'unreachable', cause: new Error('the process has not begun yet') };
    }
    const error =
      answer.kind === 'refused' ? answer.error : new DubanError('PROCESS_ENDED', 'the process has ended');
    await this.store.refuse(command.id, error);
    return { kind: 'refused', error };
  }

  /** False when the events ahead of these did not come in time; the sweeper then completes the command. */
  private async write(command: AcceptedCommand, events: readonly ProcessEvent[]): Promise<boolean> {
    const { id, process, key, version } = command;
    const until = Date.now() + GAP_WAIT_MS;
    for (;;) {
      const { complete } = await this.deps.projection.project({ process, key, version, events }, id);
      if (complete) break;
      if (Date.now() > until) return false;
      await sleep(GAP_POLL_MS);
    }
    // Two commands in one workflow task: the other one's caller carries the events of both.
    if (
      command.command.kind === 'complete' &&
      !events.some((event) => 'command' in event && event.command === id)
    ) {
      const { task } = command.command;
      while (!(await this.store.isTaskClosed(process, task)) && Date.now() < until) await sleep(GAP_POLL_MS);
    }
    return true;
  }
}

type Settled =
  | (Extract<Answer, { kind: 'obeyed' }> & { readonly written: boolean })
  | Extract<Answer, { kind: 'refused' | 'unreachable' }>;
