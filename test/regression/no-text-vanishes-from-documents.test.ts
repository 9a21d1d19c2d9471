import { adoptionNotice } from '../../domain/consultations/documents/adoption.js';
import { barChart, table, type Block, type OfficialDocument } from '../../domain/documents/model.js';
import { renderDocx } from '../../domain/documents/render-docx.js';
import { renderPdf } from '../../domain/documents/render-pdf.js';
import { pagesOf, paragraphsOf, partsOf, type PdfPage } from '../domain/documents/unpacked.js';

const plain: OfficialDocument = {
  ...{ letterhead: null, number: null, title: '情况', recipients: null, body: [], annexes: [] },
  ...{ signature: null, copies: [], issued: null },
};
/** Characters that occur in order and differ from one another: a missing stretch is detected. */
const written = (length: number): string =>
  Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 37) % 997))).join('');

const textOf = (pages: readonly PdfPage[]): string =>
  pages.map(({ text }) => text.replace(/—\d+—/g, '')).join('');
/** How often each character stands in a text. */
const countsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
};
/** Of a text given to a document, what stands in the document less often than it was given. */
const lostFrom = (given: string, pages: readonly PdfPage[]): string[] => {
  const found = countsOf(textOf(pages));
  return [...countsOf(given.replace(/\s/g, ''))]
    .filter(([character, count]) => (found.get(character) ?? 0) < count)
    .map(([character]) => character);
};
const within = ({ width, height, pieces }: PdfPage): boolean =>
  pieces.every(({ x, y }) => x >= 0 && x <= width && y > 0 && y < height);

const columns = (titles: readonly string[], widths: readonly number[]) =>
  titles.map((title, index) => ({ title, width: widths[index]!, align: 'left' as const }));

/** Every shape of table that documents have, with a long text in one of its cells. */
const shapes: Record<string, (text: string) => Block[]> = {
  'of opinions': (text) => [
    table(null, columns(['序号', '反馈人', '条款', '意见内容', '是否采纳', '理由'], [1, 2, 2, 8, 2, 7]), [
      ['1', '张**', '第一条', '短', '采纳', '短'],
      ['2', '李**', '第二条', text, '采纳', '短'],
      ['3', '王**', '第三条', '短', '采纳', text],
    ]),
  ],
  'of findings': (text) => [
    table(null, columns(['序号', '单位', '事项', '问题', '页面地址'], [2, 5, 8, 6, 9]), [
      ['1', '州教育局', text, '缺项', '无'],
    ]),
  ],
  'of figures': (text) => [
    table(
      '情况表',
      columns(['序号', '单位', '一', '二', '三', '四', '五', '六', '七'], [2, 6, 2, 2, 2, 3, 3, 3, 3]),
      [
        ['1', text, '1', '2', '3', '4', '5', '6', '7'],
        ['2', '州教育局', '1', '2', '3', '4', '5', '6', '7'],
      ],
    ),
  ],
  'of guests': (text) => [
    table(null, columns(['姓名', '职务', '简介'], [2, 4, 8]), [
      ['张三', '局长', text],
      ['李四', text, '短'],
    ]),
  ],
  'with a long heading': (text) => [table('表', columns(['项目', text], [6, 4]), [['甲', '1（100%）']])],
  'beside a chart': (text) => [
    barChart(
      '图',
      ['短', text],
      [
        { name: '甲', values: [1, 2] },
        { name: text.slice(0, 200) || '乙', values: [1, 2] },
      ],
    ),
  ],
};

describe.each(Object.entries(shapes))('a table %s', (_, shape) => {
  it.each([0, 60, 420, 5000])('a table holds a text of %i characters completely', async (length) => {
    const text = written(length);
    const document = {
      ...plain,
      annexes: [{ title: '表', body: shape(text), orientation: 'landscape' as const }],
    };

    const [standing, lying] = [
      await pagesOf(await renderPdf({ ...plain, body: shape(text) })),
      await pagesOf(await renderPdf(document)),
    ];

    const given = JSON.stringify(shape(text)).replace(/[^\u4e00-\u9fff]/g, '');
    expect(lostFrom(given, standing)).toEqual([]);
    expect(lostFrom(given, lying)).toEqual([]);
    expect([...standing, ...lying].every(within)).toBe(true);
  });
});

it('a row longer than a page continues on the next one in Word; a short one stays whole', async () => {
  const body = shapes['of opinions']!(written(1200));

  const xml = partsOf(await renderDocx({ ...plain, body })).get('word/document.xml')!;

  const rows = xml.match(/<w:tr>.*?<\/w:tr>/gs)!;
  expect(rows.map((row) => row.includes('<w:cantSplit/>'))).toEqual([true, true, false, false]);
});

it('line breaks of user text are line breaks in Word', async () => {
  const body = [table(null, columns(['意见'], [1]), [['第一行\n第二行']])];

  const xml = partsOf(await renderDocx({ ...plain, body })).get('word/document.xml')!;

  expect(xml).toMatch(/第一行<\/w:t><w:cr\/><w:t[^>]*>第二行/);
});

it('an opinion of 5,000 characters is in the results with its number, name, verdict and reason', async () => {
  const opinion = written(5000);
  const document = adoptionNotice(
    { title: '办法', unit: '州交通运输局', publishedOn: '2026-11-25', closesOn: '2026-12-25' },
    [{ number: 7, name: '张**', clause: null, body: opinion, verdict: 'ADOPTED', reason: '已在第九条写明' }],
    { setAside: 0, publishedOn: '2027-01-15' },
  );

  const pages = await pagesOf(await renderPdf(document));
  const docx = paragraphsOf(partsOf(await renderDocx(document)).get('word/document.xml')!);

  expect(lostFrom(`${opinion}张**采纳已在第九条写明`, pages)).toEqual([]);
  expect(docx).toEqual(expect.arrayContaining(['7', '张**', opinion, '采纳', '已在第九条写明']));
});

it('a table that ends with a page is not followed by an empty page', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => [`${index + 1}`]);
  const pagesWith = async (count: number) => {
    const body = [table(null, columns(['序号'], [1]), rows(count))];
    return pagesOf(await renderPdf({ ...plain, annexes: [{ title: '表', body }] }));
  };

  for (let count = 20; count < 30; count += 1)
    for (const page of await pagesWith(count)) expect(page.text).not.toMatch(/^(—\d+—)?$/);
});
