import { describe, expect, it } from '@jest/globals';
import '../../../../apps/web/src/console/texts.js';
import type { Preview } from '../../../../apps/web/src/features/tasks/acts-api.js';
import {
  distanceLines,
  effectLines,
  refusalsOf,
  whereTo,
} from '../../../../apps/web/src/features/tasks/effect.js';
import { WorkingDays } from '../../../../apps/web/src/lib/working-days.js';

const NOW = '2026-11-30T02:24:00Z'; // a Monday
const days = new WorkingDays([]);
const NOTHING: Preview = { certain: true, next: [], ends: [], clocks: [], refusals: [], warnings: [] };
type Next = Preview['next'][number];
type Clock = Preview['clocks'][number];

const next = (fields: Partial<Next>): Next => ({
  task: 'sign',
  title: '签收',
  role: 'agency-clerk',
  unit: '522601',
  unitName: '凯里市',
  dueAt: null,
  byAnother: false,
  ...fields,
});
const clock = (fields: Partial<Clock>): Clock =>
  ({
    clock: 'handling',
    title: '办理',
    task: null,
    change: 'starts',
    state: 'running',
    dueAt: '2026-12-07T16:00:00Z',
    ladder: [],
    count: { unit: 'workingDays', length: 5, counted: [], skipped: [] },
    ...fields,
  }) as Clock;
const textsOf = (preview: Partial<Preview>): string[] =>
  effectLines({ ...NOTHING, ...preview }, NOW, days).map(({ text }) => text);

describe('the effect of submitting', () => {
  it('the next step names its unit and its last day', () => {
    expect(textsOf({ next: [next({ dueAt: '2026-12-01T16:00:00Z' })] })).toEqual([
      '提交后转凯里市 签收（12月1日24:00前）',
    ]);
  });

  it('four eyes are said beforehand', () => {
    expect(textsOf({ next: [next({ title: '签发', byAnother: true })] })).toEqual([
      '提交后转凯里市 签发，由另一人办理',
    ]);
  });

  it('a clock that starts says its due day and its length', () => {
    expect(textsOf({ clocks: [clock({})] })).toEqual(['办理时限开始，到期12月7日（周一）24:00（5个工作日）']);
  });

  it('a clock whose first day is not tomorrow names that day', () => {
    const count = {
      unit: 'workingDays' as const,
      length: 5,
      counted: [{ date: '2026-12-02', n: 1 }],
      skipped: [],
    };
    expect(textsOf({ clocks: [clock({ startedAt: NOW, count })] })).toEqual([
      '办理时限开始，到期12月7日（周一）24:00（5个工作日，12月2日为第1天）',
    ]);
  });

  it('a completed task says where it went and until when', () => {
    const sent = { ...NOTHING, next: [next({ dueAt: '2026-12-01T16:00:00Z' })] };
    expect(whereTo(sent, NOW)).toBe('，转凯里市 签收（12月1日24:00前）');
    expect(whereTo({ ...sent, certain: false }, NOW)).toBe('');
  });

  it('the clock of the next step is said with the step only', () => {
    expect(textsOf({ clocks: [clock({ task: 'p.2', clock: 'sign', title: '签收' })] })).toEqual([]);
  });

  it('what is not certain says so', () => {
    const steps = [next({ unitName: null }), next({ title: '转办', unitName: null })];
    expect(textsOf({ certain: false, next: steps })).toEqual(['提交后可能转签收或转办，以提交时为准']);
  });

  it('a clock that is fulfilled late says by how much', () => {
    const late = clock({ change: 'fulfilled', state: 'stopped', dueAt: '2026-11-26T16:00:00Z' });
    expect(textsOf({ clocks: [late] })).toEqual(['办理时限到此为止，记超期2个工作日']);
  });

  it('the end of a process is named', () => {
    expect(textsOf({ ends: [{ result: 'closed', title: '办结' }] })).toEqual(['提交后办结：办结']);
  });

  it('a clock over its due time says how far the next card is', () => {
    const ladder = [
      { level: 'yellow', at: '2026-11-27T16:00:00Z' },
      { level: 'red', at: '2026-12-03T16:00:00Z' },
    ] as Clock['ladder'];
    const late = clock({ dueAt: '2026-11-26T16:00:00Z', ladder });
    expect(distanceLines(late, NOW, days)).toEqual([{ text: '距红牌还有3个工作日', tone: 'warn' }]);
  });

  it('a clock in time says nothing of cards', () => {
    const ladder = [{ level: 'red', at: '2026-12-20T16:00:00Z' }] as Clock['ladder'];
    expect(distanceLines(clock({ ladder }), NOW, days)).toEqual([]);
  });

  it('fields that are not filled in are no refusal of the effect', () => {
    const refusals = [
      { code: 'VALIDATION_FAILED', text: '请填写' },
      { code: 'CONFLICT_OF_INTEREST', text: '来信涉及该单位' },
    ] as Preview['refusals'];
    expect(refusalsOf({ ...NOTHING, refusals })).toEqual(['来信涉及该单位']);
  });
});
