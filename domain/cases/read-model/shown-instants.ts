import type { ClockState } from './effects.js';

/** ISO 8601 in UTC. @param at epoch ms */
export const iso = (at: number): string => new Date(at).toISOString();

/** What a task shows of its clock: nothing while the clock is paused. */
export function shownInstants(clock: ClockState): { due_at?: string; warn_at?: string } {
  if (clock.state === 'paused' || clock.state === 'suspended') return {};
  return {
    ...(clock.dueAt !== null && { due_at: iso(clock.dueAt) }),
    ...(clock.warnAt !== null && { warn_at: iso(clock.warnAt) }),
  };
}

/** What the timeline shows of a clock. */
export const dueOf = (clock: ClockState): Record<string, unknown> => ({
  ...(clock.dueAt !== null && { dueAt: iso(clock.dueAt) }),
  ...(clock.provisional && { provisional: true }),
});
