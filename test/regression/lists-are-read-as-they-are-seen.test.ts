import { read, shown } from '../domain/catalogue/reading.js';
import { gb18030, list, withPart, workbook } from '../domain/catalogue/workbook.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const HEADER = ['部门', '事项名称', '事项编码', '类别'];
const EXAM = ['州教育局', '教师资格认定', 'JY-001', '行政审批'];
const SCHOOL = ['州教育局', '民办学校设立审批', 'JY-002', '其他'];
const csvOf = (...rows: string[][]): string => rows.map((row) => `${row.join(',')}\n`).join('');
const codesOf = ({ items }: { items: readonly { code: string | null }[] }) => items.map(({ code }) => code);

describe('a list of text', () => {
  it.each([
    ['a header that ends as on Windows, in GBK', gb18030(csvOf(HEADER, EXAM, SCHOOL).replace('\n', '\r\n'))],
    [
      'lines that end in all three ways',
      csvOf(HEADER, EXAM, SCHOOL).replace('\n', '\r').replace('\n', '\r\n'),
    ],
  ])('a CSV with %s loses no row', async (_, bytes) => {
    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual([]);
    expect(codesOf(parsed)).toEqual(['JY-001', 'JY-002']);
  });

  it('a CSV in big-endian UTF-16 is read', async () => {
    const bytes = Buffer.from(`\ufeff${csvOf(HEADER, EXAM)}`, 'utf16le').swap16();

    expect(codesOf(await read(bytes))).toEqual(['JY-001']);
  });

  it('a row with more fields than the header is an issue', async () => {
    const parsed = await read(
      csvOf(HEADER, EXAM, ['州教育局', '学位', '学历认证', 'JY-003', '其他'], SCHOOL),
    );

    expect(shown(parsed)).toEqual(['3 null rowTooLong']);
    expect(parsed.issues[0]!.params).toMatchObject({ cells: 5, columns: 4 });
  });

  it('a CSV may end each row with a separator', async () => {
    expect(codesOf(await read(csvOf(HEADER, [...EXAM, ''], [...SCHOOL, ''])))).toEqual(['JY-001', 'JY-002']);
  });

  it('an unclosed quote is an issue with its row', async () => {
    const swallowing = csvOf([...HEADER, '备注'], [...EXAM, '"新增'], [...SCHOOL, ''], [...EXAM, '调整"']);

    await expect(read(swallowing)).rejects.toMatchObject({
      issue: { code: 'catalogue.quoteNotClosed', row: 2 },
    });
  });

  it('a quoted remark may have line breaks and separators', async () => {
    const rows = csvOf([...HEADER, '备注'], [...EXAM, '"一、身份证,复印件\n二、学历证书"'], [...SCHOOL, '']);

    expect(codesOf(await read(rows))).toEqual(['JY-001', 'JY-002']);
  });

  it.each([
    ['="000123"', '000123'],
    ['"=""000124"""', '000124'],
    [`'000125`, '000125'],
    ['００１２６', '00126'],
    ['522600001.0', '522600001'],
    ['无', null],
    ['—', null],
  ])('the cell %s is the code %s', async (written, code) => {
    expect(codesOf(await read(csvOf(HEADER, ['州教育局', '教师资格认定', written, '其他'])))).toEqual([code]);
  });

  it.each([
    ['5.22600E+17', 'digitsLost'],
    ['1月2日', 'cellNotText'],
    ['2-Jan', 'cellNotText'],
    ['#N/A', 'cellError'],
    ['######', 'cellError'],
    ['=A2&B2', 'cellIsFormula'],
    ['JY-\ufffd01', 'characterLost'],
  ])('the code %s is rejected as %s', async (written, issue) => {
    const parsed = await read(csvOf(HEADER, ['州教育局', '教师资格认定', written, '其他']));

    expect(shown(parsed)).toEqual([`2 事项编码 ${issue}`]);
  });
});

