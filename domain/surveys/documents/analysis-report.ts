import { percent, type OptionFigure, type QuestionFigures } from '../figures/figures.js';
import {
  barChart,
  heading,
  list,
  paragraph,
  table,
  type Block,
  type OfficialDocument,
} from '../../documents/model.js';
import { during, fullWidthBrackets, sentence } from '../../documents/wording.js';
import type { SurveyFacts, SurveyResults } from './facts.js';

/** 调查分析报告 (step S5): how the survey was held, a chart and a table for each question, conclusions. */
export function analysisReport(
  facts: SurveyFacts,
  results: SurveyResults,
  words: { readonly findings: string; readonly suggestions: readonly string[] },
  signedOn: string,
): OfficialDocument {
  const { purpose, unit, office, openedOn, closedOn, answers, setAside } = facts;
  const title = fullWidthBrackets(facts.title);
  return {
    letterhead: unit,
    number: null,
    title: `${title}分析报告`,
    recipients: office,
    body: [
      heading(1, '调查基本情况'),
      paragraph(`${unit}${during(openedOn, closedOn)}开展了“${title}”。`),
      paragraph(`调查目的：${sentence(fullWidthBrackets(purpose).replace(/\s*\n\s*/g, ''))}`),
      paragraph(
        `调查期间共收到有效答卷${answers}份${setAside === 0 ? '' : `，另有${setAside}份疑似无效答卷未计入统计`}。`,
      ),
      heading(1, '调查结果'),
      ...results.figures.flatMap((figures) => questionBlocks(figures, results.quotes)),
      heading(1, '分析结论'),
      ...linesOf(words.findings),
      heading(1, '意见建议'),
      list(words.suggestions.map(fullWidthBrackets)),
    ],
    annexes: [],
    signature: { name: unit, date: signedOn },
    copies: [],
    issued: null,
  };
}

function questionBlocks(figures: QuestionFigures, quotes: SurveyResults['quotes']): Block[] {
  const { kind, name, answered, average } = figures;
  const title = fullWidthBrackets(figures.title);
  const head = heading(2, title);
  if (answered === 0) return [head, paragraph('本题无人作答。')];
  switch (kind) {
    case 'single':
    case 'multiple':
    case 'scale': {
      const mean = average === null ? '' : `，平均${average.toFixed(2)}分`;
      const several = kind === 'multiple' ? '（可多选）' : '';
      return [
        head,
        paragraph(`${answered}人作答${several}${mean}。`),
        ...optionBlocks({ ...figures, title }),
      ];
    }
    case 'matrix':
      return [head, paragraph(`${answered}人作答。`), ...matrixBlocks({ ...figures, title })];
    case 'text': {
      const own = quotes.filter(({ question }) => question === name).map(({ text }) => text);
      const text = `${answered}人作答${own.length === 0 ? '' : '，摘录如下'}。`;
      return [head, paragraph(text), ...(own.length === 0 ? [] : [list(own)])];
    }
  }
}

function optionBlocks({ title, kind, answered, options }: QuestionFigures): Block[] {
  const values = options.map(({ count }) => count);
  return [
    barChart(
      title,
      options.map(({ text }) => (kind === 'scale' ? `${text}分` : text)),
      [{ name: '人数', values }],
    ),
    table(
      null,
      [
        { title: kind === 'scale' ? '分值' : '选项', width: 8, align: 'left' },
        { title: '人数', width: 2 },
        { title: '比例', width: 2 },
      ],
      options.map(({ text, count }) => [text, `${count}`, percent(count, answered)]),
    ),
  ];
}

/** More columns are too narrow for their figures, and a chart runs out of distinct colours. */
const MOST_COLUMNS = 7;

function matrixBlocks({ title, rows }: QuestionFigures): Block[] {
  const columns = rows[0]!.options;
  if (columns.length > MOST_COLUMNS) return [longTable(rows)];
  return [
    barChart(
      title,
      rows.map(({ text }) => text),
      columns.map(({ text }, index) => ({
        name: text,
        values: rows.map(({ options }) => options[index]!.count),
      })),
    ),
    wideTable(rows),
  ];
}

type MatrixRows = QuestionFigures['rows'];

/** One row an item, one column an option. */
const wideTable = (rows: MatrixRows): Block =>
  table(
    null,
    [
      { title: '项目', width: 6, align: 'left' },
      ...rows[0]!.options.map(({ text }) => ({ title: text, width: 4 })),
    ],
    rows.map((row) => [row.text, ...sharesOf(row.options)]),
  );

/** One row an option of an item. */
const longTable = (rows: MatrixRows): Block =>
  table(
    null,
    [
      { title: '项目', width: 6, align: 'left' },
      { title: '选项', width: 6, align: 'left' },
      { title: '人数（比例）', width: 4 },
    ],
    rows.flatMap(({ text, options }) => {
      const shares = sharesOf(options);
      return options.map((option, index) => [text, option.text, shares[index]!]);
    }),
  );

function sharesOf(options: readonly OptionFigure[]): string[] {
  const whole = options.reduce((total, { count }) => total + count, 0);
  return options.map(({ count }) => `${count}（${percent(count, whole)}）`);
}

const linesOf = (text: string): Block[] =>
  text
    .split('\n')
    .map((part) => fullWidthBrackets(part.trim()))
    .filter(Boolean)
    .map(paragraph);
