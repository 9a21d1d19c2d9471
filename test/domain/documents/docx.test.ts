import { numberBlocks } from '../../../domain/documents/numbering.js';
import { renderDocx } from '../../../domain/documents/render-docx.js';
import { heading, paragraph, type OfficialDocument } from '../../../domain/documents/model.js';
import { SAMPLE } from './sample.js';
import { paragraphsOf, partsOf } from './unpacked.js';

const bare: OfficialDocument = {
  ...SAMPLE,
  letterhead: null,
  number: null,
  recipients: null,
  body: [paragraph('正文。')],
  annexes: [],
  signature: null,
  copies: [],
  issued: null,
};
const bodyOf = async (document: OfficialDocument): Promise<string> =>
  partsOf(await renderDocx(document)).get('word/document.xml')!;
/** The paragraph with a text, as XML. */
const paragraphWith = (xml: string, text: string): string =>
  xml.match(/<w:p>(?:(?!<w:p>).)*?<\/w:p>/gs)!.find((each) => each.replace(/<[^>]*>/g, '').includes(text))!;

let parts: ReadonlyMap<string, string>;
let xml: string;
beforeAll(async () => {
  parts = partsOf(await renderDocx(SAMPLE));
  xml = parts.get('word/document.xml')!;
});

it('a DOCX has every part of the document in order, numbered by position', () => {
  const lines = paragraphsOf(xml).filter((text) => text !== '');

  expect(lines.slice(0, 13).map((text) => text.slice(0, 15))).toEqual([
    '黔东南州人民政府办公室文件',
    '黔东南府办函〔2015〕32号',
    '关于在线办事事项检查情况的通报',
    '各县（市）人民政府，州政府各部',
    '根据《黔东南州在线办事事项检查',
    '一、总体情况',
    '本次检查共涉及45个部门、15',
    '（一）部门情况',
    '州直部门检查情况如下。',
    '1.办事指南',
    '（1）要素缺失',
    '缺少“联系电话”的事项最多。',
    '州直部门检查情况表',
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      '（二）县市情况',
      '二、下一步要求',
      '1.各单位于7月15日前完成整改。',
      '附件：1.缺项清单',
      '2.检查明细表',
      '2015年8月7日',
      '附件1',
      '附件2',
      '抄送：州委办公室，州人大常委会办公室，州政协办公室。',
      '黔东南州人民政府办公室\t2015年8月7日印发',
    ]),
  );
});

it('a DOCX is A4 with the margins of the standard, wide annexes in landscape', () => {
  const sections = [...xml.matchAll(/<w:sectPr>.*?<\/w:sectPr>/gs)].map(([section]) => section);

  expect(sections).toHaveLength(4); // body, two annexes, imprint
  for (const standing of sections.slice(0, 2)) {
    expect(standing).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    // 37, 26, 35 and 28 mm in twentieths of a point
    expect(standing).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  }
  expect(sections[2]).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  expect(sections[2]).toMatch(/<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984"/);
});

it('the DOCX body is 三号仿宋 with a pitch of 28.95 pt and an indent of two characters', () => {
  const body = paragraphWith(xml, '根据《黔东南州');

  expect(body).toContain('<w:spacing w:after="0" w:before="0" w:line="579" w:lineRule="exact"/>');
  expect(body).toMatch(/w:firstLineChars="200"/);
  expect(body).toContain('w:eastAsia="仿宋_GB2312"');
  expect(body).toContain('<w:sz w:val="32"/>');
});

it.each([
  ['一、总体情况', '黑体', 32],
  ['（一）部门情况', '楷体_GB2312', 32],
  ['1.办事指南', '仿宋_GB2312', 32],
  ['关于在线办事事项检查情况的通报', '方正小标宋简体', 44],
  ['抄送：', '仿宋_GB2312', 28],
])('the DOCX sets %s in %s of %i half points', (text, font, halfPoints) => {
  const line = paragraphWith(xml, text);

  expect(line).toContain(`w:eastAsia="${font}"`);
  expect(line).toContain(`<w:sz w:val="${halfPoints}"/>`);
});

it('a DOCX with a letterhead has a red head on one line and a red rule', async () => {
  expect(paragraphWith(xml, '黔东南州人民政府办公室文件')).toContain('<w:color w:val="E60000"/>');
  expect(xml).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="E60000"/);
  const halfPoints = /<w:sz w:val="(\d+)"\/>/.exec(paragraphWith(xml, '黔东南州人民政府办公室文件'))![1];
  expect((Number(halfPoints) / 2) * 13).toBeLessThanOrEqual(156 * (72 / 25.4));

  expect(await bodyOf(bare)).not.toContain('E60000');
});