describe('characters that cannot be seen', () => {
  it('invisible characters are dropped, so that a repeated code is found', async () => {
    const bytes = await list(
      [
        '州教育局\u200b',
        'JY-001\u200b',
        '教师资格认定\u2060',
        '其他\ufeff',
        'http://jy.example.gov.cn/1.html\u200b',
      ],
      ['州教育局', 'JY-001', '民办学校设立审批', '其他', 'http://jy.example.gov.cn/2.html'],
      ['州教育局', 'JY-\u00ad002', '学历认证', '其他', null],
    );

    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual(['3 事项编码 codeRepeatedInSheet']);
    expect(parsed.items).toEqual([
      expect.objectContaining({
        code: 'JY-001',
        name: '教师资格认定',
        guideUrl: 'http://jy.example.gov.cn/1.html',
      }),
      expect.objectContaining({ code: 'JY-002' }),
    ]);
  });

  it('invisible characters make no header unknown and no empty cell filled', async () => {
    const { items } = await read(
      '部\u200b门,\ufeff事项名称,类别\n州教育局,教师资格认定,其他\n州教育局,\u200b,\u2060\n',
    );

    expect(items).toHaveLength(1);
  });

  it('an address has no invisible characters, and its full-width scheme is read', async () => {
    const bytes = await list([
      '州教育局',
      'A1',
      '甲',
      '其他',
      'ｈｔｔｐ：／／jy.example.gov.cn/指南（1）.html',
    ]);

    expect((await read(bytes)).items[0]!.guideUrl).toBe(
      `http://jy.example.gov.cn/${encodeURI('指南（1）.html')}`,
    );
  });
});

describe('what a workbook hides', () => {
  it('a hidden sheet is skipped and named', async () => {
    const sheets = ['清单', '旧稿', '参数'].map((name, n) => ({
      name,
      rows: [HEADER, [EXAM[0]!, `${EXAM[1]}${n}`, `JY-${n}`, '其他']],
    }));
    const bytes = withPart(await workbook(...sheets), 'xl/workbook.xml', (xml) =>
      xml.replace(/(name="旧稿")/, '$1 state="hidden"').replace(/(name="参数")/, '$1 state="veryHidden"'),
    );

    const parsed = await read(bytes);

    expect(codesOf(parsed)).toEqual(['JY-0']);
    expect(parsed.ignoredSheets).toEqual(['旧稿', '参数']);
  });

  it('a hidden sheet with the only list is an issue', async () => {
    const bytes = withPart(
      await workbook({ name: '清单', rows: [HEADER, EXAM] }, { name: '说明', rows: [['填表说明']] }),
      'xl/workbook.xml',
      (xml) => xml.replace(/(name="清单")/, '$1 state="hidden"'),
    );

    expect((await read(bytes)).issues).toMatchObject([
      { code: 'catalogue.headerHidden', params: { sheets: ['清单'] } },
    ]);
  });

  it.each(['hidden="1"', 'ht="0" customHeight="1"'])('a hidden row is an issue (%s)', async (attribute) => {
    const bytes = withPart(await workbook({ name: '清单', rows: [HEADER, EXAM, SCHOOL] }), SHEET, (xml) =>
      xml.replace('<row r="3"', `<row r="3" ${attribute}`),
    );

    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual(['3 null rowHidden']);
    expect(parsed.issues[0]!.params).toEqual({ value: '民办学校设立审批' });
  });

  it.each(['<col min="3" max="3" hidden="1"/>', '<col min="3" max="3" width="0"/>'])(
    'a hidden column of the list is an issue (%s)',
    async (column) => {
      const bytes = withPart(await workbook({ name: '清单', rows: [HEADER, EXAM] }), SHEET, (xml) =>
        xml.replace('<sheetData>', `<cols>${column}</cols><sheetData>`),
      );

      expect(shown(await read(bytes))).toEqual(['1 事项编码 columnHidden']);
    },
  );

  it('errors in sheets without a list are no issues', async () => {
    const bytes = withPart(
      await workbook({ name: '清单', rows: [HEADER, EXAM] }, { name: '参数', rows: [['甲', 1]] }),
      'xl/worksheets/sheet2.xml',
      (xml) => xml.replace(/<c r="B1"[^>]*><v>1<\/v>/, '<c r="B1" t="e"><v>#REF!</v>'),
    );

    expect(shown(await read(bytes))).toEqual([]);
  });
});

