/** The workflow bundle of tests: the permit process and a faulty one. */
import { workflowInfo } from '@temporalio/workflow';
import type { StartArguments } from '../../../workflows/engine/definition/commands.js';
import { runProcess } from '../../../workflows/engine/temporal/process-workflow.js';
import { faultyProcess } from './faulty-process.js';
import { permitProcess } from './permit-process.js';

export default async function processWorkflow(start: StartArguments): Promise<string> {
  const faulty = workflowInfo().workflowType.startsWith(faultyProcess.definition.key);
  return runProcess(faulty ? faultyProcess : permitProcess, start);
}