it('page numbers — 1 — are on the right of odd DOCX pages and the left of even ones', () => {
  const footers = [...parts]
    .filter(([name]) => /^word\/footer\d+\.xml$/.test(name))
    .map(([, content]) => content)
    .filter((content) => content.includes('PAGE')); // the imprint's page has none

  expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  expect(footers).toHaveLength(6); // three sections
  for (const footer of footers) {
    expect(footer).toMatch(/<w:t[^>]*>— <\/w:t>.*PAGE.*<w:t[^>]*> —<\/w:t>/s);
    expect(footer).toContain('w:eastAsia="宋体"');
    expect(footer).toContain('<w:sz w:val="28"/>');
  }
  expect(footers.filter((footer) => footer.includes('<w:jc w:val="right"/>'))).toHaveLength(3);
  expect(footers.filter((footer) => footer.includes('<w:jc w:val="left"/>'))).toHaveLength(3);
});

it('a DOCX table repeats its head on every page and breaks no short row', () => {
  const table = /<w:tbl>.*?<\/w:tbl>/s.exec(xml)![0];
  const rows = table.match(/<w:tr>.*?<\/w:tr>/gs)!;

  expect(rows).toHaveLength(31);
  expect(rows[0]).toContain('<w:tblHeader/>');
  expect(rows[1]).not.toContain('<w:tblHeader/>');
  for (const row of rows) expect(row).toContain('<w:cantSplit/>');
});

it('发文机关标志 is 35 mm below the type area of the DOCX, two lines above the number', () => {
  const letterhead = paragraphWith(xml, '黔东南州人民政府办公室文件');
  const size = Number(/<w:sz w:val="(\d+)"\/>/.exec(letterhead)![1]) / 2;

  expect(letterhead).toContain(`w:before="1984" w:line="${size * 20}" w:lineRule="exact"`);
  expect(paragraphsOf(xml).slice(0, 4)).toEqual([
    ...['黔东南州人民政府办公室文件', '', '', '黔东南府办函〔2015〕32号'],
  ]);
});

it('版记 is at the foot of an even last page of the DOCX', () => {
  expect(xml.indexOf('抄送')).toBeGreaterThan(xml.lastIndexOf('w:orient="landscape"'));
  expect(xml.match(/<w:sectPr>.*?<\/w:sectPr>/gs)!.at(-1)).toMatch(
    /<w:type w:val="evenPage"\/><w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>.*<w:vAlign w:val="bottom"\/>/s,
  );
});

it('签发人 is beside the number and the contact below the date in the DOCX', async () => {
  const document = { ...SAMPLE, approver: '张三', contact: { person: '李四', telephone: '0855-8270000' } };

  const lines = paragraphsOf(await bodyOf(document));

  expect(lines).toContain('　黔东南府办函〔2015〕32号\t签发人：张三');
  expect(lines[lines.indexOf('2015年8月7日') + 1]).toBe('（联系人：李四，电话：0855-8270000）');
});

it('the DOCX keeps user text as text without characters that XML cannot hold', async () => {
  const hostile = await bodyOf({ ...bare, body: [paragraph('<w:p>&"\u0000\u0008甲\ud800乙</w:p>')] });

  expect(hostile).toContain('&lt;w:p&gt;&amp;&quot;甲乙&lt;/w:p&gt;');
});

it('each heading level is numbered from one under its parent', () => {
  const levels = [1, 2, 2, 3, 4, 4, 1, 2, 3] as const;

  const labels = numberBlocks(levels.map((level) => heading(level, ''))).map(({ label }) => label);

  expect(labels).toEqual(['一、', '（一）', '（二）', '1.', '（1）', '（2）', '二、', '（一）', '1.']);
});
