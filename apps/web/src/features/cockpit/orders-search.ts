import { addDays, startOf } from '../../lib/dates.js';

export const ORDER_STATES = ['open', 'overdue', 'answered', 'closed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
/** Since when orders are listed: today, seven days, ever. */
export const ORDER_SPANS = ['today', 'week', 'ever'] as const;
export type OrderSpan = (typeof ORDER_SPANS)[number];

/** Orders that the cockpit shows. */
export interface OrdersSearch {
  readonly orders?: OrderState | undefined;
  readonly sent?: OrderSpan | undefined;
}

/** Query of the list of orders to letters. @param today `YYYY-MM-DD` */
export function ordersFilter({ orders, sent = 'today' }: OrdersSearch, today: string): string {
  const first = { today, week: addDays(today, -6), ever: undefined }[sent];
  return new URLSearchParams({
    processKey: 'mailbox-letter',
    ...(orders && { state: orders }),
    ...(first && { sentAfter: startOf(first) }),
  }).toString();
}
