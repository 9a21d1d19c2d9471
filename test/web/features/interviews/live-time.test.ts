import { describe, expect, it } from '@jest/globals';
import { instantOf, readTime } from '../../../../apps/web/src/features/interviews/live-time.js';

describe('a time of day as it is typed', () => {
  it.each([
    ['10:00', 600],
    ['10：30', 630],
    ['930', 570],
    ['1430', 870],
    ['9点30分', 570],
    ['24:00', null],
    ['10:60', null],
    ['上午', null],
    ['', null],
  ])('%j is %s minutes', (typed, minutes) => {
    expect(readTime(typed)).toBe(minutes);
  });

  it('a day and a time are an instant of Beijing', () => {
    expect(instantOf('2026-12-10', '10:00', '2026-11-30')).toBe('2026-12-10T02:00:00.000Z');
    expect(instantOf(null, '10:00', '2026-11-30')).toBeNull();
    expect(instantOf('2026-12-10', '晚上', '2026-11-30')).toBeNull();
  });
});
