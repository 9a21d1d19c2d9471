import { describeError } from '../incidents/describe-error.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import type { SlaMonitorDeps } from './issue-due-cards.js';
import { SlaMonitorRepository, type CardKey, type ClockKey } from './sla-monitor.repository.js';

/** Delay (ms) before a skipped clock or card is retried; a change of its row brings it forward. */
const RETRY_AFTER_MS = 10 * 60_000;

/** Skips a clock whose cards cannot be raised, until `RETRY_AFTER_MS` after `now` (epoch ms), and raises an incident. */
export async function skipClock(
  deps: SlaMonitorDeps,
  now: number,
  clock: ClockKey,
  error: unknown,
): Promise<void> {
  const until = new Date(now + RETRY_AFTER_MS);
  await new SlaMonitorRepository(deps.dataSource).skipClock(clock, describeError(error), until);
  await report(deps, clock.process_id, error, { clock: clock.number });
}

/** Likewise a card that cannot be issued or processed further. */
export async function skipCard(
  deps: SlaMonitorDeps,
  now: number,
  card: CardKey,
  error: unknown,
): Promise<void> {
  await new SlaMonitorRepository(deps.dataSource).skipCard(card.id, new Date(now + RETRY_AFTER_MS));
  await report(deps, card.process_id, error, { card: card.id });
}

async function report(deps: SlaMonitorDeps, process: string, error: unknown, about: object): Promise<void> {
  deps.log?.error({ err: error, process, ...about }, 'the SLA monitor skipped a clock or card that failed');
  await new IncidentsRepository(deps.dataSource).raise(process, 'clock', error);
}
