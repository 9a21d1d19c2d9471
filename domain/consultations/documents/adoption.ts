import type { ItemTable } from '../../documents/item-table.js';
import { heading, paragraph, table, type OfficialDocument } from '../../documents/model.js';
import { during, fullWidthBrackets } from '../../documents/wording.js';
import { draftName, VERDICTS, type ConsultationFacts, type FeedbackRow, type Verdict } from './facts.js';

export interface AdoptionCounts {
  /** Opinions held by moderation: repeated, abusive, irrelevant. */
  readonly setAside: number;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
}

const COLUMNS = ['序号', '反馈人', '条款', '意见内容', '是否采纳', '理由'] as const;
const WHOLE = '总体';

/** 采纳情况公告 (step Q5): counts, and each opinion with its verdict and its reason. */
export function adoptionNotice(
  { title, unit, publishedOn, closesOn }: ConsultationFacts,
  rows: readonly FeedbackRow[],
  counts: AdoptionCounts,
): OfficialDocument {
  const widths = [1, 2, 2, 8, 2, 7];
  const draft = draftName(title);
  const body = [
    paragraph(
      `${unit}${during(publishedOn, closesOn)}就${draft}向社会公开征求意见。现将意见采纳情况公告如下。`,
    ),
    heading(1, '总体情况'),
    paragraph(
      `共收到意见${rows.length + counts.setAside}条，${summary(rows)}${counts.setAside > 0 ? `其中${counts.setAside}条因重复或与征求意见事项无关等原因不予公开。` : ''}`,
    ),
  ];
  const columns = COLUMNS.map((name, index) => ({
    title: name,
    width: widths[index]!,
    ...([3, 5].includes(index) && { align: 'left' as const }),
  }));
  const annexes =
    rows.length === 0
      ? []
      : [
          {
            title: '意见采纳情况表',
            body: [table(null, columns, rows.map(cellsOf))],
            orientation: 'landscape' as const,
          },
        ];
  return {
    letterhead: null,
    number: null,
    title: `关于${draft}意见采纳情况的公告`,
    recipients: null,
    body,
    annexes,
    signature: { name: unit, date: counts.publishedOn },
    copies: [],
    issued: null,
  };
}

/** The same table as a spreadsheet. */
export function adoptionTable(
  { title, unit }: ConsultationFacts,
  rows: readonly FeedbackRow[],
  { publishedOn }: AdoptionCounts,
): ItemTable {
  const widths = [6, 10, 12, 60, 12, 50];
  return {
    title: `${fullWidthBrackets(title)}意见采纳情况表`,
    madeBy: unit,
    madeOn: publishedOn,
    columns: COLUMNS.map((name, index) => ({
      title: name,
      width: widths[index]!,
      ...([3, 5].includes(index) && { align: 'left' as const }),
    })),
    rows: rows.map((row) => [row.number, ...cellsOf(row).slice(1)]),
  };
}

function summary(rows: readonly FeedbackRow[]): string {
  if (rows.length === 0) return '没有需要答复的意见。';
  const counted = (Object.keys(VERDICTS) as Verdict[]).flatMap((verdict) => {
    const count = rows.filter((row) => row.verdict === verdict).length;
    return count === 0 ? [] : [`${VERDICTS[verdict]}${count}条`];
  });
  return `${counted.join('，')}。`;
}

const cellsOf = ({ number, name, clause, body, verdict, reason }: FeedbackRow): string[] => [
  String(number),
  name,
  clause ?? WHOLE,
  body,
  VERDICTS[verdict],
  reason,
];
