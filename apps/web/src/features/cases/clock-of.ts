import type { CaseTask, Clock } from '../../api/case-queries.js';

/** The clock that a task is due by: its own, or the one of the case that has its due time. */
export function clockOf(
  { id, dueAt, clock: of }: Pick<CaseTask, 'id' | 'dueAt' | 'clock'>,
  clocks: readonly Clock[],
): Clock | undefined {
  const live = clocks.filter(({ state }) => state !== 'stopped');
  return (
    live.find(({ task }) => task === id) ??
    live.find((clock) => clock.task === null && clock.clock === of?.name) ??
    live.find((clock) => dueAt !== null && clock.dueAt === dueAt)
  );
}
