import type { CivilDay } from '../../../../domain/time/civil-time.js';
import { uncomputableDays } from '../../../../domain/cases/time-limits/computable-days.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { processes } from '../../../../workflows/registry.js';
import { invalid } from '../../platform/problems/validation.js';
import { issue } from '../../../../domain/messages/index.js';

/**
 * Rejects days that staff enter when a limit cannot be computed from them. Call it before anything is stored: a process
 * started with such a day would have clocks without a due time.
 *
 * @param keys of the process and its children
 * @param at start of the process, epoch ms
 * @param days by the field of the request: YYYY-MM-DD, Asia/Shanghai
 * @throws {DubanError} VALIDATION_FAILED naming each such field; POLICY_MISSING
 */
export async function assertComputable(
  timeLimits: TimeLimitService,
  keys: readonly string[],
  at: number,
  days: Readonly<Record<string, CivilDay | undefined>>,
): Promise<void> {
  await timeLimits.ready();
  const given = Object.fromEntries(
    Object.entries(days).flatMap(([field, day]) => (day === undefined ? [] : [[field, day]])),
  );
  const definitions = processes.flatMap(({ definition }) =>
    keys.includes(definition.key) ? [definition] : [],
  );
  const fields = uncomputableDays(timeLimits.basisAt(at), definitions, at, given);
  if (fields.length === 0) return;
  throw invalid(...fields.map((field) => issue(field, 'cases.beyondCalendar')));
}
