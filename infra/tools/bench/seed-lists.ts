import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchStack } from './bench-stack.js';
import { copyLetters } from './copy-letters.js';
import { TEMPLATE_LETTER } from './template-letter.js';
import { wakeSlaMonitor } from './wake-watch.js';

export const FINISHED = 100_000;
export const OPEN = 20_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Age of the oldest closed letters. */
const YEARS_DAYS = 730;
/** Average duration of a letter. */
const TOOK_MS = 5 * DAY_MS;

/** After so many human steps a letter waits at a stage, so many of a hundred open ones, started up to so long ago. */
const WAITING = [
  { steps: 0, share: 15, days: 2 },
  { steps: 1, share: 10, days: 2 },
  { steps: 2, share: 45, days: 9 },
  { steps: 3, share: 10, days: 9 },
  { steps: 4, share: 10, days: 9 },
  { steps: 5, share: 10, days: 6 },
] as const;

/**
 * Fills an empty stack with letters, and waits until the SLA monitor has raised what is late among them.
 *
 * @param finished how many are finished; a fifth as many are open
 */
export async function seedLists(
  stack: BenchStack,
  say: (line: string) => void,
  finished = FINISHED,
): Promise<void> {
  const open = (finished * OPEN) / FINISHED;
  const { database, load } = stack;
  const bring = async (steps: number): Promise<string> =>
    (await load.run({ kind: 'letter', letter: TEMPLATE_LETTER, steps })).process;
  const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

  say(`lists: writing ${finished} finished letters …`);
  const [from, to] = [daysAgo(YEARS_DAYS), daysAgo(TOOK_MS / DAY_MS + 1)];
  await copyLetters(database, { template: await bring(6), count: finished, from, to, tookMs: TOOK_MS });
  say(`lists: writing ${open} open letters …`);
  for (const { steps, share, days } of WAITING) {
    const count = (open * share) / 100;
    const template = await bring(steps);
    await copyLetters(database, { template, count, from: daysAgo(days), to: new Date(), tookMs: HOUR_MS });
  }
  await database.query('VACUUM (ANALYZE)');
  await database.query('CHECKPOINT');
  await wakeSlaMonitor(stack, new Date());
  await untilSlaMonitorHasCaughtUp(database);
}

async function untilSlaMonitorHasCaughtUp(database: BenchStack['database']): Promise<void> {
  for (let until = Date.now() + 360_000; Date.now() < until; await sleep(500)) {
    const { rows } = await database.query<{ due: boolean }>(DUE);
    if (!rows[0]!.due) return;
  }
  throw new Error('the SLA monitor did not raise the cards of late letters');
}

const DUE = `SELECT EXISTS (SELECT 1 FROM clock WHERE state = 'running' AND next_at <= now()) AS due`;
