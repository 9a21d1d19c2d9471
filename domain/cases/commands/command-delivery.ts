import { setTimeout as sleep } from 'node:timers/promises';
import { detail } from '../../messages/index.js';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { DubanError, type Detail } from '../../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { ProcessMessage } from '../../../workflows/engine/runtime/host.js';
import type { Definitions } from '../read-model/definitions.js';
import { endLostProcess, type LossReason } from '../read-model/lost-process.js';
import type { Projection } from '../read-model/projection.js';
import { workflowStanding } from '../read-model/workflow-standing.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import { CancelPending, cancelProcess, signal, type CancelDeps } from './cancel-process.js';
import type { AcceptedCommand } from './command-store.js';
import { sendUpdate, type Answer, type Unreachable } from './send-update.js';
import { troubleOf } from './temporal-errors.js';

export interface DeliveryDeps extends CancelDeps {
  readonly taskQueue: string;
  readonly definitions: Definitions;
  readonly projection: Pick<Projection, 'project'>;
  readonly timeLimits: TimeLimits;
}

/** Longest wait for earlier events, which another caller delivers. */
const GAP_WAIT_MS = 2_000;
const GAP_POLL_MS = 20;

/** Delivers one accepted command to its workflow, once, and projects the events of the answer. */
export class CommandDelivery {
  constructor(private readonly deps: DeliveryDeps) {}

  /** @throws everything but refusals and failures to reach Temporal: defects, and errors of the database */
  async deliver(command: AcceptedCommand): Promise<Settled> {
    if (command.command.kind === 'cancel') return this.cancel(command);
    const { deps } = this;
    const definition = deps.definitions.get(command.key, command.version);
    await deps.timeLimits.ready();
    const timeoutsAsOf = Date.now(); // not the acceptance: limits that the command starts begin when it is applied
    const timeouts = deps.timeLimits.timeoutInstants(definition, timeoutsAsOf);
    if (command.withdrawn) {
      const signalled = await this.signal(command, { kind: 'withdraw', command: command.id });
      if (typeof signalled !== 'boolean') return signalled;
    }
    const { taskQueue, timeoutMs } = deps;
    const answer = await sendUpdate(deps.temporal, command, { taskQueue, timeoutMs, timeouts, timeoutsAsOf });
    switch (answer.kind) {
      case 'applied':
        return { ...answer, written: await this.write(command, answer.events) };
      case 'unreachable':
        return answer;
      case 'notRunning':
        return this.refuseOfEnded(command);
      case 'refused':
        if (answer.error.code !== 'PROCESS_LOST')
          return this.refuse(command, answer.error, { forget: !KEEP_CONTENT.includes(answer.error.code) });
        await this.signal(command, { kind: 'cancel' });
        return this.refuseOfLost(command, 'reset', new Date());
    }
  }

  private async cancel(command: AcceptedCommand): Promise<Settled> {
    const ended = await this.reaching(() => cancelProcess(this.deps, command));
    if (typeof ended !== 'boolean') return ended;
    if (ended) return { kind: 'applied', events: [], written: true };
    return this.refuse(command, hasEnded(), { forget: true });
  }

  /** There is no such running workflow: it has ended regularly, it is lost, or it has not begun yet. */
  private async refuseOfEnded(command: AcceptedCommand): Promise<Settled> {
    const { temporal, timeoutMs } = this.deps;
    const workflow = { key: command.key, id: command.process };
    const standing = await this.reaching(() => workflowStanding(temporal, workflow, timeoutMs));
    switch (standing.kind) {
      case 'unreachable':
        return standing;
      case 'running':
        return unreachable(new Error('the workflow did not accept the command'));
      case 'completed':
        return this.refuse(command, hasEnded(), { forget: true });
      case 'lost':
        // An earlier command begins the process.
        if (standing.reason === 'notFound' && command.processState === 'starting')
          return unreachable(new Error('the process has not begun yet'));
        return this.refuseOfLost(command, standing.reason, standing.at);
    }
  }

  private async refuseOfLost(command: AcceptedCommand, reason: LossReason, at: Date): Promise<Settled> {
    const lost = await endLostProcess(this.deps.dataSource, command.process, reason, at);
    const error = lost ? new DubanError('PROCESS_LOST', LOST[reason]) : hasEnded();
    return this.refuse(command, error, { forget: false });
  }

  private async refuse(
    command: AcceptedCommand,
    error: DubanError,
    options: { forget: boolean },
  ): Promise<Settled> {
    await this.deps.store.refuse(command.id, error, options);
    return { kind: 'refused', error };
  }

  /** Whether a running workflow was signalled; `unreachable` when that is not known. */
  private signal({ key, process }: AcceptedCommand, message: ProcessMessage): Promise<boolean | NotReached> {
    return this.reaching(() => signal(this.deps, workflowId(key, process), message));
  }

  /** Returns the answer of Temporal, or why there is none. */
  private async reaching<T>(call: () => Promise<T>): Promise<T | NotReached> {
    try {
      return await call();
    } catch (error) {
      const trouble = error instanceof CancelPending ? 'unanswered' : troubleOf(error);
      if (trouble === null) throw error;
      return unreachable(error, trouble === 'full' ? 'unanswered' : trouble);
    }
  }

  /**
   * Projects the events of an answer. False when earlier events did not arrive in time, or cannot be written: the sweeper
   * then completes the command.
   */
  private async write(command: AcceptedCommand, events: readonly ProcessEvent[]): Promise<boolean> {
    const { id, process, key, version } = command;
    const until = Date.now() + GAP_WAIT_MS;
    for (;;) {
      const { complete } = await this.deps.projection.project({ process, key, version, events }, id);
      if (complete) break;
      if (Date.now() > until) return false;
      await sleep(GAP_POLL_MS);
    }
    // Of two commands in one workflow task, the other one's answer carries the events of both.
    if (!events.some((event) => 'command' in event && event.command === id)) {
      while (!(await this.deps.store.isVisible(process, command)) && Date.now() < until)
        await sleep(GAP_POLL_MS);
    }
    return true;
  }
}

/** Refusals that do not judge the content of a command, which is kept. */
const KEEP_CONTENT: readonly string[] = ['PROCESS_FULL', 'COMMAND_WITHDRAWN'];

const LOST = {
  terminated: detail('cases.lostTerminated'),
  timedOut: detail('cases.lostTimedOut'),
  failed: detail('cases.lostFailed'),
  notFound: detail('cases.lostNotFound'),
  reset: detail('cases.lostReset'),
  unwritten: detail('cases.lostUnwritten'),
} as const satisfies Record<LossReason, Detail>;

const hasEnded = (): DubanError => new DubanError('PROCESS_ENDED');

const unreachable = (cause: unknown, trouble: Unreachable = 'unanswered'): NotReached => ({
  kind: 'unreachable',
  trouble,
  cause,
});

type NotReached = Extract<Answer, { kind: 'unreachable' }>;
export type Settled =
  /** `cause`: why its events are not projected. */
  | (Extract<Answer, { kind: 'applied' }> & { readonly written: boolean; readonly cause?: unknown })
  | Extract<Answer, { kind: 'refused' | 'unreachable' }>;
