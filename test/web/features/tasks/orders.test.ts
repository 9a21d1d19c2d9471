import { expect, it } from '@jest/globals';
import type { Content } from '../../../../apps/web/src/features/tasks/api.js';
import { ordersIn } from '../../../../apps/web/src/features/tasks/orders.js';

const content = (at: string, more: object = {}): Content =>
  ({
    ...{ task: null, name: 'order', title: '督办', outcome: null, outcomeTitle: '督办单' },
    ...{ unit: 'ZFB', actor: '督查', at, content: { text: `${at}的要求` } },
    ...more,
  }) as unknown as Content;

it('the latest orders of a case come first', () => {
  const orders = ordersIn([
    content('1'),
    content('2'),
    content('3', { content: { text: '请报告', replyBy: '2026-12-02T16:00:00Z' } }),
  ]);

  expect(orders).toEqual([
    { at: '3', from: '督查', kind: '督办单', text: '请报告', replyBy: '2026-12-02T16:00:00Z' },
    { at: '2', from: '督查', kind: '督办单', text: '2的要求', replyBy: undefined },
  ]);
});

it('other texts and erased orders are no orders', () => {
  expect(
    ordersIn([
      content('1', { name: 'rate' }),
      content('2', { task: 'x.1' }),
      content('3', { content: null }),
    ]),
  ).toEqual([]);
});
