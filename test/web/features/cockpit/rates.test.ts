import { expect, it } from '@jest/globals';
import {
  changeOf,
  countyUnits,
  idleUnits,
  monthsBefore,
  percentOf,
  percentText,
  rankedByRate,
  withoutLetters,
} from '../../../../apps/web/src/features/cockpit/rates.js';

it('a share has one decimal', () => {
  expect(percentOf(462, 500)).toBe(92.4);
});

it('a share of nothing is none, not 0', () => {
  expect(percentOf(0, 0)).toBeNull();
  expect(percentText(0, 0)).toBe('');
});

it('rounding never makes a whole of what is not', () => {
  expect(percentText(9999, 10_000)).toBe('99.9');
  expect(percentText(1, 10_000)).toBe('0.1');
  expect(percentText(10, 10)).toBe('100');
});

it('a change is in points of percent', () => {
  expect(changeOf(92.4, 90.6)).toBe(1.8);
  expect(changeOf(92.4, null)).toBeNull();
});

const unit = (code: string, onTime: number, due: number, dispatched = due) => ({
  code,
  counts: { onTime, due, dispatched },
});

it('units are ranked by rate, and by size where rates are equal', () => {
  const units = [unit('a', 1, 2), unit('b', 9, 9), unit('c', 20, 20), unit('d', 0, 0)];

  expect(rankedByRate(units).map(({ code }) => code)).toEqual(['c', 'b', 'a']);
});

it('a unit without letters is not one whose letters are not due yet', () => {
  const units = [unit('a', 0, 0), unit('b', 0, 0, 3)];

  expect(withoutLetters(units).map(({ code }) => code)).toEqual(['a']);
});

it('months are counted back over the turn of the year', () => {
  expect(monthsBefore('2026-02', 3)).toEqual(['2026-02', '2026-01', '2025-12']);
});

it('counties stand apart from all other units', () => {
  const [county, office] = [{ kind: 'COUNTY' }, { kind: 'DEPARTMENT' }];

  expect(countyUnits([county, office])).toEqual({ counties: [county], others: [office] });
});

it('a unit without letters that got a card is not idle', () => {
  const counts = { due: 0, dispatched: 0, yellow: 0, red: 0 };
  const idle = { code: 'A', counts };

  expect(idleUnits([idle, { code: 'B', counts: { ...counts, red: 1 } }])).toEqual([idle]);
});
