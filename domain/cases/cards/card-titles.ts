import type { CardLevel, CardState } from './card-rows.js';

/** Chinese names of the levels. */
export const LEVEL_TITLES: Readonly<Record<CardLevel, string>> = {
  warning: '预警',
  yellow: '黄牌',
  red: '红牌',
  urge: '催办通知书',
  accountability: '责任追究建议',
};

/** Chinese names of the states. */
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
 * Title of a card that tells cards of one process apart: `黄牌(签收)`.
 *
 * @param clock title of the limit of its clock; null when no clock raised it
 */
export const cardTitle = (level: CardLevel, clock: string | null): string =>
  clock === null ? LEVEL_TITLES[level] : `${LEVEL_TITLES[level]}（${clock}）`;
