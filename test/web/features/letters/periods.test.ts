import { expect, it } from '@jest/globals';
import { duePeriod, receivedPeriod } from '../../../../apps/web/src/features/letters/periods.js';

it('what is due today includes what is due at its midnight', () => {
  expect(duePeriod('today', '2026-11-30')).toEqual({
    ...{ dueAfter: '2026-11-30', dueBefore: '2026-12-01T00:00:01+08:00' },
  });
});

it('the week of due times ends on Sunday', () => {
  expect(duePeriod('week', '2026-11-30').dueBefore).toBe('2026-12-07T00:00:01+08:00');
  expect(duePeriod('week', '2026-11-29').dueBefore).toBe('2026-11-30T00:00:01+08:00');
});

it('the next week begins where this one ends', () => {
  expect(duePeriod('nextWeek', '2026-11-30')).toEqual({
    ...{ dueAfter: '2026-12-07T00:00:01+08:00', dueBefore: '2026-12-14T00:00:01+08:00' },
  });
});

it('the last seven days include today', () => {
  expect(receivedPeriod('last7', '2026-11-30')).toEqual({ receivedAfter: '2026-11-24' });
});

it('the last month is a whole one, also in January', () => {
  expect(receivedPeriod('lastMonth', '2027-01-15')).toEqual({
    ...{ receivedAfter: '2026-12-01', receivedBefore: '2027-01-01' },
  });
});
