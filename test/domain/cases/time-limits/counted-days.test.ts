import { expect, it } from '@jest/globals';
import { countDays } from '../../../../domain/cases/time-limits/counted-days.js';
import { computeLadder, resumeLadder } from '../../../../domain/cases/time-limits/ladder.js';
import { at, calendar, qdn2015 } from './seeded.js';

const basis = { policy: qdn2015, calendar };
const startedAt = at('2015-07-20T10:00');
const complaint = { ...basis, limit: 'handling', caseClass: 'COMPLAINT', startedAt };
const { dueAt } = computeLadder(complaint)!;
const clock = { limit: 'handling', class: 'COMPLAINT', startedAt, dueAt };

function pausedBetween(from: string, to: string) {
  const pause = { pausedAt: at(from), resumedAt: at(to) };
  const resumed = resumeLadder({ ...complaint, dueAt }, pause);
  const counted = { from: pause.pausedAt, to: pause.resumedAt, note: '挂账' };
  return countDays(basis, { ...clock, dueAt: resumed.dueAt }, [counted]);
}

it('the last counted day is the due day, and its number the length of the limit', () => {
  const { unit, length, counted } = countDays(basis, clock);

  expect([unit, counted.at(-1)]).toEqual(['workingDays', { date: '2015-08-05', n: length }]);
});

it('a skipped day says why it is not counted', () => {
  const { skipped } = countDays(basis, clock);

  expect(skipped).toContainEqual({ date: '2015-07-23', note: '州庆' });
  expect(skipped).toContainEqual({ date: '2015-08-01', note: '周六' });
});

it.each([
  ['with five days left', '2015-07-29T09:00', '2015-08-10T15:00'],
  ['within one day', '2015-07-29T09:00', '2015-07-29T17:00'],
  ['over a night', '2015-07-29T17:00', '2015-07-30T09:00'],
  ['over a holiday only', '2015-07-22T17:00', '2015-07-26T09:00'],
])('a clock paused %s counts as many days as its limit has', (_, pausedAt, resumedAt) => {
  const { counted, length } = pausedBetween(pausedAt, resumedAt);

  expect(counted.at(-1)!.n).toBe(length);
});

it('a clock paused on its last day counts one day more', () => {
  const { counted, length } = pausedBetween('2015-08-05T09:00', '2015-08-08T09:00');

  expect(counted.at(-1)).toEqual({ date: '2015-08-10', n: length! + 1 });
});

it('the days of a pause carry its reason', () => {
  const { skipped } = countDays(basis, clock, [
    { from: at('2015-07-29T09:00'), to: at('2015-07-30T15:00'), note: '挂账' },
  ]);

  expect(skipped).toContainEqual({ date: '2015-07-30', note: '挂账' });
});
