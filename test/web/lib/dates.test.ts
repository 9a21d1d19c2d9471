import { describe, expect, it } from '@jest/globals';
import {
  documentDay,
  dueText,
  endOf,
  listDay,
  listInstant,
  readDay,
} from '../../../apps/web/src/lib/dates.js';

const TODAY = '2026-11-30';

describe('dates', () => {
  it('an instant at midnight that ends something is 24:00 of the day before', () => {
    expect(endOf('2026-12-14T16:00:00Z')).toEqual({ day: '2026-12-14', time: '24:00' });
  });

  it('a due instant is written in Beijing time', () => {
    expect(dueText('2026-12-14T16:00:00Z', '2026-11-30T02:24:00Z')).toBe('12月14日（周一）24:00');
  });

  it('lists name the year only when it is another one', () => {
    expect([listDay('2026-11-26', TODAY), listDay('2027-01-04', TODAY)]).toEqual([
      '11月26日（周四）',
      '2027年1月4日（周一）',
    ]);
  });

  it('lists show the time only for an instant of today', () => {
    expect(listInstant('2026-11-30T02:24:00Z', '2026-11-30T09:00:00Z')).toBe('10:24');
  });

  it('documents write the year, without leading zeros', () => {
    expect(documentDay('2026-01-06')).toBe('2026年1月6日');
  });

  it.each([
    '20261126',
    '2026-11-26',
    '2026年11月26日',
    '11.26',
    '2026/11/26',
    '11月26日',
    '２０２６１１２６',
    ' 11。26 ',
  ])('the day %s is understood', (typed) => expect(readDay(typed, TODAY)).toBe('2026-11-26'));

  it.each(['', '2026', '20261131', '13.1', '明天', '2026-02-29'])('%j is no day', (typed) =>
    expect(readDay(typed, TODAY)).toBeNull(),
  );
});
