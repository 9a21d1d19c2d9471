import { heading, paragraph, table, type OfficialDocument } from '../../domain/documents/model.js';
import { renderPdf } from '../../domain/documents/render-pdf.js';
import { titleLines } from '../../domain/documents/title-lines.js';
import { SAMPLE } from '../domain/documents/sample.js';
import { pagesOf, rulesOf, type PdfPage } from '../domain/documents/unpacked.js';

const MM = 72 / 25.4;
/** Above and below the baseline, in font sizes: the square of a Chinese character. */
const [ABOVE, BELOW] = [0.88, 0.12];

type Piece = PdfPage['pieces'][number];
const pieceWith = (page: PdfPage, text: string): Piece =>
  page.pieces.find((each) => each.text.includes(text))!;
/** Millimetres from the paper's upper edge. */
const topOf = ({ y, size }: Piece): number => 297 - (y + ABOVE * size) / MM;
const footOf = ({ y, size }: Piece): number => 297 - (y - BELOW * size) / MM;

/** Ends on its first page. */
const short: OfficialDocument = { ...SAMPLE, body: [paragraph('正文。')], annexes: [] };
const lying: OfficialDocument['annexes'][number] = {
  title: '明细表',
  orientation: 'landscape',
  body: [table(null, [{ title: '甲', width: 1 }], [['乙']])],
};
const paragraphs = (count: number) => Array.from({ length: count }, () => paragraph('正文。'));
const pagesWith = async (more: Partial<OfficialDocument>): Promise<readonly PdfPage[]> =>
  pagesOf(await renderPdf({ ...short, ...more }));
/** Where each line begins, from the upper one down. */
const linesOf = (pieces: readonly Piece[]): number[] => {
  const starts = new Map<number, number>();
  for (const { x, y } of pieces)
    starts.set(Math.round(y), Math.min(starts.get(Math.round(y)) ?? Infinity, x));
  return [...starts].sort(([a], [b]) => b - a).map(([, x]) => x);
};
/** Paragraphs that fill two pages, together with the signature. */
const FULL = 25;
const whereImprintIs = (pages: readonly PdfPage[]): number =>
  1 + pages.findIndex(({ text }) => text.includes('抄送'));

describe('the head', () => {
  let page: PdfPage;
  let red: number;
  beforeAll(async () => {
    const pdf = await renderPdf(SAMPLE);
    page = (await pagesOf(pdf))[0]!;
    red = (await rulesOf(pdf, 1))[0]!;
  });

  it('发文机关标志 is 35 mm below the type area and 72 mm below the edge of the paper', () => {
    expect(topOf(pieceWith(page, '黔东南州人民政府办公室文件'))).toBeCloseTo(72, 1);
  });

  it('发文字号 is two lines below 发文机关标志', () => {
    const between = topOf(pieceWith(page, '〔2015〕')) - footOf(pieceWith(page, '办公室文件'));

    expect(between * MM).toBeGreaterThan(2 * 28.95);
    expect(between * MM).toBeLessThan(2.5 * 28.95);
  });

  it('the red rule is 4 mm below 发文字号, and the title two lines below the rule', () => {
    expect(297 - red / MM - footOf(pieceWith(page, '〔2015〕'))).toBeCloseTo(4, 1);
    const toTitle = topOf(pieceWith(page, '关于在线办事')) * MM - (297 * MM - red);
    expect(toTitle).toBeGreaterThan(2 * 28.95);
    expect(toTitle).toBeLessThan(2.5 * 28.95);
  });

  it('the place of a missing 发文字号 stays empty', async () => {
    const pdf = await renderPdf({ ...SAMPLE, number: null });

    expect((await rulesOf(pdf, 1))[0]).toBeCloseTo(red, 3);
    expect((await pagesOf(pdf))[0]!.text).toMatch(/^黔东南州人民政府办公室文件关于在线/);
  });

  it('签发人 and 发文字号 share a line, each a character from its edge', async () => {
    const [own] = await pagesWith({ approver: '张三' });

    const [number, approver] = [pieceWith(own!, '〔2015〕'), pieceWith(own!, '签发人：')];
    expect(number.y).toBeCloseTo(approver.y, 3);
    expect(number.x / MM).toBeCloseTo(28 + 156 / 28, 1);
    expect(approver.x / MM).toBeCloseTo(210 - 26 - (156 / 28) * 7, 0);
  });
});

