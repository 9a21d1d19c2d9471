import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { CommandResult, StartArguments } from '../../../workflows/engine/definition/commands.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { ProjectionBatch } from '../../../workflows/engine/temporal/process-workflow.js';

type Payloads = { readonly payloads?: readonly Payload[] | null } | null | undefined;

/** All events that a process has emitted, read from its history. */
export interface EventLog {
  readonly start: StartArguments;
  /** In order, each once. */
  readonly events: readonly ProcessEvent[];
}

/**
 * Rebuilds the event log from the carriers of events: the answers to commands, and the arguments of `project`.
 */
export function eventLogOf(history: History): EventLog {
  const events = new Map<number, ProcessEvent>();
  let start: StartArguments | undefined;
  for (const entry of history.events ?? []) {
    const completed = entry.workflowExecutionUpdateCompletedEventAttributes;
    const scheduled = entry.activityTaskScheduledEventAttributes;
    start ??= first<StartArguments>(entry.workflowExecutionStartedEventAttributes?.input);
    const carrier =
      first<CommandResult>(completed?.outcome?.success) ??
      (scheduled?.activityType?.name === 'project' ? first<ProjectionBatch>(scheduled.input) : undefined);
    for (const event of carrier?.events ?? []) events.set(event.seq, event);
  }
  if (!start) throw new Error('a history begins with the start of its workflow');
  return { start, events: [...events.values()].sort((a, b) => a.seq - b.seq) };
}

function first<T>(payloads: Payloads): T | undefined {
  const [payload] = payloads?.payloads ?? [];
  return payload ? defaultPayloadConverter.fromPayload<T>(payload) : undefined;
}
