import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, expect, it } from '@jest/globals';
import { closeListThreads, parseInThread } from '../../domain/catalogue/list-threads.js';
import { withPart, workbook, type CellValue } from '../domain/catalogue/workbook.js';

afterAll(closeListThreads);

const units = {
  units: [{ code: 'JYJ', name: '州教育局', shortName: '州教育局', formalName: '州教育局' }],
  prefecture: [],
};
const parse = (bytes: Buffer) => parseInThread({ bytes, units, reporter: 'JYJ' });
const sheet = (rows: number, columns = 1): CellValue[][] =>
  Array.from({ length: rows }, (_, n) =>
    Array.from({ length: columns }, (_, column) =>
      n === 0 ? `事项名称${column || ''}` : `许可事项${n}-${column}`,
    ),
  );
const csv = (rows: CellValue[][]): Buffer => Buffer.from(rows.map((row) => row.join(',')).join('\n'));

it('a workbook of more than 16 MB unpacked is rejected with the limit', async () => {
  const longTexts = sheet(2000, 5).map((row) => row.map((text) => `${text}${'长'.repeat(600)}`));

  const { items, issues } = await parse(await workbook({ name: '清单', rows: longTexts }));

  expect(items).toEqual([]);
  expect(issues).toMatchObject([
    { code: 'catalogue.fileUnpackedTooLarge', params: { max: 16 * 1024 * 1024 } },
  ]);
});

it.each([
  ['a workbook', (rows: CellValue[][]) => workbook({ name: '清单', rows }), { rows: 20_020 }],
  ['a CSV', (rows: CellValue[][]) => Promise.resolve(csv(rows)), { max: 20_020 }],
])('%s with more rows than 20,000 items need is rejected with the limit', async (_, fileOf, params) => {
  const { issues } = await parse(await fileOf(sheet(20_021)));

  expect(issues).toMatchObject([{ params }]);
});

it('a workbook of 20,000 items is read', async () => {
  const { items, issues } = await parse(await workbook({ name: '清单', rows: sheet(20_001) }));

  expect(issues).toEqual([]);
  expect(items).toHaveLength(20_000);
});

it.each([
  ['a page that begins with comments', Buffer.from(`${'<!---->'.repeat(500)}部门,事项名称\n`)],
  ['a page of tables in tables', Buffer.from('<table><tr><td>'.repeat(20_000))],
  [
    'a page whose cells reach over everything',
    Buffer.from(`<table>${'<tr><td colspan=1000 rowspan=0>'.repeat(20_000)}`),
  ],
])('%s is rejected quickly', async (_, bytes) => {
  const started = process.cpuUsage();

  const { items, issues } = await parse(bytes);

  expect([items.length, issues.length]).toEqual([0, 1]);
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(10);
});

it('a workbook of endless tags is rejected quickly', async () => {
  const hostile = withPart(await workbook({ name: '清单', rows: sheet(3) }), 'xl/workbook.xml', (xml) =>
    xml.replace('</workbook>', `${'<sheet "'.repeat(500_000)}</workbook>`),
  );
  const started = process.cpuUsage();

  const { items, issues } = await parse(hostile);

  expect([items.length, issues.length]).toEqual([0, 1]);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20);
});

it('reading a list does not block the event loop', async () => {
  const bytes = csv(sheet(20_000, 10));
  await parse(csv(sheet(2))); // starts the thread
  const turns = monitorEventLoopDelay({ resolution: 10 });
  turns.enable();

  await parse(bytes);

  expect(turns.max / 1e6).toBeLessThan(500);
});
