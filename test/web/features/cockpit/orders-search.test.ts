import { expect, it } from '@jest/globals';
import { ordersFilter } from '../../../../apps/web/src/features/cockpit/orders-search.js';

it('orders are those of today in Shanghai unless another span is chosen', () => {
  expect(ordersFilter({}, '2026-12-01')).toBe(
    'processKey=mailbox-letter&sentAfter=2026-11-30T16%3A00%3A00.000Z',
  );
});

it('a week of orders begins six days before today', () => {
  expect(ordersFilter({ sent: 'week' }, '2026-12-07')).toContain('sentAfter=2026-11-30T16');
});

it('all orders of a state have no first day', () => {
  expect(ordersFilter({ sent: 'ever', orders: 'overdue' }, '2026-12-01')).toBe(
    'processKey=mailbox-letter&state=overdue',
  );
});
