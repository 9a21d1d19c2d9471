import { describe, expect, it } from '@jest/globals';
import { urgencyOf } from '../../../../apps/web/src/features/tasks/grouping.js';

/** Thursday. */
const NOW = new Date('2026-11-26T10:00:00+08:00');
const due = (dueAt: string | null) => urgencyOf({ dueAt, clock: null }, NOW);

describe('groups of the workbench', () => {
  it('midnight that ends the day is today', () => {
    expect(due('2026-11-27T00:00:00+08:00')).toBe('today');
  });

  it('the week ends on Sunday', () => {
    expect([due('2026-11-30T00:00:00+08:00'), due('2026-11-30T09:00:00+08:00')]).toEqual(['week', 'later']);
  });

  it('a task with a paused clock is neither late nor without a limit', () => {
    const clock = { number: 1, name: 'handling', state: 'paused' as const };

    expect(urgencyOf({ dueAt: null, clock }, NOW)).toBe('paused');
  });
});
