import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { repeat, type Repetition } from '../../time/repeat.js';
import { IncidentsRepository } from './incidents.repository.js';

export interface FailingWorkflowsDeps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
}

export interface FailingWorkflowsLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const CHECK_EVERY_MS = 30_000;

/**
 * Checks every 30 s for workflows whose tasks fail repeatedly: the behaviour throws, or does not yield. The server marks
 * them. Each is logged and raises an incident of its process, until its task succeeds or the process ends.
 */
export function startReportingFailingWorkflows(
  deps: FailingWorkflowsDeps,
  { log, everyMs = CHECK_EVERY_MS }: { log: FailingWorkflowsLog; everyMs?: number },
): Repetition {
  return repeat(
    async () => {
      await reportFailingWorkflows(deps, log);
      return false;
    },
    { everyMs, onError: (err) => log.warn({ err }, 'could not check for failing workflows') },
  );
}

/** One check. Any number of workers may do it, because all of them see the same. */
export async function reportFailingWorkflows(
  { dataSource, temporal }: FailingWorkflowsDeps,
  log: Pick<FailingWorkflowsLog, 'error'>,
): Promise<void> {
  const incidents = new IncidentsRepository(dataSource);
  const known = new Set(await incidents.processesWith('behaviour'));
  const failing: string[] = [];
  for await (const { workflowId, runId, type } of temporal.workflow.list({ query: FAILING })) {
    const process = PROCESS_ID.exec(workflowId)?.[1];
    if (process === undefined) continue; // the SLA monitor, or another program's workflow in the namespace
    failing.push(process);
    const error = await lastFailure(temporal, workflowId, runId);
    if (!known.has(process))
      log.error({ process, workflowId, workflowType: type, runId, error }, 'workflow tasks fail');
    await incidents.raise(process, 'behaviour', new Error(error));
  }
  await incidents.resolveAllBut('behaviour', failing);
}

/** The error of the last failed workflow task, from the end of the history. */
async function lastFailure(temporal: Client, workflowId: string, runId: string): Promise<string> {
  const { history } = await temporal.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: temporal.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: NEWEST_EVENTS,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes)
    ?.workflowTaskFailedEventAttributes?.failure;
  if (!failed) return 'its tasks time out';
  return `${failed.applicationFailureInfo?.type || 'Error'}: ${failed.message}`;
}

const NEWEST_EVENTS = 20;

/** `<key>/<process id>` */
const PROCESS_ID = /^[\w-]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const FAILING = `ExecutionStatus = 'Running' AND TemporalReportedProblems IN
  ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')`;
