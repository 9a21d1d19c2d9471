import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import type { TimeLimitService } from '../../cases/time-limits/time-limit-service.js';
import { businessDate } from '../../time/business-clock.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { LetterTallyRepository } from './letter-tally.repository.js';
import { tallyDays } from './tally-days.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}

const EVERY_MS = 5000;

/**
 * Adds changed letters to the sums of the figures. Figures are exact before and after; with few changed letters they are quick.
 * Any number of workers may call it: one adds at a time.
 *
 * @returns number of letters; 0 also while another worker adds
 */
export function keepTally({ dataSource, timeLimits }: Deps, at = businessDate()): Promise<number> {
  return transaction(dataSource, async (tx) => {
    const tally = new LetterTallyRepository(tx);
    if (!(await tally.lock())) return 0;
    await tally.markDue(at);
    const letters = await tally.takeMarks();
    if (letters.length === 0) return 0;
    // a change of the calendar marks all letters: whoever takes its marks must know it
    timeLimits.invalidate();
    const days = await tallyDays(timeLimits, at);
    await tally.subtract(letters);
    await tally.add(letters, at, days);
    return letters.length;
  });
}

/** Forgets the sums, which workers then build anew. Figures are exact meanwhile, but every letter is counted for each. */
export const restartTally = (dataSource: DataSource): Promise<void> =>
  transaction(dataSource, (tx) => new LetterTallyRepository(tx).restart());

/** Repeats it every five seconds, and at once while many letters are marked. */
export function startKeepingTally(
  deps: Deps,
  { log }: { readonly log: { error(fields: object, message: string): void } },
): Repetition {
  return repeat(async () => (await keepTally(deps)) > 0, {
    everyMs: EVERY_MS,
    onError: (err) => log.error({ err }, 'could not add letters to the figures'),
  });
}
