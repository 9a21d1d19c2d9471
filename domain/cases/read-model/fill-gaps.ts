import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { eventLogOf } from './event-log.js';
import { ProcessesRepository } from './processes.repository.js';
import type { Projection } from './projection.js';
import type { WorkflowWatchLog } from './end-lost-processes.js';
import { workflowStanding } from './workflow-standing.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly projection: Pick<Projection, 'project'>;
}

/** Whoever carries an event has it there by then, and tries again if not. */
const WAITING_MS = 60_000;
/** In one look; the others follow in the next. */
const MOST = 100;

/**
 * Brings what is missing where events have waited for earlier ones, from the history, which has told both. Usually the
 * command that carries them is sent again and does; this is for whatever has lost it. Where the history is gone as well, it
 * is an incident.
 *
 * @param waitingMs how long events have to have waited. @default one minute
 * @returns how many processes were brought up to their history
 */
export async function fillGaps(
  { dataSource, temporal, projection }: Deps,
  log: WorkflowWatchLog,
  waitingMs = WAITING_MS,
): Promise<number> {
  const waiting = await new ProcessesRepository(dataSource).withGaps(Date.now() - waitingMs, MOST);
  let filled = 0;
  for (const { id, key, version } of waiting) {
    try {
      const standing = await workflowStanding(temporal, { key, id });
      if (standing.kind === 'lost' && standing.reason === 'notFound') {
        const error = new Error('events are missing, and so is the history that told them');
        await new IncidentsRepository(dataSource).raise(id, 'projection', error);
        continue;
      }
      const history = await temporal.workflow.getHandle(workflowId(key, id)).fetchHistory();
      const { events } = eventLogOf(history);
      await projection.project({ process: id, key, version, events });
      filled += 1;
      log.warn({ process: id }, 'events that were missing have been taken from the history');
    } catch (err) {
      log.error({ err, process: id }, 'events are missing, and could not be taken from the history');
    }
  }
  return filled;
}

/** Looks every minute, until stopped. */
export const startGapFilling = (deps: Deps, { log }: { readonly log: WorkflowWatchLog }): Repetition =>
  repeat(async () => (await fillGaps(deps, log)) === MOST, {
    everyMs: WAITING_MS,
    onError: (err) => log.error({ err }, 'could not look for events that wait'),
  });
