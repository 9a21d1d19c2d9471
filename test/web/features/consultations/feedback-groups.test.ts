import { describe, expect, it } from '@jest/globals';
import {
  answeredGroups,
  changeCounts,
  verdictCounts,
} from '../../../../apps/web/src/features/consultations/feedback-groups.js';

const row = (number: number, fields: object = {}) => ({
  ...{ number, name: '张**', clause: '第三条', body: `意见${number}`, verdict: 'ADOPTED', reason: '已写入' },
  ...{ group: null, summary: null },
  ...fields,
});

describe('rows of the feedback', () => {
  it('opinions of a group with one verdict are one row, at the place of the first', () => {
    const groups = answeredGroups([row(1), row(2, { group: 'g' }), row(3), row(4, { group: 'g' })]);

    expect(groups.map(({ opinions }) => opinions.map(({ number }) => number))).toEqual([[1], [2, 4], [3]]);
  });

  it('a group that was answered differently is as many rows', () => {
    const groups = answeredGroups([row(1, { group: 'g' }), row(2, { group: 'g', verdict: 'PARTLY' })]);

    expect(groups).toHaveLength(2);
  });

  it('each verdict is counted', () => {
    const counts = verdictCounts([row(1), row(2), row(3, { verdict: 'ELSEWHERE' })]);

    expect([...counts.values()]).toEqual([2, 0, 0, 1]);
  });

  it('changes are counted against the clauses of the draft', () => {
    expect(changeCounts(['same', 'changed', 'added', 'removed', 'same'].map((kind) => ({ kind })))).toEqual({
      ...{ all: 4, changed: 1, added: 1, removed: 1 },
    });
  });
});
