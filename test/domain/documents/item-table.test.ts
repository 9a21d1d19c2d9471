import readWorkbook from 'read-excel-file/universal';
import { renderXlsx, type ItemTable } from '../../../domain/documents/item-table.js';
import { partsOf } from './unpacked.js';

const TABLE: ItemTable = {
  title: '事项检查明细表',
  madeBy: '州政务服务中心',
  madeOn: '2015-07-08',
  columns: [
    { title: '序号', width: 6 },
    { title: '单位', width: 24, align: 'left' },
    { title: '事项名称', width: 40, align: 'left' },
  ],
  rows: [
    [1, '州教育局', '教师资格认定'],
    [2, null, '=HYPERLINK("http://example.com","点击")'],
    [3, '州人社局', '@SUM(A1:A9)'],
    [4, '+86 855', "-2+3+cmd|' /C calc'!A0\u0000"],
  ],
};
const sheetsOf = async (bytes: Buffer) => readWorkbook(new Uint8Array(bytes).buffer);

it('the XLSX table has a title, its maker and date, a head and rows', async () => {
  const [sheet] = await sheetsOf(await renderXlsx([TABLE]));

  expect(sheet!.sheet).toBe('事项检查明细表');
  expect(sheet!.data).toEqual([
    ['事项检查明细表', null, null],
    ['制表单位：州政务服务中心　　制表日期：2015年7月8日', null, null],
    ['序号', '单位', '事项名称'],
    [1, '州教育局', '教师资格认定'],
    [2, null, '=HYPERLINK("http://example.com","点击")'],
    [3, '州人社局', '@SUM(A1:A9)'],
    [4, '+86 855', "-2+3+cmd|' /C calc'!A0"],
  ]);
});

it('a text in the XLSX table is never a formula', async () => {
  const parts = partsOf(await renderXlsx([TABLE]));
  const sheet = parts.get('xl/worksheets/sheet1.xml')!;

  expect(sheet).not.toContain('<f');
  const cells = [...sheet.matchAll(/<c r="C[4-7]" s="(\d+)" t="s">/g)];
  expect(cells).toHaveLength(4);
  const styles = parts.get('xl/styles.xml')!;
  const text = /<numFmt numFmtId="(\d+)" formatCode="@"\/>/.exec(styles)![1];
  const formats = /<cellXfs.*?<\/cellXfs>/s.exec(styles)![0].match(/<xf [^>]*>/g)!;
  for (const [, style] of cells) expect(formats[Number(style)]).toContain(`numFmtId="${text}"`);
});

it('the XLSX table freezes its head and sets the column widths', async () => {
  const sheet = partsOf(await renderXlsx([TABLE])).get('xl/worksheets/sheet1.xml')!;

  expect(sheet).toContain(
    '<pane ySplit="3" xSplit="0" topLeftCell="A4" activePane="bottomRight" state="frozen"/>',
  );
  expect([...sheet.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => width)).toEqual([
    '6',
    '24',
    '40',
  ]);
  expect(sheet).toContain('<mergeCell ref="A1:C1"/>');
});

it('every XLSX sheet has a valid name', async () => {
  const title = '关于在线办事事项检查清理情况的明细表[州直部门]:第一部分/共两部分';

  const sheets = await sheetsOf(
    await renderXlsx([
      { ...TABLE, title },
      { ...TABLE, title },
    ]),
  );

  const names = sheets.map(({ sheet }) => sheet);
  expect(new Set(names).size).toBe(2);
  for (const name of names) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[:\\/?*[\]]/);
  }
});
