import { adoptionResults } from '../../../domain/surveys/documents/adoption-results.js';
import { analysisReport } from '../../../domain/surveys/documents/analysis-report.js';
import type { SurveyFacts } from '../../../domain/surveys/documents/facts.js';
import type { OfficialDocument } from '../../../domain/documents/model.js';
import { renderDocx } from '../../../domain/documents/render-docx.js';
import { renderPdf } from '../../../domain/documents/render-pdf.js';
import { figuresOf } from '../../../domain/surveys/figures/figures.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { questionnaire } from './questionnaire.js';
import { pagesOf, partsOf } from '../documents/unpacked.js';

const facts: SurveyFacts = {
  title: '政务服务大厅满意度调查',
  purpose: '了解群众办事体验。',
  unit: '州教育局',
  office: '州政府信息办',
  openedOn: '2015-07-01',
  closedOn: '2015-07-15',
  answers: 40,
  setAside: 2,
};
const count = (question: string, value: string, n: number, row: string | null = null) => ({
  ...{ question, value, row },
  count: n,
});
const figures = figuresOf(questionsOf(questionnaire), {
  answered: new Map([
    ['visited', 40],
    ['services', 30],
    ['satisfaction', 40],
    ['windows', 40],
    ['advice', 7],
  ]),
  values: [
    ...[count('visited', 'yes', 30), count('visited', 'no', 10)],
    ...[count('services', 'permit', 25), count('services', 'card', 12)],
    ...[count('satisfaction', '3', 10), count('satisfaction', '4', 10), count('satisfaction', '5', 20)],
    ...[count('windows', 'good', 30, 'speed'), count('windows', 'fair', 10, 'speed')],
    ...[count('windows', 'good', 20, 'manner'), count('windows', 'bad', 20, 'manner')],
  ],
});
const report = analysisReport(
  facts,
  { figures, quotes: [{ question: 'advice', text: '<b>增设</b>周末窗口' }] },
  { findings: '多数受访者满意。\n等候时间偏长。', suggestions: ['增设周末窗口。'] },
  '2015-07-28',
);
const textOf = async (document: OfficialDocument): Promise<string> =>
  (await pagesOf(await renderPdf(document))).map(({ text }) => text).join('');

it('an analysis report has the figures of every question', async () => {
  const text = await textOf(report);

  for (const part of [
    '共收到有效答卷40份，另有2份疑似无效答卷未计入统计',
    '（一）近半年您是否到过政务服务大厅？40人作答。',
    '是3075.0%',
    '否1025.0%',
    '30人作答（可多选）',
    '税务00.0%',
    '平均4.25分',
    '速度30（75.0%）10（25.0%）0（0.0%）',
    '7人作答，摘录如下。1.<b>增设</b>周末窗口',
    '多数受访者满意。等候时间偏长。',
  ])
    expect(text).toContain(part);
});

it('a DOCX chart is native, with its data and a description', async () => {
  const parts = partsOf(await renderDocx(report));

  const charts = [...parts.keys()].filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name));
  expect(charts).toHaveLength(4); // every question but the one that asks for words
  const matrix = [...parts].find(([name, xml]) => charts.includes(name) && xml.includes('态度'))![1];
  expect(matrix).toContain('c:barDir val="bar"');
  expect([...matrix.matchAll(/<c:v>(\d+)<\/c:v>/g)].map(([, value]) => value)).toEqual(
    expect.arrayContaining(['30', '20', '10', '0']),
  );
  expect(parts.get('word/document.xml')).toMatch(/<wp:docPr [^>]*descr="[^"]*态度/);
});

it('a long PDF chart continues on the next page', async () => {
  const bars = Array.from({ length: 60 }, (_, index) => index);
  const long: OfficialDocument = {
    ...report,
    body: [
      {
        type: 'chart',
        caption: '人数',
        categories: bars.map((bar) => `选项${bar}`),
        series: [{ name: '人数', values: bars }],
      },
    ],
  };

  const pages = await pagesOf(await renderPdf(long));

  const shown = pages.flatMap(({ pieces }) => pieces.map(({ text }) => text));
  expect(bars.filter((bar) => !shown.includes(`选项${bar}`))).toEqual([]);
  expect(pages.length).toBeGreaterThan(2);
});

it('adoption results list each suggestion with verdict and reason', async () => {
  const text = await textOf(
    adoptionResults(
      facts,
      [
        { suggestion: '增设周末窗口。', verdict: 'ADOPTED', explanation: '自下月起开放。' },
        { suggestion: '取消取号。', verdict: 'NOT_ADOPTED', explanation: '老年人需要。' },
      ],
      '2015-08-05',
    ),
  );

  expect(text).toContain('归纳意见建议2条，其中采用1条、部分采用0条、未采用1条');
  expect(text).toContain('2取消取号。未采用老年人需要。');
});
