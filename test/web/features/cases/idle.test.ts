import { expect, it } from '@jest/globals';
import { idleDays } from '../../../../apps/web/src/features/cases/idle.js';
import { WorkingDays } from '../../../../apps/web/src/lib/working-days.js';

const days = new WorkingDays([{ date: '2026-11-25', kind: 'holiday', note: '苗年' }]);

it('idle days are the working days between two acts, without the days of the acts', () => {
  expect(idleDays('2026-11-16T02:00:00Z', '2026-11-20T02:00:00Z', days)).toBe(3);
});

it('a weekend between two acts is no idle time', () => {
  expect(idleDays('2026-11-20T02:00:00Z', '2026-11-23T02:00:00Z', days)).toBe(0);
});

it('a holiday between two acts is no idle time', () => {
  expect(idleDays('2026-11-24T02:00:00Z', '2026-11-26T02:00:00Z', days)).toBe(0);
});

it('an act on a rest day ends the idle time before it', () => {
  expect(idleDays('2026-11-18T02:00:00Z', '2026-11-21T02:00:00Z', days)).toBe(2);
});

it('two acts of one day leave no idle time', () => {
  expect(idleDays('2026-11-18T02:00:00Z', '2026-11-18T08:00:00Z', days)).toBe(0);
});

it('days are those of Beijing', () => {
  // 23:30 and 00:30 there, two working days apart.
  expect(idleDays('2026-11-16T15:30:00Z', '2026-11-18T16:30:00Z', days)).toBe(2);
});
