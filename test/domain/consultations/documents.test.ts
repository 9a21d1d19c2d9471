import { adoptionNotice, adoptionTable } from '../../../domain/consultations/documents/adoption.js';
import type { ConsultationFacts, FeedbackRow } from '../../../domain/consultations/documents/facts.js';
import { consultationNotice, type NoticeContent } from '../../../domain/consultations/documents/notice.js';
import type { OfficialDocument, Table } from '../../../domain/documents/model.js';
import { renderDocx } from '../../../domain/documents/render-docx.js';
import { renderPdf } from '../../../domain/documents/render-pdf.js';
import { pagesOf, paragraphsOf, partsOf } from '../documents/unpacked.js';

const facts: ConsultationFacts = {
  title: '黔东南州城市公共交通管理办法',
  unit: '州交通运输局',
  publishedOn: '2026-11-25',
  closesOn: '2026-12-25',
};
const content: NoticeContent = {
  explanation: '现行办法已施行十年。\n与实际不符。',
  howToAnswer: '通过网站提出意见。',
  contacts: [{ title: '电话', value: '0855-0000000' }],
  shortReason: null,
  clauses: [
    { number: 1, label: '第一条', heading: '第一章 总则', text: '为了规范公共交通,制定本办法。\n(一)甲' },
    { number: 2, label: '第二条', heading: null, text: '票价为一元。' },
  ],
  hearing: null,
};
const row = (
  number: number,
  verdict: FeedbackRow['verdict'],
  more: Partial<FeedbackRow> = {},
): FeedbackRow => ({
  number,
  name: '张**',
  clause: '第二条',
  body: '<b>票价</b>太高',
  verdict,
  reason: '已修改',
  ...more,
});
const rows = [row(1, 'ADOPTED'), row(2, 'NOT_ADOPTED'), row(3, 'ADOPTED', { clause: null, name: '匿名' })];
const counts = { setAside: 2, publishedOn: '2027-01-15' };
const textsOf = ({ body }: OfficialDocument): string[] =>
  body.flatMap((block) => ('text' in block ? [block.text] : block.type === 'list' ? block.items : []));

it('a notice states method and period, with draft and explanation as annexes', () => {
  const document = consultationNotice(facts, content);

  expect(document.title).toBe('关于《黔东南州城市公共交通管理办法（征求意见稿）》公开征求意见的公告');
  expect(textsOf(document)).toEqual(
    expect.arrayContaining(['自2026年11月25日起至2026年12月25日止。', '电话：0855-0000000']),
  );
  expect(document.annexes.map(({ body }) => textsOf({ ...document, body: [...body] }))).toEqual([
    ['第一章 总则', '第一条　为了规范公共交通,制定本办法。', '(一)甲', '第二条　票价为一元。'],
    ['现行办法已施行十年。', '与实际不符。'],
  ]);
});

it.each([
  '黔东南州养犬管理办法（征求意见稿）',
  '黔东南州养犬管理办法（草案征求意见稿）',
  '黔东南州养犬管理办法(征求意见稿)',
])('a title that says so itself is not called 征求意见稿 twice: %s', (title) => {
  const notice = consultationNotice({ ...facts, title }, content);
  const adoption = adoptionNotice({ ...facts, title }, rows, counts);

  for (const document of [notice, adoption])
    expect(JSON.stringify(document).match(/征求意见稿[）)]?[（(]征求意见稿/)).toBeNull();
  expect(notice.title).toMatch(/^关于《[^》]*征求意见稿）》公开征求意见的公告$/);
});

it('a notice states the reason for a short period and the hearing', () => {
  const hearing = {
    on: '2026-12-15',
    time: '09:30',
    place: '会议室',
    participants: '乘客代表',
    notice: '就票价听证。',
  };
  const texts = textsOf(consultationNotice(facts, { ...content, shortReason: '汛期将至', hearing }));

  expect(texts).toContain('缩短期限的理由：汛期将至。');
  expect(texts).toContain('听证会定于2026年12月15日09:30在会议室举行。');
});

it('the adoption document counts verdicts and lists each opinion with its reason', () => {
  const document = adoptionNotice(facts, rows, counts);
  const [table] = document.annexes[0]!.body as [Table];

  expect(textsOf(document).at(-1)).toBe(
    '共收到意见5条，采纳2条，不采纳1条。其中2条因重复或与征求意见事项无关等原因不予公开。',
  );
  expect(table.columns.map(({ title }) => title)).toEqual([
    ...['序号', '反馈人', '条款', '意见内容', '是否采纳', '理由'],
  ]);
  expect(table.rows[2]).toEqual(['3', '匿名', '总体', '<b>票价</b>太高', '采纳', '已修改']);
  expect(adoptionTable(facts, rows, counts).rows[0]).toEqual([
    ...[1, '张**', '第二条', '<b>票价</b>太高', '采纳', '已修改'],
  ]);
});

it('the adoption document has no table without opinions', () => {
  const document = adoptionNotice(facts, [], { ...counts, setAside: 0 });

  expect(document.annexes).toEqual([]);
  expect(textsOf(document).at(-1)).toBe('共收到意见0条，没有需要答复的意见。');
});

it('markup in an opinion is plain text in DOCX and PDF', async () => {
  const document = adoptionNotice(facts, rows, counts);
  const [docx, pdf] = [await renderDocx(document), await renderPdf(document)];

  expect(paragraphsOf(partsOf(docx).get('word/document.xml')!).join('\n')).toContain('意见采纳情况的公告');
  expect((await pagesOf(pdf)).map(({ text }) => text).join('')).toContain('<b>票价</b>太高');
});
