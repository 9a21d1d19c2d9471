import { describe, expect, it } from '@jest/globals';
import { timeLeft, type TimeLimit } from '../../../apps/web/src/lib/time-left.js';
import { WorkingDays } from '../../../apps/web/src/lib/working-days.js';

/** Monday, 10:24 in Beijing. */
const NOW = '2026-11-30T02:24:00Z';
const days = new WorkingDays([]);
const textOf = (limit: TimeLimit, now = NOW): string => timeLeft(limit, now, days).text;

describe('time left', () => {
  it('what is due today names the hour', () => {
    expect(textOf({ dueAt: '2026-11-30T09:30:00Z' })).toBe('今天17:30前');
  });

  it('what is due within a week names working days and the weekday', () => {
    expect(textOf({ dueAt: '2026-12-02T16:00:00Z' })).toBe('剩2个工作日 · 周三');
  });

  it('what is due later names the date', () => {
    expect(textOf({ dueAt: '2026-12-07T16:00:00Z' })).toBe('剩5个工作日 · 12月7日');
  });

  it('what is due on the weekend before the next working day names no number', () => {
    expect(textOf({ dueAt: '2026-12-06T16:00:00Z' }, '2026-12-04T02:00:00Z')).toBe('12月6日24:00前');
  });

  it('what is overdue counts working days since the due day', () => {
    expect(timeLeft({ dueAt: '2026-11-26T16:00:00Z' }, NOW, days)).toMatchObject({
      tone: 'late',
      text: '超2个工作日',
    });
  });

  it('what is overdue since this morning is overdue without a number', () => {
    expect(textOf({ dueAt: '2026-11-30T01:00:00Z' })).toBe('已超期');
  });

  it('what is overdue since this morning counts the office hours of the server', () => {
    const dueAt = '2026-11-30T01:00:00Z';
    expect(textOf({ dueAt, overdue: { workingHours: 3 } })).toBe('超3个工作小时');
    expect(textOf({ dueAt, overdue: { workingHours: 0 } })).toBe('刚超期');
  });

  it('a paused limit says why and shows no days', () => {
    expect(textOf({ dueAt: NOW, state: 'paused', reason: '等来信人补充' })).toBe('时限暂停 · 等来信人补充');
  });

  it('what was done in time says how long it took', () => {
    expect(textOf({ dueAt: NOW, doneAt: '2026-11-27T02:00:00Z', used: 4 })).toBe('按时 · 用时4个工作日');
  });

  it('a warning before the last day changes the tone', () => {
    const limit = { dueAt: '2026-12-07T16:00:00Z', warnAt: '2026-11-30T01:00:00Z' };

    expect(timeLeft(limit, NOW, days).tone).toBe('soon');
  });
});
