import type { CardLevel, CardState } from './card-rows.js';

/** Levels as officials call them. */
export const LEVEL_TITLES: Readonly<Record<CardLevel, string>> = {
  warning: '预警',
  yellow: '黄牌',
  red: '红牌',
  urge: '催办通知书',
  accountability: '责任追究建议',
};

export const STATE_TITLES: Readonly<Record<CardState, string>> = {
  pending: '待发',
  stopped: '已停发',
  issued: '已发出',
  appealed: '申诉中',
  upheld: '已维持',
  revoked: '已撤销',
  escalated: '已上报',
};

/**
 * What a card is called where several may stand side by side: `黄牌(签收)`.
 *
 * @param clock title of the limit that its clock counts; null when no clock raised it
 */
export const cardTitle = (level: CardLevel, clock: string | null): string =>
  clock === null ? LEVEL_TITLES[level] : `${LEVEL_TITLES[level]}(${clock})`;
