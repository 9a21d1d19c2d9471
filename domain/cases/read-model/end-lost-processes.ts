import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { endLostProcess } from './lost-process.js';
import { ProcessesRepository } from './processes.repository.js';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { endedFromOutside, lossOf, lastEmittedEvent, type Loss } from './lost-workflows.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly processes: readonly Process[];
}

export interface LostProcessLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Ends processes whose workflows were ended from outside since an instant: terminated, timed out, failed or cancelled
 * without an event of their own, or reset to before an event in the read model. A workflow that was reset and still runs is
 * cancelled. Idempotent.
 *
 * @returns false when a process could not be ended, and has to be checked again
 */
export async function endLostProcesses(
  { dataSource, temporal, processes }: Deps,
  since: Date,
  log: LostProcessLog,
): Promise<boolean> {
  let complete = true;
  for (const process of await endedFromOutside(temporal, processes, since)) {
    try {
      const row = await new ProcessesRepository(dataSource).findOpen(process.id);
      if (!row) continue;
      // A run that was reset continues in another one; a completed run has emitted its end.
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
 * A running workflow that has emitted fewer events than the read model has was reset. It may not emit the others again, and
 * no command to the process would have an effect.
 */
async function resetOf(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
  known: number,
): Promise<Loss | null> {
  const emitted = await lastEmittedEvent(temporal, process);
  return emitted !== null && emitted < known ? { reason: 'reset', at: new Date() } : null;
}

/** How far back the first check goes: no worker may have run for that long. */
const LOOK_BACK_MS = 7 * 86_400_000;
/** Overlap with the previous check, because Temporal's list lags behind. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Ends lost processes every minute, until stopped; the first check goes back a week. After a check that failed, the next
 * one begins at the same instant: the database may have been unavailable for longer than checks overlap.
 */
export function startEndingLostProcesses(
  deps: Deps,
  options: { readonly log: LostProcessLog; readonly everyMs?: number; readonly overlapMs?: number },
): Repetition {
  const { log, everyMs = 60_000, overlapMs = OVERLAP_MS } = options;
  let since = Date.now() - LOOK_BACK_MS;
  return repeat(
    async () => {
      const startedAt = Date.now();
      if (await endLostProcesses(deps, new Date(since), log)) since = startedAt - overlapMs;
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not check for workflows that have ended') },
  );
}
