import { expect, it } from '@jest/globals';
import { readDayTable } from '../../../domain/calendar-entry/read-day-table.js';
import type { Cell } from '../../../domain/catalogue/read-sheets.js';

const HEADER: Cell[] = ['日期', '类型', '说明'];
const read = (...rows: Cell[][]) => readDayTable([{ name: null, rows: [['2027年'], HEADER, ...rows] }], 2027);

it('days of a table are read as people and spreadsheet programs write them', () => {
  const { days, faults } = read(
    ['2027年1月1日', '放假', '元旦'],
    [null, null, null],
    [{ fault: 'cellNotText', text: '2027-02-13' }, '上班', '春节'],
    ['2027/2/5', '放假', '春节'],
  );

  expect(faults).toEqual([]);
  expect(days).toEqual([
    { date: '2027-01-01', kind: 'holiday', note: '元旦' },
    { date: '2027-02-05', kind: 'holiday', note: '春节' },
    { date: '2027-02-13', kind: 'workday', note: '春节' },
  ]);
});

it('every fault of every row is named', () => {
  const { faults } = read(
    ['元旦', '放假', '元旦'],
    ['2026-01-01', '放假', '元旦'],
    ['2027-02-30', '也许', ''],
    ['2027-01-01', '放假', '元旦'],
    ['2027.1.1', '放假', '元旦'],
  );

  expect(faults.map(({ row, column, text }) => [row, column, text.code])).toEqual([
    [3, '日期', 'cases.tableNoDay'],
    [4, '日期', 'cases.dayOfOtherYear'],
    [5, '日期', 'cases.tableNoDay'],
    [5, '类型', 'cases.tableKind'],
    [5, '说明', 'cases.tableNote'],
    [7, '日期', 'cases.dayRepeated'],
  ]);
});

it('a table without its header, or without days, is refused', () => {
  expect(readDayTable([{ name: null, rows: [['2027-01-01', '放假']] }], 2027).faults).toMatchObject([
    { row: null, text: { code: 'cases.tableWithoutHeader' } },
  ]);
  expect(read().faults).toMatchObject([{ row: null, text: { code: 'cases.tableWithoutDays' } }]);
});
