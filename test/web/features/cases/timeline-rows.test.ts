import { expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../../../apps/web/src/api/case-queries.js';
import { timelineRows } from '../../../../apps/web/src/features/cases/timeline-rows.js';
import { WorkingDays } from '../../../../apps/web/src/lib/working-days.js';

const days = new WorkingDays([]);
const view = { all: false, now: '2026-11-30T02:00:00Z', isEnded: false };
let seq = 0;

const entry = (at: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  ...{ seq: (seq += 1), at, type: 'task.closed', stage: null, task: null, actor: '凯里市 经办', unit: null },
  ...{ onBehalfOf: null },
  ...{ text: '签收', words: null, data: null, importance: 'high', plannedAt: null, titles: {} },
  ...more,
});
const kinds = (rows: ReturnType<typeof timelineRows>): string[] => rows.map(({ kind }) => kind);

it('the newest entry comes first, under its day', () => {
  const rows = timelineRows([entry('2026-11-27T02:00:00Z'), entry('2026-11-30T01:00:00Z')], view, days);
  expect(rows.map((row) => (row.kind === 'day' ? row.day : row.kind))).toEqual([
    ...['2026-11-30', 'entry'],
    ...['2026-11-27', 'entry'],
  ]);
});

it('a day is named once for its entries', () => {
  const rows = timelineRows([entry('2026-11-30T01:00:00Z'), entry('2026-11-30T01:30:00Z')], view, days);
  expect(kinds(rows)).toEqual(['day', 'entry', 'entry']);
});

it('what follows by itself is shown only when everything is', () => {
  const entries = [entry('2026-11-30T01:00:00Z', { importance: 'low', actor: null })];
  expect(timelineRows(entries, view, days)).toEqual([]);
  expect(kinds(timelineRows(entries, { ...view, all: true }, days))).toEqual(['day', 'entry']);
});

it('working days without an act are one line between the acts', () => {
  const rows = timelineRows([entry('2026-11-20T02:00:00Z'), entry('2026-11-30T01:00:00Z')], view, days);
  expect(rows).toContainEqual(expect.objectContaining({ kind: 'idle', days: 5, untilNow: false }));
});

it('a card does not end the time without an act', () => {
  const card = entry('2026-11-25T02:00:00Z', { type: 'card.issued', actor: null, text: '黄牌' });
  const rows = timelineRows([entry('2026-11-20T02:00:00Z'), card, entry('2026-11-30T01:00:00Z')], view, days);
  expect(rows).toContainEqual(expect.objectContaining({ kind: 'idle', days: 5 }));
});

it('a case that rests until now says so on top', () => {
  const [first] = timelineRows([entry('2026-11-20T02:00:00Z')], view, days);
  expect(first).toMatchObject({ kind: 'idle', days: 5, untilNow: true });
});

it('a case that has ended does not rest', () => {
  const rows = timelineRows([entry('2026-11-20T02:00:00Z')], { ...view, isEnded: true }, days);
  expect(kinds(rows)).toEqual(['day', 'entry']);
});
