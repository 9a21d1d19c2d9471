import type { CardRow } from './card-rows.js';
import { cardTitle } from './card-titles.js';
import type { NewTimelineEntry } from '../timeline/append-timeline.js';

const STEPS = {
  raised: '待发',
  stopped: '停发',
  issued: '发出',
  explained: '已书面说明',
  appealed: '申诉中',
  upheld: '维持',
  revoked: '撤销',
  escalated: '上报',
  rectified: '已整改',
} as const;

/** The entry of a card in its process's timeline. */
export function cardEntry(
  step: keyof typeof STEPS,
  card: Pick<CardRow, 'id' | 'process_id' | 'level' | 'unit' | 'due_at' | 'clock_title' | 'number'>,
  act: {
    readonly at: number;
    readonly account?: string;
    readonly unit?: string;
    /** Why; the statement of a unit is stored with the card. */
    readonly reason?: string | null;
    /** Id of the process of an appeal, which has evidence and decision. */
    readonly appeal?: string;
  },
): NewTimelineEntry {
  return {
    process: card.process_id,
    at: act.at,
    type: `card.${step}`,
    account: act.account,
    unit: act.unit ?? card.unit,
    text: `${cardTitle(card.level, card.clock_title)}：${STEPS[step]}`,
    data: {
      card: card.id,
      level: card.level,
      ...(card.number !== null && { number: card.number }),
      ...(card.due_at && { dueAt: card.due_at.toISOString() }),
      ...(act.appeal !== undefined && { appeal: act.appeal }),
    },
    ...(act.reason && { words: { reason: act.reason } }),
  };
}
