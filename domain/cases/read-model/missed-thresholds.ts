import type { ClockState } from './effects.js';

/** A threshold that was reached while the SLA monitor was down, as its clock was then: its card is still to come. */
export interface MissedThreshold {
  readonly threshold: string;
  /** ISO instants. */
  readonly at: string;
  readonly dueAt: string | null;
  /** The unit that answered for the clock when the threshold was reached. */
  readonly unit: string;
  readonly calendarVersion: number;
}

/**
 * Call it before a clock gets another ladder or unit. Keeps the thresholds that it has reached until then and that the SLA
 * monitor has not seen yet, with the unit and due time that they were reached under. A paused clock reaches none.
 */
export function keepMissedThresholds(clock: ClockState, at: number): ClockState {
  const until = stoppedSince(clock) ?? at;
  const reached = Object.entries(clock.thresholds ?? {}).filter(
    ([, instant]) => Date.parse(instant) <= until,
  );
  if (reached.length === 0) return clock;
  const { unit, calendarVersion } = clock;
  const dueAt = clock.dueAt === null ? null : new Date(clock.dueAt).toISOString();
  const missed = reached.map(([threshold, instant]) => ({
    threshold,
    at: instant,
    dueAt,
    unit,
    calendarVersion,
  }));
  const names = new Set(reached.map(([threshold]) => threshold));
  const thresholds = Object.fromEntries(
    Object.entries(clock.thresholds!).filter(([threshold]) => !names.has(threshold)),
  );
  return { ...clock, thresholds, missed: [...clock.missed, ...missed] };
}

/**
 * The earliest threshold that the SLA monitor has to check; null when there is none. Of a paused clock: one that was reached
 * before the pause.
 */
export function nextMonitored(clock: ClockState): number | null {
  const until = stoppedSince(clock);
  if (until === null && clock.missed.length === 0) return clock.nextAt;
  const thresholds = Object.values(clock.thresholds ?? {}).map((at) => Date.parse(at));
  const instants = [
    ...thresholds.filter((at) => until === null || at <= until),
    ...clock.missed.map(({ at }) => Date.parse(at)),
  ];
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Instant after which a clock reaches no threshold: the start of its pause, else its stop. */
function stoppedSince({ pausedAt, stoppedAt }: ClockState): number | null {
  return pausedAt ?? stoppedAt;
}
