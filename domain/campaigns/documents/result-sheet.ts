import type { ItemTable } from '../../documents/item-table.js';
import type { UnitResult } from './facts.js';
import { RESULT_COLUMNS, resultCells, totalOf } from './tables.js';

/**
 * 检查情况表 as a spreadsheet: departments, then counties, and the total.
 *
 * @param made `on` is `YYYY-MM-DD`
 */
export function resultSheet(
  units: readonly UnitResult[],
  made: { readonly by: string; readonly on: string },
): ItemTable {
  const inOrder = [
    ...units.filter(({ group }) => group === 'department'),
    ...units.filter(({ group }) => group === 'county'),
  ];
  const total = { name: '', group: 'department', reported: true } as const;
  const sums = { ...total, found: totalOf(units, 'found'), left: totalOf(units, 'left') };
  return {
    title: '检查情况表',
    madeBy: made.by,
    madeOn: made.on,
    columns: [
      { title: '序号', width: 6 },
      { title: '单位', width: 24, align: 'left' },
      ...RESULT_COLUMNS.map((title) => ({ title, width: 12 })),
    ],
    rows: [
      ...inOrder.map((unit, index) => [index + 1, unit.name, ...resultCells(unit, 'left').map(asCell)]),
      [null, '合计', ...resultCells(sums, 'left').map(asCell)],
    ],
  };
}

/** Counts are numbers, so that a spreadsheet adds them up; rates and marked counts are texts. */
const asCell = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);
