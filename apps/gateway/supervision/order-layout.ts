import { cellInstant, cellLimit, type ListLayout } from '../cases/exports/list-file.js';
import type { OrderItem } from './orders.dto.js';

const KINDS = { order: '督办单', urge: '催办' } as const;
const STATES = {
  open: '待回复',
  overdue: '逾期未回复',
  answered: '已回复',
  closed: '已办结',
} as const;

/** Orders as a spreadsheet. */
export const ORDER_LAYOUT: ListLayout<OrderItem> = {
  title: '督办清单',
  columns: [
    { title: '时间', width: 17, of: ({ at }) => cellInstant(at) },
    { title: '方式', width: 8, of: ({ kind }) => KINDS[kind] },
    { title: '编号', width: 16, of: ({ subject }) => subject },
    { title: '标题', width: 40, of: ({ matter }) => matter },
    { title: '单位', width: 22, of: ({ unitName }) => unitName },
    { title: '专人', width: 12, of: ({ officer }) => officer?.name ?? null },
    { title: '专人电话', width: 16, of: ({ officer }) => officer?.phone ?? null },
    { title: '发出', width: 18, of: ({ by }) => by },
    { title: '回复期限', width: 17, of: ({ replyBy }) => cellLimit(replyBy) },
    { title: '状态', width: 12, of: ({ state }) => STATES[state] },
    { title: '回复时间', width: 17, of: ({ answeredAt }) => cellInstant(answeredAt) },
  ],
};
