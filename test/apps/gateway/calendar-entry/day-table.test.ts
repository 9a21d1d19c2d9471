import { expect, it } from '@jest/globals';
import { form } from '../../../support/forms.js';
import { render } from '../../../../domain/documents/render.js';
import { startTestGateway } from '../../../support/gateway.js';

const { request } = await startTestGateway();

const read = (name: string, bytes: Buffer, as = 'admin.system') =>
  request('POST', '/calendar/tables/read?year=2037', { as, ...form([{ name, bytes }]) });
const ROWS = [
  ['2037-01-01', '放假', '元旦'],
  ['2037-02-14', '上班', '春节'],
];
const DAYS = [
  { date: '2037-01-01', kind: 'holiday', note: '元旦' },
  { date: '2037-02-14', kind: 'workday', note: '春节' },
];
const csvOf = (rows: readonly string[][]): Buffer =>
  Buffer.from([['日期', '类型', '说明'], ...rows].map((row) => row.join(',')).join('\n'));

it('a table is read from CSV and from XLSX, and proposed as it was read', async () => {
  const columns = ['日期', '类型', '说明'].map((title) => ({ title, width: 12 }));
  const xlsx = await render('xlsx', [
    { title: '日历', madeBy: '州政府办', madeOn: '2036-11-01', columns, rows: ROWS },
  ]);

  for (const [name, bytes] of [
    ['days.csv', csvOf(ROWS)],
    ['days.xlsx', xlsx],
  ] as const)
    expect((await read(name, bytes)).body).toMatchObject({ days: DAYS, problems: [] });

  const body = { region: 'CN', year: 2037, source: '国办发明电', days: DAYS };
  expect((await request('PUT', '/calendar/days', { as: 'admin.system', body })).status).toBe(202);
});

it('every row with a problem is named, and nothing is stored', async () => {
  const { status, body } = await read(
    'days.csv',
    csvOf([
      ['2036-01-01', '放假', '元旦'],
      ['一月', '也许', ''],
    ]),
  );

  expect(status).toBe(200);
  expect(body.problems.map(({ line, column }: { line: number; column: string }) => [line, column])).toEqual([
    [2, '日期'],
    [3, '日期'],
    [3, '类型'],
    [3, '说明'],
  ]);
});

it('what is no table, and no file at all, are refused in words', async () => {
  const picture = await read('days.xlsx', Buffer.from('PK\x03\x04 no workbook'));
  const none = await request('POST', '/calendar/tables/read?year=2037', { as: 'admin.system', ...form([]) });

  for (const { status, body } of [picture, none]) {
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body.detail ?? body.issues[0].message).toMatch(/\p{Script=Han}/u);
  }
  expect((await read('days.csv', csvOf(ROWS), 'zjj.clerk')).status).toBe(403);
});
