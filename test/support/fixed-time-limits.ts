import type { ClockInstants, TimeLimits } from '../../domain/cases/time-limits/time-limit-service.js';

export const DAY = 86_400_000;

/** Every limit is ten days of 24 hours, with a warning after nine and a yellow card after eleven. */
export const fixedTimeLimits: TimeLimits = {
  ready: async () => undefined,
  startClock: ({ at, cap }) => ladder(at + Math.min(10 * DAY, cap ? cap.dueAt - cap.from : Infinity)),
  resumeClock: (clock, pausedAt, resumedAt) =>
    ladder(clock.dueAt! + resumedAt - pausedAt, clock.extendedDays),
  extendClock: (clock, by) => {
    if ('until' in by) return ladder(Date.parse(`${by.until}T00:00:00+08:00`) + DAY, clock.extendedDays);
    const days = 'workingDays' in by ? by.workingDays : by.calendarDays;
    return ladder(clock.dueAt! + days * DAY, clock.extendedDays + days);
  },
  reclassClock: (clock) => clock,
  redateClock: (clock) => clock,
  policy: () => {
    throw new Error('fixed time limits follow no policy');
  },
  calendar: () => {
    throw new Error('fixed time limits know no calendar');
  },
  timeoutInstants: (_definition, at) => ({ supplement: at + 5 * DAY }),
};

function ladder(dueAt: number, extendedDays = 0): ClockInstants {
  const warnAt = dueAt - DAY;
  return {
    policyId: 'FIXED',
    policyVersion: 1,
    calendarVersion: 1,
    dueAt,
    warnAt,
    provisional: false,
    extendedDays,
    thresholds: { warning: new Date(warnAt).toISOString(), yellow: new Date(dueAt + DAY).toISOString() },
    nextAt: warnAt,
  };
}
