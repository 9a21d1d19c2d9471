import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { workflowId, type Command, MESSAGE_SIGNAL } from '../../../workflows/engine/definition/commands.js';
import type { ProcessMessage } from '../../../workflows/engine/runtime/host.js';
import { businessNow } from '../../time/business-clock.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { endLostProcess } from '../read-model/lost-process.js';
import { ProcessesRepository } from '../read-model/processes.repository.js';
import { workflowStanding } from '../read-model/workflow-standing.js';
import { revokeMistaken } from '../cards/revoke-mistaken.js';
import { appendTimeline, lockProcesses } from '../timeline/append-timeline.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import type { AcceptedCommand, CommandStore } from './command-store.js';

export interface CancelDeps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly store: CommandStore;
  readonly timeLimits: Pick<TimeLimits, 'ready' | 'policy' | 'calendar'>;
  /** Timeout of one call of Temporal. */
  readonly timeoutMs: number;
}

/** Longest time in which the workflow may end by itself, its events included. */
const END_TIMEOUT_MS = 5_000;
const POLL_MS = 25;

/**
 * Ends a process, whatever the state of its workflow. The cancel is a signal: the server delivers it to the workflow before
 * any update, so no stuck command is in its way, and it works when the history has no room for updates. A workflow whose
 * tasks fail is terminated. A process whose workflow is lost, or whose end cannot be projected, is ended in the read model.
 * Idempotent.
 *
 * @returns false when the process had ended before, and nothing remained to be done
 * @throws errors of Temporal's client when it cannot be reached; CancelPending when the workflow has not processed it yet
 */
export async function cancelProcess(deps: CancelDeps, command: AcceptedCommand): Promise<boolean> {
  const { process } = command;
  if (await hasEnded(deps, process)) {
    if (await deps.store.isVisible(process, command)) return finish(deps, command);
    if (!(await hasIncident(deps, process))) return false;
    await signalCancel(deps, command); // the workflow may have been reset, and still run
    return finishLost(deps, command);
  }
  const signalled = await signalCancel(deps, command);
  if (signalled && (await endsWithin(deps, process))) return endedByItself(deps, command);

  const workflow = { key: command.key, id: process };
  const standing = await workflowStanding(deps.temporal, workflow, deps.timeoutMs);
  if (standing.kind === 'lost') {
    await endLostProcess(deps.dataSource, process, standing.reason, standing.at);
  } else if (standing.kind === 'completed') {
    if (await endsWithin(deps, process)) return endedByItself(deps, command);
    await endLostProcess(deps.dataSource, process, 'unwritten', new Date());
  } else {
    if (!standing.failing) throw new CancelPending('the workflow has not processed the cancel yet');
    await deps.temporal.withDeadline(Date.now() + deps.timeoutMs, () =>
      deps.temporal.workflow
        .getHandle(workflowId(command.key, process))
        .terminate('cancelled by an operator: its workflow tasks fail'),
    );
    await endLostProcess(deps.dataSource, process, 'terminated', new Date());
  }
  return finishLost(deps, command);
}

/** The cancel was sent, and takes effect later. */
export class CancelPending extends Error {
  override readonly name = 'CancelPending';
}

/** False when there is no such running workflow. */
async function signalCancel(
  deps: CancelDeps,
  { key, process, id, command, acceptedAt: at }: AcceptedCommand,
): Promise<boolean> {
  const { account, unit } = command.by;
  const message: ProcessMessage = {
    kind: 'cancel',
    by: { account, unit },
    command: id,
    at,
    ...mistakenFlag(command),
  };
  return signal(deps, workflowId(key, process), message);
}

/**
 * Sends a workflow a message, which it cannot reject.
 * @returns false when there is no such running workflow
 */
export async function signal(
  { temporal, timeoutMs }: Pick<CancelDeps, 'temporal' | 'timeoutMs'>,
  id: string,
  message: ProcessMessage,
): Promise<boolean> {
  try {
    await temporal.withDeadline(Date.now() + timeoutMs, () =>
      temporal.workflow.getHandle(id).signal<[ProcessMessage]>(MESSAGE_SIGNAL, message),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** False when another command ended the process at the same time. */
async function endedByItself(deps: CancelDeps, command: AcceptedCommand): Promise<boolean> {
  return (await deps.store.isVisible(command.process, command)) && finish(deps, command);
}

/** Cancels the children as well: a lost workflow can no longer do that. */
async function finishLost(deps: CancelDeps, command: AcceptedCommand): Promise<boolean> {
  const children = await new ProcessesRepository(deps.dataSource).openChildren(command.process);
  const message: ProcessMessage = { kind: 'cancel', ...mistakenFlag(command.command) };
  for (const { id, key } of children) await signal(deps, workflowId(key, id), message);
  return finish(deps, command);
}

async function finish(deps: CancelDeps, command: AcceptedCommand): Promise<true> {
  const { dataSource, store, timeLimits } = deps;
  const { id, process } = command;
  await timeLimits.ready();
  const { account, unit } = command.command.by;
  await transaction(dataSource, async (tx) => {
    await lockProcesses(tx, [process]);
    if (!(await store.isVisible(process, command))) {
      const data = { command: id, ...mistakenFlag(command.command) };
      const entry = { process, at: Date.now(), type: 'process.cancelled', account, data };
      await appendTimeline(tx, [{ ...entry, ...(unit && { unit }) }]);
    }
    await new IncidentsRepository(tx).resolveAll(process);
    await store.finishCancel(command, tx);
    // The workflow may be lost, and then has not emitted that the case was entered by mistake.
    if (isMistaken(command.command)) await revokeMistaken(tx, process, businessNow(), timeLimits);
  });
  return true;
}

const isMistaken = (command: Command): boolean => command.kind === 'cancel' && command.mistaken === true;
const mistakenFlag = (command: Command): { mistaken?: true } =>
  isMistaken(command) ? { mistaken: true } : {};

async function endsWithin(deps: CancelDeps, process: string): Promise<boolean> {
  const until = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    if (await hasEnded(deps, process)) return true;
    if (Date.now() > until) return false;
    await sleep(POLL_MS);
  }
}

const hasEnded = ({ dataSource }: CancelDeps, process: string): Promise<boolean> =>
  new ProcessesRepository(dataSource).hasEnded(process);

const hasIncident = ({ dataSource }: CancelDeps, process: string): Promise<boolean> =>
  new IncidentsRepository(dataSource).hasAny(process);
