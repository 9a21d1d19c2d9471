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
  return error instanceof UnreadableList ? error.issue.code.replace('catalogue.', '') : String(error);
};

describe('a list', () => {
  it('a workbook with titles above the header, merged departments and empty rows is read', async () => {
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

  it('a department in a row of its own applies to the items below it', async () => {
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
  ])('a CSV in %s is read', async (_, bytes) => {
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

  it('a code typed as a number keeps every digit', async () => {
    const digits = '52260012345678901234';
    const typed = await list(['州教育局', 123, '教师资格认定', '其他', null]);
    const bytes = withPart(typed, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('<v>123</v>', `<v>${digits}</v>`),
    );

    expect((await read(bytes)).items[0]!.code).toBe(digits);
  });

  it('sheets without a header are skipped and named', async () => {
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

  it("an item without a unit is the reporting unit's own", async () => {
    const { items } = await read('事项名称\n教师资格认定\n', 'JYJ');

    expect(items.map(({ unit }) => unit)).toEqual(['JYJ']);
  });
});

describe('a report', () => {
  it('an issue has a code, parameters, sheet, row and column; all issues are reported at once', async () => {
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
      '3 部门 unitUnknown',
      '4 指南地址 urlInvalid',
      '4 事项编码 codeRepeatedInSheet',
      '5 类别 categoryUnknown',
      '5 事项名称 itemRepeatedInSheet',
      '6 事项名称 nameMissing',
      '7 部门 unitAmbiguous',
      '8 事项名称 nameWithoutWords',
      '9 事项名称 cellNotText',
    ]);
    expect(parsed.issues[4]).toEqual({
      code: 'catalogue.itemRepeatedInSheet',
      params: { value: '教师资格 认定', sheet: '清单', row: 2 },
      sheet: '清单',
      row: 5,
      column: '事项名称',
    });
  });

  it('a county is recognised by the name of its government', async () => {
    const { items } = await read('部门,事项名称\n凯里市人民政府,房屋登记\n凯里市,再生育审批\n', '522601');

    expect(items.map(({ unit, name }) => `${unit} ${name}`)).toEqual([
      '522601 房屋登记',
      '522601 再生育审批',
    ]);
  });

  it('an unknown unit is reported with the most similar one', async () => {
    const { issues } = await read('部门,事项名称\n州人力资源社会保障局,技能鉴定\n');

    expect(issues[0]).toMatchObject({
      code: 'catalogue.unitUnknownSimilar',
      params: { similar: '州人力资源和社会保障局' },
    });
  });

  it('items of other units are rejected in a list that a unit reports', async () => {
    expect(shown(await read('部门,事项名称\n州人社局,技能鉴定\n州教育局,教师资格认定\n', 'JYJ'))).toEqual([
      '2 部门 unitNotYours',
    ]);
  });

  it.each([
    ['部门,名字\n州教育局,教师资格认定\n', 'null null headerUnknown'],
    ['部门,事项名称\n,\n', 'null null listEmpty'],
    ['\n\n', 'null null listEmpty'],
    ['部门,事项名称,项目名称\n州教育局,甲,乙\n', '1 项目名称 headerRepeated'],
    ['编码,事项名称\n1,教师资格认定\n', '1 null unitColumnMissing'],
  ])('the list %j has the issue %s', async (csv, issue) => {
    expect(shown(await read(csv))).toEqual([issue]);
  });

  it('a formula with an error value is reported with its cell', async () => {
    const good = await list(['州教育局', 123, '教师资格认定', '其他', null]);
    const bytes = withPart(good, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(/<c r="B2"[^>]*><v>123<\/v>/, '<c r="B2" t="e"><v>#N/A</v>'),
    );

    const parsed = await read(bytes);

    expect(shown(parsed)).toEqual(['2 事项编码 cellError']);
    expect(parsed.issues[0]).toMatchObject({ sheet: '清单', params: { value: '#N/A' } });
  });
});

describe('a file that is not a list', () => {
  const damagedZip = async () => (await list()).subarray(0, 900);
  const bomb = (stated?: number) =>
    zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(200 * 1024 * 1024), stated }]);
  const stated4GB = () =>
    zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<a/>'), stated: 0xffff_fffe }]);
  const farAway = async (change: (xml: string) => string) =>
    withPart(await list(['州教育局', 123, '甲', '其他', null]), 'xl/worksheets/sheet1.xml', change);

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['an empty file', 'fileEmpty', () => Buffer.alloc(0)],
    ['a PDF that was renamed', 'fileIsPdf', () => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')],
    ['an old or encrypted Excel file', 'fileIsOldExcel', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a picture', 'fileTypeUnknown', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['text in no known encoding', 'encodingUnknown', () => Buffer.from('ff41ff42ff', 'hex')],
    ['half a workbook', 'fileDamaged', damagedZip],
    ['a zip that is no workbook', 'fileDamaged', () => zip([{ name: 'a.txt', content: randomBytes(50) }])],
    ['too large a file', 'fileTooLarge', () => Buffer.alloc(MAX_FILE_BYTES + 1, 'PK')],
    ['a zip bomb', 'fileUnpackedTooLarge', () => bomb()],
    ['a zip bomb that states a small size', 'fileDamaged', () => bomb(1000)],
    ['a small zip that states a size of 4 GB', 'fileUnpackedTooLarge', stated4GB],
    [
      'a sheet that is cut off at the size it states',
      'fileDamaged',
      async () => zip(unzip(await list()).map((part) => ({ ...part, stated: part.content.length - 20 }))),
    ],
    [
      'a sheet with a row far away',
      'sheetTooLarge',
      () => farAway((xml) => xml.replace('<row r="2"', `<row r='9999999'`)),
    ],
    [
      'a sheet with a cell far away',
      'sheetTooLarge',
      () => farAway((xml) => xml.replace('<row r="2"', '<row r="90000"').replace(/r="(.)2"/g, 'r="ZZ90000"')),
    ],
    [
      'a sheet with a row number in disguise',
      'fileDamaged',
      () => farAway((xml) => xml.replace('<row r="2"', '<row x=">" r="1e9"')),
    ],
    [
      'a sheet of tags that never end',
      'fileDamaged',
      () => farAway((xml) => xml.replace('</sheetData>', `${'<c "'.repeat(2_000_000)}</sheetData>`)),
    ],
    [
      'a workbook of ten thousand parts',
      'fileUnpackedTooLarge',
      async () =>
        zip([
          ...unzip(await list()),
          ...Array.from({ length: 10_000 }, (_, i) => ({
            name: `xl/${i}.xml`,
            content: Buffer.from('<a/>'),
          })),
        ]),
    ],
  ])('%s is rejected as %s', async (_, code, bytes) => {
    expect(await refusal(await bytes())).toBe(code);
  });
});