describe('merged cells', () => {
  const merged = async (rows: (string | number | null)[][], ...areas: string[]) =>
    withPart(await workbook({ name: '清单', rows }), SHEET, (xml) =>
      xml.replace(
        '</sheetData>',
        `</sheetData><mergeCells>${areas.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
      ),
    );

  it('merged cells make a header of two rows', async () => {
    const bytes = await merged(
      [
        ['序号', '部门', '事项名称', '事项信息', null, null],
        [null, null, null, '事项编码', '类别', '指南地址'],
        [1, '州教育局', '教师资格认定', 'JY-001', '行政审批', 'http://jy.example.gov.cn/1.html'],
        [2, '州教育局', '学历认证', 'JY-002', '非行政审批', null],
      ],
      ...['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1'],
    );

    const { items, issues } = await read(bytes);

    expect(issues).toEqual([]);
    expect(items.map(({ code, category, guideUrl }) => [code, category, guideUrl])).toEqual([
      ['JY-001', 'ADMIN_APPROVAL', 'http://jy.example.gov.cn/1.html'],
      ['JY-002', 'NON_ADMIN_APPROVAL', null],
    ]);
  });

  it.each([
    ['items above, codes below', '部门,事项名称,事项信息,\n,,编码,类别\n'],
    ['the department above, all else below', '部门,事项信息,,\n,事项名称,编码,类别\n'],
    ['a group that is called as the item is', '部门,事项,,\n,名称,编码,类别\n'],
  ])('a header of two rows is read from text: %s', async (_, header) => {
    const { items, issues } = await read(`${header}州教育局,教师资格认定,JY-001,行政审批\n`);

    expect(issues).toEqual([]);
    expect(items).toMatchObject([{ unit: 'JYJ', code: 'JY-001', category: 'ADMIN_APPROVAL' }]);
  });

  it('a line above the header is not part of it', async () => {
    const { items, issues } = await read(
      '单位,州教育局,,,编号,2015-1\n部门,事项名称,类别\n州教育局,教师资格认定,其他\n',
    );

    expect(issues).toEqual([]);
    expect(items).toMatchObject([{ unit: 'JYJ', code: null }]);
  });

  it('the value of merged cells applies to each row', async () => {
    const bytes = await merged([HEADER, EXAM, ['', '学历认证', 'JY-009', '']], 'A2:A3', 'D2:D3');

    expect((await read(bytes)).items).toMatchObject([
      { unit: 'JYJ', category: 'ADMIN_APPROVAL' },
      { unit: 'JYJ', category: 'ADMIN_APPROVAL', name: '学历认证' },
    ]);
  });

  it('an item may have several merged rows', async () => {
    const rows = [
      [...HEADER, '材料'],
      [...EXAM, '申请表'],
      ['', '', '', '', '身份证'],
    ];

    expect((await read(await merged(rows, 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3'))).items).toHaveLength(1);
  });

  it('a fully merged row is not an item', async () => {
    const bytes = await merged([['事项名称', '类别'], ['一、教育类'], ['教师资格认定', '其他']], 'A2:B2');

    expect(shown(await read(bytes, 'JYJ'))).toEqual(['2 事项名称 rowMerged']);
  });

  it('too many merged cells are rejected', async () => {
    const rows = [
      HEADER,
      ...Array.from({ length: 20_000 }, (_, n) => ['州教育局', `许可${n}`, `${n}`, '其他']),
    ];
    const areas = Array.from({ length: 60 }, () => 'A2:A20001');

    await expect(read(await merged(rows, ...areas))).rejects.toMatchObject({
      issue: { code: 'catalogue.tooManyMergedCells' },
    });
  });
});

describe('what stands below a list', () => {
  it.each([
    '合计:2项',
    '本页小计',
    '总计 2 项',
    '共计2项',
    '以上共2项',
    '填报人:某某某    联系电话:0855-8270000',
    '单位负责人(签字):',
    '填报日期:2015年5月20日',
    '注:以上清单截至2015年5月。',
    '注1、本表由各部门填报',
    '备注：以上为保留事项',
    '填表说明:',
  ])('a foot row (%s) is skipped and reported', async (text) => {
    const parsed = await read(`事项名称,类别\n教师资格认定,其他\n${text},\n`, 'JYJ');

    expect(parsed.items).toHaveLength(1);
    expect(parsed.issues).toEqual([]);
    expect(parsed.ignoredRows).toEqual([{ sheet: null, row: 3, text }]);
  });

  it('a foot row is skipped in any column, and is not a department', async () => {
    const { items, issues } = await read(
      '部门,事项名称,类别\n州教育局,教师资格认定,其他\n合计,1项,\n填报人:,某某,\n',
    );

    expect(issues).toEqual([]);
    expect(items).toHaveLength(1);
  });

  it.each([
    '注册会计师注册',
    '小计量器具检定',
    '共有产权住房审核',
    '联系人信息登记',
    '审核认定',
    '说明书备案',
  ])('an item is not a foot row: %s', async (name) => {
    expect((await read(`事项名称,类别\n${name},其他\n`, 'JYJ')).items).toHaveLength(1);
  });

  it('a remark before the item makes no foot row', async () => {
    expect((await read('备注,事项名称\n注:新增,教师资格认定\n', 'JYJ')).items).toHaveLength(1);
  });

  it('a repeated header is skipped', async () => {
    const { items, issues } = await read(csvOf(HEADER, EXAM, HEADER, SCHOOL));

    expect(issues).toEqual([]);
    expect(items).toHaveLength(2);
  });

  it('empty sheets are ignored', async () => {
    const bytes = await workbook({ name: '清单', rows: [HEADER, EXAM] }, { name: 'Sheet2', rows: [] });

    expect((await read(bytes)).ignoredSheets).toEqual([]);
  });
});

describe('a web page that is named as a workbook', () => {
  const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

  it('a web page named as a workbook is read by its table, in either encoding', async () => {
    const page = `<html><head><meta charset=gbk></head><table>${row(...HEADER)}${row(...EXAM)}${row(...SCHOOL)}</table></html>`;

    expect(codesOf(await read(page))).toEqual(['JY-001', 'JY-002']);
    expect(codesOf(await read(gb18030(page)))).toEqual(['JY-001', 'JY-002']);
  });

  it('merged cells and hidden rows of a web page mean the same as in a workbook', async () => {
    const page = `<table>
      <tr><th rowspan=2>部门<th rowspan=2>事项名称<th colspan=2>事项信息</tr><tr><th>编码<th>类别</tr>
      <tr><td rowspan=2>州教育局<td>教师资格<br>认定<td>JY-001<td rowspan=2>行政审批</tr>
      <tr><td>学历认证<td>JY-002</tr>
      <tr style="display:none"><td>州教育局<td>旧事项<td>JY-009<td>其他</tr>
      <tr><td colspan=4>合计:2项</tr></table>`;

    const parsed = await read(page);

    expect(shown(parsed)).toEqual(['5 null rowHidden']);
    expect(parsed.items).toMatchObject([
      { unit: 'JYJ', name: '教师资格 认定', code: 'JY-001', category: 'ADMIN_APPROVAL' },
      { unit: 'JYJ', name: '学历认证', code: 'JY-002', category: 'ADMIN_APPROVAL' },
    ]);
  });

  it('tables of a web page without a list are named', async () => {
    const page = `<body><table><tr><td>导航</tr></table><table>${row(...HEADER)}${row(...EXAM)}</table>`;

    const parsed = await read(page);

    expect(codesOf(parsed)).toEqual(['JY-001']);
    expect(parsed.ignoredSheets).toEqual(['第1个表格']);
  });

  it.each([
    ['fileIsWebPage', '<!DOCTYPE html><html><frameset><frame src="sheet001.htm"></frameset></html>'],
    ['fileIsWebPage', 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'],
    [
      'fileIsXmlTable',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    ['fileIsXml', '<?xml version="1.0"?><items/>'],
  ])('a text without a table is %s: %j', async (code, text) => {
    await expect(read(text)).rejects.toMatchObject({ issue: { code: `catalogue.${code}` } });
  });
});
