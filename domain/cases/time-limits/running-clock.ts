import type { Database } from '../../../infra/database/query.js';
import { ClocksRepository } from './clocks.repository.js';
import type { RunningClock } from './ladder.js';
import type { TimeLimits } from './time-limit-service.js';

/**
 * Reads a clock of a process as `extensionCheck` takes it, under the policy that it is pinned to.
 *
 * @param name the clock's key in the definition; clocks of single tasks are not found
 * @returns null when it is not started, stopped, or without a limit
 */
export async function readRunningClock(
  db: Database,
  timeLimits: TimeLimits,
  { process, name }: { readonly process: string; readonly name: string },
): Promise<RunningClock | null> {
  await timeLimits.ready();
  const clock = await new ClocksRepository(db).findRunning(process, name);
  if (!clock) return null;
  return {
    policy: timeLimits.policy(clock.policyId, clock.policyVersion),
    calendar: timeLimits.calendar(),
    limit: clock.limitKey,
    caseClass: clock.class ?? undefined,
    due: clock.dueOn ?? undefined,
    startedAt: clock.startedAt.getTime(),
    dueAt: clock.dueAt!.getTime(),
    extendedDays: clock.extendedDays,
  };
}
