import type { DataSource } from 'typeorm';
import { SUPERVISING_OFFICES } from '../../../infra/database/seeds/units.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ProcessCommands } from '../commands/process-commands.js';
import { textOf } from '../../messages/index.js';
import { dayOf, formatDay } from '../../time/civil-time.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { firstUnaffected } from './first-unaffected.js';
import { SuccessionsRepository, type DueSuccession } from './successions.repository.js';

export interface SuccessionDeps {
  readonly dataSource: DataSource;
  readonly commands: Pick<ProcessCommands, 'send'>;
}
export interface SuccessionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Cases of one round; the next one follows at once while there are more. */
const ROUND = 100;
const SYSTEM = { account: 'system', unit: '', roles: [] } as const;

/**
 * Moves running cases of units that have ended to the units that continue their business, every few seconds, until stopped.
 * What is left to do is computed from the units, so nothing has to be remembered: a case that begins later follows as well,
 * and after a crash the next round continues. Any number of workers may do this: the row of the succession, stored with the
 * command, exists once.
 */
export const startFollowingSuccessors = (
  deps: SuccessionDeps,
  { log, everyMs = 3000 }: { readonly log: SuccessionLog; readonly everyMs?: number },
): Repetition =>
  repeat(
    async () => {
      const { moved, more } = await followSuccessors(deps, { now: Date.now(), log });
      if (moved > 0) log.info({ moved }, 'moved cases to the successors of their units');
      return more && moved > 0;
    },
    {
      everyMs,
      onError: (err) => log.error({ err }, 'could not move cases to the successors of their units'),
    },
  );

/** One round. @param options.now epoch ms @returns how many cases were moved, and whether there may be more */
export async function followSuccessors(
  deps: SuccessionDeps,
  { now, log }: { readonly now: number; readonly log: Pick<SuccessionLog, 'warn'> },
): Promise<{ moved: number; more: boolean }> {
  const today = formatDay(dayOf(now));
  const due = await new SuccessionsRepository(deps.dataSource).due(today, ROUND);
  let moved = 0;
  for (const succession of due) {
    try {
      if (await follow(deps, succession, now)) moved += 1;
    } catch (err) {
      // Refused, or taken by another worker, or accepted and executed later: the others must not wait.
      const { process, from } = succession;
      log.warn({ err, process, from }, 'a case has not followed its unit yet');
    }
  }
  return { moved, more: due.length === ROUND };
}

/** @returns false when every office is hidden from the case: it stays where it is */
async function follow(deps: SuccessionDeps, succession: DueSuccession, now: number): Promise<boolean> {
  const { process, from, fromName, conflict, hiddenFrom } = succession;
  // An accusation never reaches a unit that continues an accused one: a supervising office gets it.
  const unit = conflict
    ? await firstUnaffected(deps.dataSource, SUPERVISING_OFFICES, hiddenFrom)
    : succession.heir;
  if (unit === null || unit === from) return false;
  try {
    await deps.commands.send({
      process: { id: process },
      command: { kind: 'succeed', from, unit, by: SYSTEM },
      content: { reason: textOf('units.succession', { from: fromName }) },
      within: (tx) =>
        new SuccessionsRepository(tx).add({
          processId: process,
          fromUnit: from,
          toUnit: unit,
          at: new Date(now),
        }),
    });
  } catch (error) {
    // Accepted: the sweeper continues.
    if (!(error instanceof DubanError && error.code === 'ENGINE_UNAVAILABLE')) throw error;
  }
  return true;
}
