import { IsNull, Not } from 'typeorm';
import { Clock } from '../../../infra/database/entities/processes.js';
import type { Database } from '../../../infra/database/query.js';
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
  const clock = await db.getRepository(Clock).findOne({
    where: { processId: process, name, task: IsNull(), state: Not('stopped'), dueAt: Not(IsNull()) },
    order: { number: 'DESC' },
  });
  if (!clock) return null;
  return {
    policy: timeLimits.policy(clock.policyId, clock.policyVersion),
    calendar: timeLimits.calendar(),
    limit: clock.limitKey,
    letterClass: clock.class ?? undefined,
    due: clock.dueOn ?? undefined,
    startedAt: clock.startedAt.getTime(),
    dueAt: clock.dueAt!.getTime(),
    extendedDays: clock.extendedDays,
  };
}
