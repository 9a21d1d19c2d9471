import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  COMMAND_UPDATE,
  workflowId,
  workflowType,
  type CommandEnvelope,
  type CommandResult,
  type StartArguments,
} from '../../../workflows/engine/definition/commands.js';
import { isKernelErrorCode, toRefusal } from '../errors.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { AcceptedCommand } from './command-store.js';
import { troubleOf, type TemporalTrouble } from './temporal-errors.js';

/** Temporal's answer to a command. */
export type Answer =
  | { readonly kind: 'applied'; readonly events: readonly ProcessEvent[] }
  /** The workflow refuses the command: it has no effect, and sending it again would not change that. */
  | { readonly kind: 'refused'; readonly error: DubanError }
  /** No such workflow, or it has ended. */
  | { readonly kind: 'notRunning' }
  /** It is not known whether the command arrived. Sending it again is safe. */
  | { readonly kind: 'unreachable'; readonly trouble: Unreachable; readonly cause: unknown };

/** See `troubleOf`. */
export type Unreachable = Exclude<TemporalTrouble, 'full'>;

export interface SendOptions {
  readonly taskQueue: string;
  readonly timeoutMs: number;
  readonly timeouts: Readonly<Record<string, number>>;
  /** Instant from which `timeouts` are counted, epoch ms. */
  readonly timeoutsAsOf: number;
}

/** Sends a command as an Update with the id of the command, so that Temporal applies it once however often it is sent. */
export async function sendUpdate(
  temporal: Client,
  command: AcceptedCommand,
  options: SendOptions,
): Promise<Answer> {
  const envelope: CommandEnvelope = {
    id: command.id,
    command: command.command,
    seen: command.seen,
    acceptedAt: command.acceptedAt,
    timeouts: options.timeouts,
    timeoutsAsOf: options.timeoutsAsOf,
  };
  const update = { updateId: command.id, args: [envelope] as [CommandEnvelope] };
  const id = workflowId(command.key, command.process);
  const execute = (): Promise<CommandResult> =>
    temporal.workflow.getHandle(id).executeUpdate<CommandResult, [CommandEnvelope]>(COMMAND_UPDATE, update);
  const executeWithStart = (): Promise<CommandResult> =>
    temporal.workflow.executeUpdateWithStart<never, CommandResult, [CommandEnvelope]>(COMMAND_UPDATE, {
      ...update,
      startWorkflowOperation: startOperation(command, id, options.taskQueue) as never,
    });
  const send = async (): Promise<CommandResult> => {
    if (command.command.kind !== 'begin') return execute();
    try {
      return await executeWithStart();
    } catch (error) {
      // The workflow has ended already: the result of the update is in its history.
      if (error instanceof WorkflowExecutionAlreadyStartedError) return execute();
      throw error;
    }
  };
  try {
    const { events } = await temporal.withDeadline(Date.now() + options.timeoutMs, send);
    return { kind: 'applied', events };
  } catch (error) {
    return toAnswer(error);
  }
}

function startOperation(command: AcceptedCommand, id: string, taskQueue: string): unknown {
  const start: StartArguments = { process: command.process, input: command.input };
  return new WithStartWorkflowOperation(workflowType(command), {
    workflowId: id,
    taskQueue,
    args: [start],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
}

function toAnswer(error: unknown): Answer {
  if (error instanceof WorkflowUpdateFailedError) {
    const failure = error.cause;
    if (failure instanceof ApplicationFailure) {
      const { type: code, details } = failure;
      if (isKernelErrorCode(code))
        return { kind: 'refused', error: toRefusal({ code, detail: details?.[0] }, { cause: error }) };
      // The workflow ended in the same task that accepted the update, or before it.
      if (code === 'AcceptedUpdateCompletedWorkflow') return { kind: 'notRunning' };
    }
    throw error;
  }
  if (error instanceof WorkflowNotFoundError) return { kind: 'notRunning' };
  const trouble = troubleOf(error);
  if (trouble === null) throw error;
  if (trouble !== 'full') return { kind: 'unreachable', trouble, cause: error };
  return { kind: 'refused', error: new DubanError('PROCESS_FULL', null, {}, { cause: error }) };
}
