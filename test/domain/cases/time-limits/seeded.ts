import { WorkingCalendar, type CalendarData } from '../../../../domain/cases/time-limits/calendar.js';
import { formatInstant, parseInstant } from '../../../../domain/time/civil-time.js';
import type { Ladder, Threshold } from '../../../../domain/cases/time-limits/ladder.js';
import { parsePolicy, type Policy } from '../../../../domain/cases/time-limits/policy.js';
import { calendarSeed } from '../../../../infra/database/seeds/calendar.js';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';

export const calendar = new WorkingCalendar(calendarSeed());

export function policyOf(id: string): Policy {
  const seed = policySeeds().find((policy) => policy.id === id);
  if (!seed) throw new Error(`there is no preset '${id}'`);
  return parsePolicy(seed.body);
}

export const qdn2015 = policyOf('QDN-2015');

/** The seeded calendar with changes, as an installation has it after an import. */
export function changedCalendar(
  change: (seed: CalendarData) => Omit<CalendarData, 'version'>,
): WorkingCalendar {
  const seed = calendarSeed();
  return new WorkingCalendar({ ...change(seed), version: seed.version + 1 });
}

/** Thresholds as they read on a clock in Kaili: `2015-07-30 00:00`. */
export function shown({ thresholds }: Pick<Ladder, 'thresholds'>): Partial<Record<Threshold, string>> {
  return Object.fromEntries(Object.entries(thresholds).map(([threshold, at]) => [threshold, clockTime(at)]));
}

export const clockTime = (at: number): string => formatInstant(at).slice(0, 16).replace('T', ' ');
export { parseInstant as at };
