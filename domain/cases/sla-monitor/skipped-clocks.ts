import { describeError, raiseIncident } from '../incidents/incidents.js';
import type { SlaMonitorDeps } from './issue-due-cards.js';

/** A skipped clock or card is tried again so much later (ms), or as soon as its row changes. */
export const RETRY_AFTER_MS = 10 * 60_000;

export interface ClockKey {
  readonly process_id: string;
  readonly number: number;
}

export interface CardKey {
  readonly id: string;
  readonly process_id: string;
}

/** Skips a clock whose cards cannot be raised, until `RETRY_AFTER_MS` after `now` (epoch ms), and raises an incident. */
export async function skipClock(
  deps: SlaMonitorDeps,
  now: number,
  clock: ClockKey,
  error: unknown,
): Promise<void> {
  const { process_id: process, number } = clock;
  const until = new Date(now + RETRY_AFTER_MS);
  await deps.dataSource.query(SKIP_CLOCK, [process, number, describeError(error), until]);
  await report(deps, process, error, { clock: number });
}

/** Likewise a card that cannot be issued or processed further. */
export async function skipCard(
  deps: SlaMonitorDeps,
  now: number,
  card: CardKey,
  error: unknown,
): Promise<void> {
  await deps.dataSource.query('UPDATE card SET retry_at = $2 WHERE id = $1', [
    card.id,
    new Date(now + RETRY_AFTER_MS),
  ]);
  await report(deps, card.process_id, error, { card: card.id });
}

async function report(deps: SlaMonitorDeps, process: string, error: unknown, about: object): Promise<void> {
  deps.log?.error({ err: error, process, ...about }, 'the SLA monitor skipped what it could not judge');
  await raiseIncident(deps.dataSource, process, 'clock', error);
}

/** Resolves the incidents of processes none of whose clocks and cards is stuck any more. */
export async function resolveClockIncidents(deps: Pick<SlaMonitorDeps, 'dataSource'>): Promise<void> {
  await deps.dataSource.query(RESOLVE);
}

const SKIP_CLOCK = `UPDATE clock SET error = $3, retry_at = $4 WHERE process_id = $1 AND number = $2`;

const RESOLVE = `
  DELETE FROM incident i WHERE i.kind = 'clock'
    AND NOT EXISTS (SELECT 1 FROM clock c WHERE c.process_id = i.process_id AND c.error IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM card k WHERE k.process_id = i.process_id AND k.retry_at IS NOT NULL)`;
