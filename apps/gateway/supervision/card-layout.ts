import { STATE_TITLES } from '../../../domain/cases/cards/card-titles.js';
import { cellInstant, cellLimit, type ListLayout } from '../cases/exports/list-file.js';
import type { CardView } from './card-view.js';

/** Cards as a spreadsheet. */
export const CARD_LAYOUT: ListLayout<CardView> = {
  title: '黄红牌清单',
  columns: [
    { title: '牌', width: 14, of: ({ levelTitle }) => levelTitle },
    { title: '牌号', width: 24, of: ({ number }) => number },
    { title: '单位', width: 22, of: ({ unitName }) => unitName },
    { title: '信件', width: 16, of: ({ subject }) => subject },
    { title: '标题', width: 40, of: ({ matter }) => matter },
    { title: '时限', width: 14, of: ({ clockTitle }) => clockTitle },
    { title: '环节', width: 16, of: ({ step }) => step },
    { title: '到期', width: 17, of: ({ dueAt }) => cellLimit(dueAt) },
    { title: '发牌', width: 17, of: ({ issuedAt }) => cellInstant(issuedAt) },
    { title: '状态', width: 10, of: ({ state }) => STATE_TITLES[state] },
    { title: '扣分', width: 8, of: ({ points }) => points },
    { title: '说明', width: 17, of: ({ statementAt }) => cellInstant(statementAt) },
    { title: '裁决', width: 17, of: ({ decidedAt }) => cellInstant(decidedAt) },
    { title: '整改', width: 17, of: ({ rectifiedAt }) => cellInstant(rectifiedAt) },
  ],
};
