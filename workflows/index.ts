/** The workflow bundle. One dynamic workflow runs every process of the registry; the SLA monitor is a workflow of its own. */
import { workflowInfo } from '@temporalio/workflow';
import { workflowType, type StartArguments } from './engine/definition/commands.js';
import { runProcess } from './engine/temporal/process-workflow.js';
import { processes } from './registry.js';

export { slaMonitor } from './sla-monitor/workflow.js';

const byType = new Map(processes.map((process) => [workflowType(process.definition), process]));

/** Temporal calls the default export for every workflow type that has no export of its own. */
export default async function processWorkflow(start: StartArguments): Promise<string> {
  const process = byType.get(workflowInfo().workflowType);
  // A plain error fails the workflow task only: the case continues once a worker with that version runs.
  if (!process) throw new Error(`no process for workflow type '${workflowInfo().workflowType}'`);
  return runProcess(process, start);
}
