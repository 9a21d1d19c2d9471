import { describe, expect, it } from '@jest/globals';
import '../../../../apps/web/src/console/texts.js';
import type { Clock } from '../../../../apps/web/src/api/case-queries.js';
import {
  basisOf,
  daysOf,
  howOf,
  receivedLater,
} from '../../../../apps/web/src/features/tasks/counted-days.js';

const CLOCK = {
  startedAt: '2026-11-26T02:00:00Z', // a Thursday
  dueAt: '2026-12-03T16:00:00Z',
  pauses: [{ from: '2026-11-30T01:00:00Z', to: '2026-12-01T01:00:00Z', reason: '答复审核' }],
  extensions: [{ at: '2026-11-27T01:00:00Z', by: { workingDays: 1 }, dueAt: null }],
  count: {
    unit: 'workingDays',
    length: 2,
    counted: [
      { date: '2026-11-27', n: 1 },
      { date: '2026-11-30', n: 2 },
      { date: '2026-12-02', n: 3 },
    ],
    skipped: [
      { date: '2026-11-28', note: '周六' },
      { date: '2026-11-29', note: '周日' },
      { date: '2026-12-01', note: '答复审核' },
      { date: '2026-12-03', note: '国庆节' },
    ],
  },
  policy: 'QDN-2015/2',
  calendarVersion: 1,
} as unknown as Clock;

describe('the days of a due date', () => {
  it('each day is counted, extended, paused or rest', () => {
    expect(daysOf(CLOCK)).toEqual([
      { date: '2026-11-26', kind: 'start', note: '开始' },
      { date: '2026-11-27', kind: 'counted', n: 1 },
      { date: '2026-11-28', kind: 'rest', note: '六' },
      { date: '2026-11-29', kind: 'rest', note: '日' },
      { date: '2026-11-30', kind: 'counted', n: 2 },
      { date: '2026-12-01', kind: 'paused', note: '答复审核' },
      { date: '2026-12-02', kind: 'extended', n: 1 },
      { date: '2026-12-03', kind: 'rest', note: '国庆' },
    ]);
  });

  it('what is received after hours counts from the day of receipt', () => {
    const count = { ...CLOCK.count!, skipped: [{ date: '2026-11-27', note: '收件日' }] };
    expect(receivedLater({ ...CLOCK, count })).toBe('下班后开始，以11月27日为收件日，次日为第1天');
    expect(receivedLater(CLOCK)).toBeUndefined();
  });

  it.each([
    [0.005, '不足1个工作小时'],
    [4, '4个工作小时'],
  ])('%d working hours are %s', (length, text) => {
    const count = { unit: 'workingHours', length, counted: [], skipped: [] } as unknown as Clock['count'];
    expect(howOf({ ...CLOCK, extensions: [], count })).toBe(text);
  });

  it('a clock of hours has no days', () => {
    const count = { unit: 'workingHours', length: 4, counted: [], skipped: [] } as unknown as Clock['count'];
    expect(daysOf({ ...CLOCK, count })).toEqual([]);
  });

  it('the length names the extension', () => {
    expect(howOf(CLOCK)).toBe('2个工作日 + 延期1');
  });

  it('the basis names policy and calendar', () => {
    expect(basisOf(CLOCK)).toBe('次日起算；政策QDN-2015第2版，日历第1版');
  });
});
