import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { endLostProcess } from './lost-process.js';
import { ProcessesRepository } from './processes.repository.js';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { endedFromOutside, lossOf, toldSoFar, type Loss } from './lost-workflows.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly processes: readonly Process[];
}

export interface WorkflowWatchLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Writes the end of processes whose workflows were ended from outside since an instant: terminated, timed out, failed or
 * cancelled without an event of their own, or reset to before what they have told; of a reset one, what runs on in Temporal is
 * cancelled. Doing it again changes nothing.
 *
 * @returns false when one of them could not be ended: it has to be looked at again
 */
export async function endLostProcesses(
  { dataSource, temporal, processes }: Deps,
  since: Date,
  log: WorkflowWatchLog,
): Promise<boolean> {
  let complete = true;
  for (const process of await endedFromOutside(temporal, processes, since)) {
    try {
      const row = await new ProcessesRepository(dataSource).findOpen(process.id);
      if (!row) continue;
      // A run that was reset goes on in another one, and one that completed has told its end.
      const loss = (await lossOf(temporal, process)) ?? (await resetOf(temporal, process, row.event_seq));
      if (!loss || loss.reason === 'completed') continue;
      if (await endLostProcess(dataSource, process.id, loss.reason, loss.at))
        log.warn({ process: process.id, reason: loss.reason }, 'a workflow was ended from outside');
      if (loss.reason === 'reset')
        await temporal.workflow.getHandle(workflowId(process.key, process.id)).cancel();
    } catch (err) {
      complete = false;
      log.error({ err, process: process.id }, 'could not end a process whose workflow has ended');
    }
  }
  return complete;
}

/**
 * A workflow that goes on and has told less than the read model knows stands where it was reset to. It may not tell that
 * anew, and nothing that anybody does with the case would have an effect.
 */
async function resetOf(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
  known: number,
): Promise<Loss | null> {
  const told = await toldSoFar(temporal, process);
  return told !== null && told < known ? { reason: 'reset', at: new Date() } : null;
}

/** How far back a look goes: nobody may have looked for as long, and the list lags behind. */
const LOOK_BACK_MS = 7 * 86_400_000;
/** Later looks see what the ones before may have missed. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Looks every minute, until stopped; the first time back over a week in which no worker may have run. The next look begins
 * where one began that did not end everything: the database may have been away longer than looks overlap.
 */
export function startWorkflowWatch(
  deps: Deps,
  options: { readonly log: WorkflowWatchLog; readonly everyMs?: number; readonly overlapMs?: number },
): Repetition {
  const { log, everyMs = 60_000, overlapMs = OVERLAP_MS } = options;
  let since = Date.now() - LOOK_BACK_MS;
  return repeat(
    async () => {
      const startedAt = Date.now();
      if (await endLostProcesses(deps, new Date(since), log)) since = startedAt - overlapMs;
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not look for workflows that have ended') },
  );
}
