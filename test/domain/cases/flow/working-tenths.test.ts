import { expect, it } from '@jest/globals';
import { workingTenths } from '../../../../domain/cases/flow/working-tenths.js';
import { RegionCalendar } from '../../../../domain/cases/time-limits/region-calendar.js';
import { parseDay, parseInstant } from '../../../../domain/time/civil-time.js';

/** 1 October 2026 is off, Saturday 10 October is worked. */
const days = new RegionCalendar(
  new Map([
    [parseDay('2026-10-01'), { kind: 'holiday', note: '国庆节' }],
    [parseDay('2026-10-10'), { kind: 'workday', note: '调休' }],
  ]),
  () => true,
);
const length = (from: string, to: string): number =>
  workingTenths(days, parseInstant(from), parseInstant(to));

it('work that is done on its first day takes no time', () => {
  expect(length('2026-11-02T08:00', '2026-11-02T23:00')).toBe(0);
});

it('noon of the next working day is half a day', () => {
  expect(length('2026-11-02T08:00', '2026-11-03T12:00')).toBe(5);
});

it('a limit of one day that is used up takes one day', () => {
  expect(length('2026-11-02T08:00', '2026-11-04T00:00')).toBe(10);
});

it('a weekend takes no time', () => {
  expect(length('2026-11-06T16:00', '2026-11-08T20:00')).toBe(0);
  expect(length('2026-11-06T16:00', '2026-11-09T12:00')).toBe(5);
});

it('a holiday takes no time', () => {
  expect(length('2026-09-30T09:00', '2026-10-02T12:00')).toBe(5);
});

it('a weekend day that is worked counts', () => {
  expect(length('2026-10-09T09:00', '2026-10-11T12:00')).toBe(10);
});

it('an end before its beginning takes no time', () => {
  expect(length('2026-11-04T08:00', '2026-11-02T08:00')).toBe(0);
});
