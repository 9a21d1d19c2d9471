import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { eventLogOf } from './event-log.js';
import { ProcessesRepository } from './processes.repository.js';
import type { Projection } from './projection.js';
import type { LostProcessLog } from './end-lost-processes.js';
import { workflowStanding } from './workflow-standing.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly projection: Pick<Projection, 'project'>;
}

/** By then a carrier has delivered its events, or has been retried. */
const WAITING_MS = 60_000;
/** Processes of one round; the others follow in the next. */
const ROUND = 100;

/**
 * Projects the missing events of processes whose later events wait, from their histories. Usually the command that carries
 * them is sent again; this is for carriers that were lost. Raises an incident when the history is gone as well.
 *
 * @param waitingMs time that events must have waited. @default one minute
 * @returns the number of processes that were completed
 */
export async function fillGaps(
  { dataSource, temporal, projection }: Deps,
  log: LostProcessLog,
  waitingMs = WAITING_MS,
): Promise<number> {
  const waiting = await new ProcessesRepository(dataSource).withGaps(Date.now() - waitingMs, ROUND);
  let filled = 0;
  for (const { id, key, version } of waiting) {
    try {
      const standing = await workflowStanding(temporal, { key, id });
      if (standing.kind === 'lost' && standing.reason === 'notFound') {
        const error = new Error('events are missing, and the history of the workflow is gone');
        await new IncidentsRepository(dataSource).raise(id, 'projection', error);
        continue;
      }
      const history = await temporal.workflow.getHandle(workflowId(key, id)).fetchHistory();
      const { events } = eventLogOf(history);
      await projection.project({ process: id, key, version, events });
      filled += 1;
      log.warn({ process: id }, 'projected missing events from the history');
    } catch (err) {
      log.error({ err, process: id }, 'could not project missing events from the history');
    }
  }
  return filled;
}

/** Fills gaps every minute, until stopped. */
export const startGapFilling = (deps: Deps, { log }: { readonly log: LostProcessLog }): Repetition =>
  repeat(async () => (await fillGaps(deps, log)) === ROUND, {
    everyMs: WAITING_MS,
    onError: (err) => log.error({ err }, 'could not check for waiting events'),
  });
