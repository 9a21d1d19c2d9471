/** A workflow bundle of the tests' own: every workflow type is the permit process. */
import type { StartArguments } from '../../../workflows/engine/commands.js';
import { runProcess } from '../../../workflows/engine/temporal.js';
import { permitProcess } from './permit-process.js';

export default async function processWorkflow(start: StartArguments): Promise<string> {
  return runProcess(permitProcess, start);
}
