import { LEVEL_TITLES } from '../../../domain/cases/cards/card-titles.js';
import { cellInstant, cellLimit, type ListLayout } from '../cases/exports/list-file.js';
import type { LetterListItem } from './letters.controller.js';

export const CLASS_TITLES: Readonly<Record<string, string>> = {
  CONSULT: '咨询',
  SUGGEST: '建议',
  HELP: '求助',
  COMPLAINT: '投诉',
  COMPLEX: '复杂',
  URGENT: '紧急',
  REPORT: '举报',
  THANKS: '表扬',
};
const RATINGS: Readonly<Record<string, string>> = {
  SATISFIED: '满意',
  BASICALLY_SATISFIED: '基本满意',
  DISSATISFIED: '不满意',
  UNRATED: '未评价',
};

/** Letters as a spreadsheet. Readers of no text get no title, as in the list. */
export const LETTER_LAYOUT: ListLayout<LetterListItem> = {
  title: '信件清单',
  columns: [
    { title: '编号', width: 16, of: ({ letterNo }) => letterNo },
    { title: '标题', width: 40, of: ({ title }) => title },
    { title: '类别', width: 8, of: (row) => CLASS_TITLES[row.class ?? row.kind] ?? row.class },
    { title: '来信时间', width: 17, of: ({ receivedAt }) => cellInstant(receivedAt) },
    { title: '承办单位', width: 22, of: ({ lead }) => lead?.name ?? null },
    { title: '状态', width: 14, of: ({ process }) => process.stageTitle },
    { title: '当前环节', width: 16, of: ({ current }) => current?.title ?? null },
    { title: '当前单位', width: 22, of: ({ current }) => current?.unit.name ?? null },
    { title: '到期', width: 17, of: ({ dueAt }) => cellLimit(dueAt) },
    { title: '牌', width: 14, of: ({ cards }) => cards.map((level) => LEVEL_TITLES[level]).join('、') },
    {
      title: '按时答复',
      width: 10,
      of: ({ answeredOnTime }) => (answeredOnTime === null ? null : answeredOnTime ? '是' : '否'),
    },
    { title: '评价', width: 10, of: ({ rating }) => (rating === null ? null : (RATINGS[rating] ?? rating)) },
  ],
};