describe('版记', () => {
  it('版记 is at the foot of the next page when the text ends on an odd one', async () => {
    const pdf = await renderPdf(short);
    const pages = await pagesOf(pdf);

    expect([pages.length, whereImprintIs(pages)]).toEqual([2, 2]);
    expect(297 - Math.min(...(await rulesOf(pdf, 2))) / MM).toBeCloseTo(297 - 35, 0);
    expect(pages[1]!.text).toContain('—2—');
  });

  it('版记 is at the foot of an even last page with room for it', async () => {
    const pages = await pagesWith({ body: paragraphs(20) });

    expect([pages.length, whereImprintIs(pages)]).toEqual([2, 2]);
    expect(pages[1]!.text).toContain('正文');
    expect(footOf(pieceWith(pages[1]!, '印发'))).toBeGreaterThan(250);
  });

  it('版记 skips an even page without room; the two added pages have no number', async () => {
    const pages = await pagesWith({ body: paragraphs(FULL) });

    expect([pages.length, whereImprintIs(pages)]).toEqual([4, 4]);
    expect(pages[1]!.text).toContain('—2—');
    expect(pages[2]!.text).toBe('');
    expect(pages[3]!.text).not.toContain('—4—');
  });

  it.each([
    ['odd', 2, 4],
    ['even', 1, 4],
  ])('版记 is never on a landscape page, %s ones included', async (_, annexes, expected) => {
    const pages = await pagesWith({ annexes: Array.from({ length: annexes }, () => lying) });

    expect(whereImprintIs(pages)).toBe(expected);
    expect(pages[expected - 1]!.width).toBeLessThan(pages[expected - 1]!.height);
  });

  it('a long 抄送 continues below its first unit', async () => {
    const [, page] = await pagesWith({
      copies: Array.from({ length: 16 }, (_, i) => `第${i + 1}县人民政府`),
    });

    const [first, ...others] = linesOf(page!.pieces.filter(({ text }) => /[抄县]/.test(text)));
    expect(first! / MM).toBeCloseTo(28 + 14 / MM, 1);
    expect(others.length).toBeGreaterThan(1);
    for (const x of others) expect(x / MM).toBeCloseTo(28 + (4 * 14) / MM, 1);
  });
});

it('the page number is 7 mm below the text', async () => {
  const [page] = await pagesWith({});

  const dash = pieceWith(page!, '—');
  expect(297 - dash.y / MM - (297 - 35)).toBeGreaterThan(7);
  expect(297 - dash.y / MM - (297 - 35)).toBeLessThan(12);
});

it('a title is broken between words into lines of much the same length', async () => {
  const title = '关于政务服务中心网站在线办事事项检查情况和整改方案的报告';

  expect(titleLines(title, 20)).toEqual(['关于政务服务中心网站在线办事', '事项检查情况和整改方案的报告']);
  expect(titleLines('关于检查情况的通报', 20)).toEqual(['关于检查情况的通报']);
  expect(titleLines('关于政务服务中心网站在线办事事项检查情况的通报', 20).join('|')).toContain('在线');
  const [page] = await pagesWith({ letterhead: null, title });
  expect(topOf(pieceWith(page!, '关于政务服务'))).toBeLessThan(topOf(pieceWith(page!, '事项检查情况')));
});

it('a title keeps a number with its unit, and 征求意见稿 whole', () => {
  expect(titleLines('“义务教育招生政策（2027年）解读”在线访谈方案', 20).join('|')).toContain('2027年');
  expect(
    titleLines('关于《黔东南州中小学课后服务收费管理办法（试行）（征求意见稿）》公开征求意见的公告', 20).join(
      '|',
    ),
  ).toContain('（征求意见稿）》');
});

it.each([14, 15, 16, 17, 18, 19, 20, 21, 22])(
  'no heading is left behind by the line above the signature, after %i lines',
  async (count) => {
    const body = [...paragraphs(count), heading(1, '背景材料'), paragraph('工作方案。')];

    const pages = await pagesWith({ letterhead: null, copies: [], issued: null, body });

    const [head, end] = ['背景材料', '工作方案'].map((text) =>
      pages.findIndex((page) => page.text.includes(text)),
    );
    expect(head).toBe(end);
  },
);

it('further lines of an annex title are aligned with its beginning', async () => {
  const title = `${'关于各单位在线办事事项'.repeat(3)}的清单`;
  const [page] = await pagesWith({ annexes: [{ title, body: [heading(1, '甲')] }] });

  const below = pieceWith(page!, '正文。').y - 1;
  const [first, second] = linesOf(page!.pieces.filter(({ text, y }) => y < below && text.trim() !== ''));
  expect(first! / MM).toBeCloseTo(28 + (156 / 28) * 2, 1);
  expect(second! / MM).toBeCloseTo(28 + (156 / 28) * 5, 1);
});
