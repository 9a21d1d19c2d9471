import { expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../../../apps/web/src/api/case-queries.js';
import { newsSince } from '../../../../apps/web/src/features/cases/news.js';

const entry = (seq: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  ...{ seq, at: '2026-11-30T02:00:00Z', type: 'task.closed', stage: null, task: null, actor: '凯里 经办' },
  ...{ onBehalfOf: null },
  ...{ unit: null, text: '签收', words: null, data: null, importance: 'high', plannedAt: null, titles: {} },
  ...more,
});

it('the latest act of another is news', () => {
  expect(newsSince([entry(1), entry(2), entry(3)], 1, '凯里 签发')).toMatchObject({ seq: 3 });
});

it('what one has done oneself is no news', () => {
  expect(newsSince([entry(1), entry(2)], 1, '凯里 经办')).toBeUndefined();
});

it('what was looked at is no news', () => {
  expect(newsSince([entry(1)], 1, '凯里 签发')).toBeUndefined();
});

it('what follows by itself is no news', () => {
  const entries = [entry(2, { importance: 'low' }), entry(3, { actor: null })];
  expect(newsSince(entries, 1, '凯里 签发')).toBeUndefined();
});
