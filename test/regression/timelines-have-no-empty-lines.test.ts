import { describe, expect, it } from '@jest/globals';
import { headline } from '../../apps/gateway/cases/timeline/entry-text.js';
import type { EntryRow } from '../../domain/cases/timeline/timeline.repository.js';
import { definitionOf } from '../../apps/gateway/cases/definitions/task-forms.js';
import { processes } from '../../workflows/registry.js';

const entry = (key: string, version: number, fields: Partial<EntryRow>): EntryRow => ({
  ...{ process_id: 'x', seq: 1, at: new Date(), type: '', stage: null, task: null, task_name: null },
  ...{
    account: null,
    account_title: null,
    unit: null,
    unit_name: null,
    child_unit: null,
    child_version: null,
  },
  ...{
    text: null,
    data: null,
    key,
    version,
    decision: null,
    card_unit: null,
    task_due: null,
    parties: null,
    colleague: null,
    principal: null,
  },
  ...{ words: null, ...fields },
});
const campaign = (fields: Partial<EntryRow>): string | null =>
  headline(entry('service-item-campaign', 1, fields));

describe('the timeline of a campaign', () => {
  it('a signal has a headline with its unit', () => {
    const signal = {
      type: 'signal.received',
      data: { name: 'listed', process: 'y' },
      child_unit: '州教育局',
    };

    expect(campaign(signal)).toBe('单位清单已定（州教育局）');
    expect(
      headline(entry('campaign-department', 1, { type: 'signal.received', data: { name: 'inspected' } })),
    ).toBe('下发检查结果');
  });

  it('the start and end of a child have headlines with its unit', () => {
    const part = {
      data: { name: 'department', result: 'unrectified' },
      child_unit: '州安监局',
      child_version: 1,
    };

    expect(campaign({ type: 'child.started', ...part })).toBe('单位事项清理（州安监局）：开始');
    expect(campaign({ type: 'child.ended', ...part })).toBe('单位事项清理（州安监局）：未整改');
  });

  it('an inspection has a headline with its result', () => {
    const inspected = (name: string) =>
      campaign({ type: 'step.completed', data: { name, result: { pages: 205, findings: 34 } } });

    expect(inspected('inspect')).toBe('对照检查网站：完成（页面：205，发现问题：34）');
    expect(inspected('inspectAgain')).toBe('全面复查网站：完成（页面：205，发现问题：34）');
    expect(
      headline(entry('campaign-department', 1, { type: 'step.completed', data: { name: 'reinspect' } })),
    ).toBe('复查申报整改的事项：完成');
  });
});

it.each(processes.map(({ definition }) => [definition.key, definition.version] as const))(
  'every signal, child and recorded step of %s %s has a line',
  (key, version) => {
    const { signals = {}, children = {}, steps = {} } = definitionOf(key, version)!;
    const shown = Object.entries(steps).filter(([, step]) => step.inTimeline);
    const rows = [
      ...Object.keys(signals).map((name) => ({ type: 'signal.received', data: { name } })),
      ...Object.keys(children).map((name) => ({ type: 'child.started', data: { name } })),
      ...Object.keys(children).map((name) => ({ type: 'child.ended', data: { name } })),
      ...shown.map(([name]) => ({ type: 'step.completed', data: { name } })),
    ];

    expect(rows.filter((row) => !/[\u4e00-\u9fff]/.test(headline(entry(key, version, row)) ?? ''))).toEqual(
      [],
    );
  },
);
