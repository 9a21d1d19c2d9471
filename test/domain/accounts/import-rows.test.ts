import { expect, it } from '@jest/globals';
import { importedRows } from '../../../domain/accounts/import-rows.js';
import type { Cell } from '../../../domain/catalogue/read-sheets.js';

const context = {
  units: [
    { code: '522631', name: '黎平县', shortName: '黎平' },
    { code: '522631-DF', name: '德凤街道', shortName: '德凤' },
  ],
  roles: [
    { id: 'agency-clerk', title: '承办单位经办' },
    { id: 'agency-signer', title: '承办单位签发' },
  ],
};
const HEADER: Cell[] = ['账号', '姓名', '单位', '角色'];
const read = (...rows: Cell[][]) => importedRows([{ name: '表', rows: [HEADER, ...rows] }], context);
const problemsOf = (...rows: Cell[][]) =>
  read(...rows).problems.map(({ row, column, text }) => [row, column, text.code]);

it('rows of accounts are read with units by code, name and short name', () => {
  const { rows, problems, total } = read(
    ['liping.lu', '陆某平', '黎平县', '承办单位经办、agency-signer'],
    [null, null, null, null],
    ['liping.wu', ' 吴某 ', '522631', null],
    ['defeng.shi', '石某', '德凤', ''],
  );

  expect(problems).toEqual([]);
  expect(total).toBe(3);
  expect(rows).toEqual([
    {
      row: 2,
      username: 'liping.lu',
      title: '陆某平',
      unit: '522631',
      roles: ['agency-clerk', 'agency-signer'],
    },
    { row: 4, username: 'liping.wu', title: '吴某', unit: '522631', roles: [] },
    { row: 5, username: 'defeng.shi', title: '石某', unit: '522631-DF', roles: [] },
  ]);
});

it('every problem of every row is named', () => {
  expect(
    problemsOf(
      ['liping.lu', '陆某平', '德风街道', null],
      ['Liping Shi', '', '黎平县', '局长'],
      ['liping.lu', '龙某', '黎平县', null],
      [{ fault: 'cellNotText', text: '12' }, '韦某', '黎平县', null],
    ),
  ).toEqual([
    [2, '单位', 'accounts.unitMeant'],
    [3, '姓名', 'accounts.rowWithoutValue'],
    [3, '账号', 'accounts.usernameMalformed'],
    [3, '角色', 'accounts.roleUnknown'],
    [4, '账号', 'accounts.usernameTwice'],
    [5, '账号', 'accounts.cellUnreadable'],
  ]);
});

it('a unit that is like none is unknown', () => {
  expect(problemsOf(['liping.lu', '陆某平', '财政局', null])).toEqual([[2, '单位', 'accounts.unitUnknown']]);
});

it('rows above the header are left out', () => {
  const sheet = { name: null, rows: [['黎平县乡镇账号'], HEADER, ['liping.lu', '陆某平', '黎平县', null]] };

  expect(importedRows([sheet], context).rows).toEqual([expect.objectContaining({ row: 3 })]);
});

it.each([
  ['no header', [['某', '某']], 'accounts.fileWithoutHeader'],
  ['no account', [HEADER, [null, '']], 'accounts.fileWithoutRows'],
] as [string, Cell[][], string][])('a file with %s is refused as a whole', (_, rows, code) => {
  expect(importedRows([{ name: '表', rows }], context).problems).toEqual([
    { row: null, column: null, text: expect.objectContaining({ code }) },
  ]);
});
