import { expect, it } from '@jest/globals';
import '../../../../apps/web/src/features/letters/public/tracking-texts.js';
import { progressSteps } from '../../../../apps/web/src/features/letters/public/progress-steps.js';
import { answer, letterStatus } from './letter-status.js';

const NOW = Date.parse('2026-12-02T02:00:00Z');

it('a new letter waits on the second of six steps', () => {
  const steps = progressSteps(letterStatus(), NOW);
  expect(steps.map(({ state }) => state)).toEqual(['done', 'now', 'ahead', 'ahead', 'ahead', 'ahead']);
  expect(steps[0]).toEqual({ title: '已提交', note: '11月9日', state: 'done' });
});

it('an answered letter waits for its rating until the last day', () => {
  const status = letterStatus({
    stage: 'replied',
    unit: '凯里市',
    replies: [answer('2026-12-01T03:20:00Z')],
    acts: [{ act: 'rate', allowed: true, until: '2026-12-08T16:00:00Z' }],
  });
  expect(progressSteps(status, NOW).slice(-2)).toEqual([
    { title: '已答复', note: '12月1日', state: 'done' },
    { title: '待评价', note: '12月8日前', state: 'now' },
  ]);
});

it('a rejected letter ends at the rejection', () => {
  const steps = progressSteps(letterStatus({ stage: 'rejected', state: '不予受理' }), NOW);
  expect(steps.map(({ title }) => title)).toEqual(['已提交', '不予受理']);
});

it('a letter of an office that says nothing is behind what it has shown', () => {
  const steps = progressSteps(letterStatus({ stage: 'paused', unit: '凯里市' }), NOW);
  expect(steps.findIndex(({ state }) => state === 'now')).toBe(3);
});
