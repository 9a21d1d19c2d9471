import { heading, paragraph, table } from '../../../domain/documents/model.js';
import { renderPdf } from '../../../domain/documents/render-pdf.js';
import { SAMPLE } from './sample.js';
import { pagesOf, type PdfPage } from './unpacked.js';

const MM = 72 / 25.4;
let pdf: Buffer;
let pages: readonly PdfPage[];
beforeAll(async () => {
  pdf = await renderPdf(SAMPLE);
  pages = await pagesOf(pdf);
});
const piece = (page: PdfPage, text: string) => page.pieces.find((each) => each.text.includes(text))!;

it('a PDF has every part of the document as searchable text', () => {
  const text = pages.map((page) => page.text.replace(/—\d+—$/, '')).join('');

  for (const part of [
    '黔东南州人民政府办公室文件黔东南府办函〔2015〕32号关于在线办事事项检查情况的通报',
    '一、总体情况本次检查共涉及45个部门、1500个事项，其中已公开1420项，缺项80项，缺项率5.3%。（一）部门情况',
    '1.办事指南（1）要素缺失缺少“联系电话”的事项最多。',
    '附件：1.缺项清单2.检查明细表',
    '黔东南州人民政府办公室2015年8月7日',
    '抄送：州委办公室，州人大常委会办公室，州政协办公室。',
  ]) {
    expect(text).toContain(part);
  }
});

it('a PDF is A4 with each annex on its own page, wide ones in landscape', () => {
  const sizes = pages.map(({ width, height }) => `${Math.round(width / MM)}x${Math.round(height / MM)}`);

  expect(sizes).toEqual([
    ...['210x297', '210x297', '210x297', '210x297', '297x210'],
    '210x297', // 版记
  ]);
  expect(pages[3]!.text).toMatch(/^附件1缺项清单/);
  expect(pages[4]!.text).toMatch(/^附件2检查明细表/);
});

it('page numbers — 1 — are on the right of odd PDF pages and the left of even ones', () => {
  for (const [index, page] of pages.entries()) {
    expect(page.text).toContain(`—${index + 1}—`);
    const dash = page.pieces.find(({ text }) => text.startsWith('—'))!;
    expect(dash.x > page.width / 2).toBe(index % 2 === 0);
  }
});

it('the PDF text stays 28 mm from the left and 37 mm from the top', () => {
  for (const page of pages.slice(0, 4)) {
    const text = page.pieces.filter(({ text, y }) => text.trim() !== '' && y > 35 * MM);
    expect(Math.min(...text.map(({ x }) => x))).toBeGreaterThanOrEqual(28 * MM - 0.5);
    expect(Math.max(...text.map(({ y, size }) => y + size * 0.8))).toBeLessThanOrEqual((297 - 37) * MM + 0.5);
  }
});

it('the PDF body is 16 pt with a pitch of 28.95 pt', () => {
  const page = pages.find(({ text }) => text.includes('州直部门检查情况如下'))!;
  const [first, second] = [piece(page, '部门情况'), piece(page, '州直部门检查')];

  expect(first.y - second.y).toBeCloseTo(28.95, 1);
  expect(second.size).toBeCloseTo(16, 5);
});

it('a PDF table repeats head and caption on every page', () => {
  const withTable = pages.filter(({ text }) => text.includes('5.3%') && text.includes('州第'));

  expect(withTable.length).toBeGreaterThan(1);
  for (const { text } of withTable) expect(text).toContain('州直部门检查情况表序号单位应有缺项率');
});

it('a PDF embeds only the characters that it uses', () => {
  expect(pdf.length).toBeLessThan(100_000); // one of the two fonts alone has 15 MB
  expect(pdf.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+NotoSerifSC/);
});

it('no PDF line begins with a closing mark', async () => {
  const text = '甲，'.repeat(13) + '甲甲，' + '乙。'.repeat(40);
  const [page] = await pagesOf(await renderPdf({ ...SAMPLE, letterhead: null, body: [paragraph(text)] }));

  const firstOfLine = new Map<number, { x: number; text: string }>();
  for (const { text, x, y } of page!.pieces.filter(({ text }) => text.trim() !== '')) {
    const line = Math.round(y);
    if (x < (firstOfLine.get(line)?.x ?? Infinity)) firstOfLine.set(line, { x, text });
  }
  expect(firstOfLine.size).toBeGreaterThan(5);
  for (const { text } of firstOfLine.values()) expect(text).not.toMatch(/^[，。、）”》]/);
});

it('a PDF heading stays on the page of its table', async () => {
  const departments = SAMPLE.body.find((block) => block.type === 'table')!;
  const body = [
    ...Array.from({ length: 18 }, () => paragraph('正文。')),
    heading(1, '情况'),
    heading(2, '部门'),
    departments,
  ];

  const [first, second] = await pagesOf(await renderPdf({ ...SAMPLE, letterhead: null, number: null, body }));

  expect(first!.text).not.toContain('一、情况');
  expect(second!.text).toMatch(/^一、情况（一）部门州直部门检查情况表序号/);
});

it('an address longer than its PDF cell is broken', async () => {
  const url = `http://www.example.gov.cn/${'a'.repeat(200)}`;
  const body = [
    table(
      null,
      [
        { title: '地址', width: 1 },
        { title: '备注', width: 1 },
      ],
      [[url, '无']],
    ),
  ];

  const [page] = await pagesOf(await renderPdf({ ...SAMPLE, letterhead: null, annexes: [], body }));

  expect(page!.text).toContain(url);
  const half = (28 + 78) * MM;
  for (const { text, x } of page!.pieces.filter(({ text }) => /a{5}/.test(text))) {
    expect(x + text.length * 4).toBeLessThan(half);
  }
});

it('two PDFs that are rendered concurrently do not mix', async () => {
  const document = (text: string) => ({ ...SAMPLE, annexes: [], body: [paragraph(text)] });

  const [first, second] = await Promise.all([renderPdf(document('甲甲甲')), renderPdf(document('乙乙乙'))]);

  const texts = [(await pagesOf(first))[0]!.text, (await pagesOf(second))[0]!.text];
  expect(texts[0]).toContain('甲甲甲');
  expect(texts[0]).not.toContain('乙乙乙');
  expect(texts[1]).toContain('乙乙乙');
});
