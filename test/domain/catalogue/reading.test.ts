import { randomBytes } from 'node:crypto';
import { UnreadableList } from '../../../domain/catalogue/import-issues.js';
import { MAX_FILE_BYTES, readSheets } from '../../../domain/catalogue/read-sheets.js';
import { read, shown } from './reading.js';
import { gb18030, list, unzip, withPart, workbook, zip } from './workbook.js';

const refusal = async (bytes: Buffer): Promise<string> => {
  const error: unknown = await readSheets(bytes).then(
    () => 'was read',
    (cause) => cause,
  );
  return error instanceof UnreadableList ? error.issue.code : String(error);
};

describe('a list', () => {
  it('is read from a workbook with titles above the header, merged departments and empty rows below', async () => {
    const bytes = await workbook({
      name: '权力清单',
      rows: [
        ['黔东南州州级部门行政权力清单', null, null, null, null, null],
        ['制表单位:州政务服务中心', null, null, null, '2015年5月20日', null],
        ['序号', '实施主体', '项目名称', '事项编码', '权力类型', '办事指南网址'],
        [1, '黔东南州教育局', '民办学校设立审批', '522600001', '行政许可', 'http://www.example.gov.cn/g/1'],
        [2, null, '教师资格认定', '522600002', '行政确认', null],
        [3, '州人社局', '民办职业培训学校审批', null, '非行政许可审批', '无'],
        [null, null, null, null, null, null],
        [null, '', ' ', null, null, null],
      ],
    });

    const { items, issues } = await read(bytes);

    expect(issues).toEqual([]);
    expect(items).toEqual([
      {
        unit: 'JYJ',
        code: '522600001',
        name: '民办学校设立审批',
        category: 'ADMIN_APPROVAL',
        powerType: '行政许可',
        guideUrl: 'http://www.example.gov.cn/g/1',
      },
      {
        unit: 'JYJ',
        code: '522600002',
        name: '教师资格认定',
        category: 'OTHER',
        powerType: '行政确认',
        guideUrl: null,
      },
      {
        unit: 'RSJ',
        code: null,
        name: '民办职业培训学校审批',
        category: 'NON_ADMIN_APPROVAL',
        powerType: '非行政许可审批',
        guideUrl: null,
      },
    ]);
  });

  it('gives a department in a row of its own to the items below it', async () => {
    const { items } = await read(
      '部门,事项名称\n州教育局,\n,教师资格认定\n,民办学校设立审批\n州人社局,\n,技能鉴定\n',
    );

    expect(items.map(({ unit, name }) => `${unit} ${name}`)).toEqual([
      'JYJ 教师资格认定',
      'JYJ 民办学校设立审批',
      'RSJ 技能鉴定',
    ]);
  });

  const csv = '部门,事项名称,类别\r\n州教育局,"教师资格认定,补办",行政确认\r\n';
  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${csv}`)],
    ['GB18030', gb18030(csv)],
    ['UTF-16', Buffer.from(`\ufeff${csv}`, 'utf16le')],
    ['UTF-8, with tabs', Buffer.from(csv.replaceAll('定,', '定,').replaceAll(/,(?!补)/g, '\t'))],
  ])('is read from a CSV in %s', async (_, bytes) => {
    const { items } = await read(bytes);

    expect(items).toEqual([
      {
        unit: 'JYJ',
        code: null,
        name: '教师资格认定,补办',
        category: 'OTHER',
        powerType: '行政确认',
        guideUrl: null,
      },
    ]);
  });

  it('keeps every digit of a code that was typed as a number', async () => {
    const digits = '52260012345678901234';
    const typed = await list(['州教育局', 123, '教师资格认定', '其他', null]);
    const bytes = withPart(typed, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('<v>123</v>', `<v>${digits}</v>`),
    );

    expect((await read(bytes)).items[0]!.code).toBe(digits);
  });

  it('is read from every sheet that has a header; the others are named', async () => {
    const header = ['部门', '事项名称'];
    const bytes = await workbook(
      { name: '说明', rows: [['填表说明'], ['请如实填写']] },
      { name: '教育', rows: [header, ['州教育局', '教师资格认定']] },
      { name: '人社', rows: [header, ['RSJ', '技能鉴定']] },
    );

    const { items, issues, ignoredSheets } = await read(bytes);

    expect(issues).toEqual([]);
    expect(items.map(({ unit }) => unit)).toEqual(['JYJ', 'RSJ']);
    expect(ignoredSheets).toEqual(['说明']);
  });

  it("is the reporting unit's own where it names no unit", async () => {
    const { items } = await read('事项名称\n教师资格认定\n', 'JYJ');

    expect(items.map(({ unit }) => unit)).toEqual(['JYJ']);
  });
});

describe('a report', () => {
  it('names row, column, value, what is wrong and what to do, for everything at once', async () => {
    const bytes = await list(
      ['州教育局', 'A1', '教师资格认定', '行政许可', null],
      ['州林业居', 'A2', '林木采伐许可', '行政许可', null],
      ['州教育局', 'A1', '民办学校设立审批', '行政许可', 'www.example.com'],
      ['州教育局', 'A3', '教师资格 认定', '甲类', null],
      ['州教育局', 'A4', null, '其他', null],
      ['州水务局', 'A5', '取水许可', '行政许可', null],
      ['州教育局', 'A6', '——', '其他', null],
      ['州教育局', 'A7', new Date('2015-05-15T00:00:00Z'), '其他', null],
    );

    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual([
      '3 部门 UNIT_UNKNOWN',
      '4 指南地址 URL_INVALID',
      '4 事项编码 CODE_REPEATED',
      '5 类别 CATEGORY_UNKNOWN',
      '5 事项名称 ITEM_REPEATED',
      '6 事项名称 NAME_MISSING',
      '7 部门 UNIT_AMBIGUOUS',
      '8 事项名称 NAME_WITHOUT_WORDS',
      '9 事项名称 CELL_NOT_TEXT',
    ]);
    expect(parsed.issues[4]).toEqual({
      code: 'ITEM_REPEATED',
      sheet: '清单',
      row: 5,
      column: '事项名称',
      value: '教师资格 认定',
      message: '事项在本部门内重复(与“清单”第2行相同)',
      remedy: '请删除重复的行。',
    });
  });

  it('knows a county by the name of its government, as documents address it', async () => {
    const { items } = await read('部门,事项名称\n凯里市人民政府,房屋登记\n凯里市,再生育审批\n', '522601');

    expect(items.map(({ unit, name }) => `${unit} ${name}`)).toEqual([
      '522601 房屋登记',
      '522601 再生育审批',
    ]);
  });

  it('hints at the unit that was probably meant', async () => {
    const { issues } = await read('部门,事项名称\n州人力资源社会保障局,技能鉴定\n');

    expect(issues[0]!.message).toBe('单位名录中没有该部门(是否为“州人力资源和社会保障局”)');
  });

  it('refuses the items of other units in a list that a unit reports', async () => {
    expect(shown(await read('部门,事项名称\n州人社局,技能鉴定\n州教育局,教师资格认定\n', 'JYJ'))).toEqual([
      '2 部门 UNIT_NOT_YOURS',
    ]);
  });

  it.each([
    ['部门,名字\n州教育局,教师资格认定\n', 'null null HEADER_MISSING'],
    ['部门,事项名称\n,\n', 'null null LIST_EMPTY'],
    ['\n\n', 'null null LIST_EMPTY'],
    ['部门,事项名称,项目名称\n州教育局,甲,乙\n', '1 项目名称 HEADER_REPEATED'],
    ['编码,事项名称\n1,教师资格认定\n', '1 null UNIT_COLUMN_MISSING'],
  ])('of %j is %s', async (csv, issue) => {
    expect(shown(await read(csv))).toEqual([issue]);
  });

  it('says where a formula has an error value', async () => {
    const good = await list(['州教育局', 123, '教师资格认定', '其他', null]);
    const bytes = withPart(good, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(/<c r="B2"[^>]*><v>123<\/v>/, '<c r="B2" t="e"><v>#N/A</v>'),
    );

    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual(['2 事项编码 CELL_ERROR']);
    expect(parsed.issues[0]).toMatchObject({ sheet: '清单', value: '#N/A', message: '单元格是公式错误值' });
  });
});

describe('a file that is no list', () => {
  const damagedZip = async () => (await list()).subarray(0, 900);
  const bomb = (stated?: number) =>
    zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(200 * 1024 * 1024), stated }]);
  const farAway = async (change: (xml: string) => string) =>
    withPart(await list(['州教育局', 123, '甲', '其他', null]), 'xl/worksheets/sheet1.xml', change);

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['an empty file', 'FILE_EMPTY', () => Buffer.alloc(0)],
    ['a PDF that was renamed', 'FILE_IS_PDF', () => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')],
    ['an old or encrypted Excel file', 'FILE_IS_OLD_EXCEL', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a picture', 'FILE_TYPE_UNKNOWN', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['text in no known encoding', 'ENCODING_UNKNOWN', () => Buffer.from('ff41ff42ff', 'hex')],
    ['half a workbook', 'FILE_DAMAGED', damagedZip],
    ['a zip that is no workbook', 'FILE_DAMAGED', () => zip([{ name: 'a.txt', content: randomBytes(50) }])],
    ['too large a file', 'FILE_TOO_LARGE', () => Buffer.alloc(MAX_FILE_BYTES + 1, 'PK')],
    ['a zip bomb', 'FILE_EXPANDS_TOO_FAR', () => bomb()],
    ['a zip bomb that states a small size', 'FILE_EXPANDS_TOO_FAR', () => bomb(1000)],
    [
      'a sheet with a row far away',
      'FILE_EXPANDS_TOO_FAR',
      () => farAway((xml) => xml.replace('<row r="2"', `<row r='9999999'`)),
    ],
    [
      'a sheet with a cell far away',
      'FILE_EXPANDS_TOO_FAR',
      () => farAway((xml) => xml.replace('<row r="2"', '<row r="90000"').replace(/r="(.)2"/g, 'r="ZZ90000"')),
    ],
    [
      'a sheet with a row number in disguise',
      'FILE_DAMAGED',
      () => farAway((xml) => xml.replace('<row r="2"', '<row x=">" r="1e9"')),
    ],
    [
      'a sheet of tags that never end',
      'FILE_DAMAGED',
      () => farAway((xml) => xml.replace('</sheetData>', `${'<c "'.repeat(2_000_000)}</sheetData>`)),
    ],
    [
      'a workbook of ten thousand parts',
      'FILE_EXPANDS_TOO_FAR',
      async () =>
        zip([
          ...unzip(await list()),
          ...Array.from({ length: 10_000 }, (_, i) => ({
            name: `xl/${i}.xml`,
            content: Buffer.from('<a/>'),
          })),
        ]),
    ],
  ])('%s is refused as %s', async (_, code, bytes) => {
    expect(await refusal(await bytes())).toBe(code);
  });
});
