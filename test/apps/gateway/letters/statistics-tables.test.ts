import { expect, it } from '@jest/globals';
import { statisticsTables } from '../../../../apps/gateway/letters/statistics-tables.js';
import { CARD_FIGURE_KEYS, LETTER_FIGURE_KEYS } from '../../../../domain/letters/figures/figures.js';

const ZEROS = Object.fromEntries([...LETTER_FIGURE_KEYS, ...CARD_FIGURE_KEYS].map((key) => [key, 0]));
const unit = (code: string, kind: string, counts: Record<string, number>) => ({
  ...{ code, name: code, kind, averageDays: null, filter: '' },
  counts: { ...ZEROS, ...counts },
});
const MONTH = {
  ...{ month: '2026-11', asOf: '2026-11-30T00:00:00Z', figures: [], averageDays: null },
  units: [
    unit('麻江县', 'COUNTY', {}),
    unit('凯里市', 'COUNTY', { dispatched: 4, due: 4, onTime: 1, rated: 2, satisfied: 2 }),
    unit('雷山县', 'COUNTY', {
      dispatched: 3,
      due: 3,
      onTime: 3,
      rated: 4,
      satisfied: 3,
      scored: 4,
      solved: 3,
    }),
    unit('州住建局', 'DEPARTMENT', { dispatched: 1 }),
  ],
  classes: [unit('HELP', 'x', { due: 2, onTime: 2 })],
  ...{ minRatedForRank: 3, onTimeTarget: 90 },
};
const [counties, departments, classes] = statisticsTables(MONTH, { madeBy: '督查室', madeOn: '2026-11-30' });
const cell = (name: string, title: string) =>
  counties!.rows.find(([first]) => first === name)![
    counties!.columns.findIndex((column) => column.title === title)
  ];

it('counties and departments are in two sheets', () => {
  expect([counties!.rows.length, departments!.rows.map(([name]) => name)]).toEqual([3, ['州住建局']]);
});

it('units come by their rate, best first, and those without letters last', () => {
  expect(counties!.rows.map(([name]) => name)).toEqual(['雷山县', '凯里市', '麻江县']);
});

it('a unit without letters has a remark instead of a rate', () => {
  expect([cell('麻江县', '按时办结率（%）'), cell('麻江县', '备注')]).toEqual([null, '无转办件']);
});

it('satisfaction is left out below three ratings', () => {
  expect([cell('凯里市', '满意率（%）'), cell('雷山县', '满意率（%）')]).toEqual([null, 75]);
});

it('the rate of solved matters is of the scored ones', () => {
  expect(cell('雷山县', '解决率（%）')).toBe(75);
});

it('classes have their Chinese names', () => {
  expect(classes!.rows.map(([name]) => name)).toEqual(['求助']);
});
