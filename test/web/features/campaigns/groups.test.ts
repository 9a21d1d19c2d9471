import { expect, it } from '@jest/globals';
import type { Department, Finding } from '../../../../apps/web/src/features/campaigns/campaigns-api.js';
import { choosable } from '../../../../apps/web/src/features/campaigns/model/choosable.js';
import { departmentOf } from '../../../../apps/web/src/features/campaigns/model/department-of.js';
import {
  findingGroupOf,
  nextAfter,
  stateWordOf,
} from '../../../../apps/web/src/features/campaigns/model/finding-groups.js';
import { grouped, groupOf, keeps } from '../../../../apps/web/src/features/campaigns/model/groups.js';
import { listWord } from '../../../../apps/web/src/features/campaigns/model/list-word.js';

interface Fields {
  readonly stage?: string | null;
  readonly result?: string | null;
  readonly facts?: object;
  readonly listTask?: string | null;
  readonly rectified?: number;
  readonly open?: number;
}
const department = ({
  stage = null,
  result = null,
  facts = {},
  listTask = null,
  rectified = 0,
  open = 0,
}: Fields) =>
  ({
    unit: 'JYJ',
    process: stage === null ? null : { stage, result, facts },
    listTask,
    left: { rectified: { part: rectified, whole: 3 } },
    findings: { open },
  }) as unknown as Department;

const finding = (fields: Partial<Finding>): Finding =>
  ({
    id: '1',
    unit: 'JYJ',
    state: 'open',
    certainty: 'certain',
    seenAgain: null,
    bounces: 0,
    objection: null,
    asked: true,
    ...fields,
  }) as Finding;
const objection = (verdict: 'withdrawn' | 'upheld' | null) =>
  ({ ruling: { verdict } }) as unknown as NonNullable<Finding['objection']>;

it.each([
  [{}, 'unstarted'],
  [{ stage: 'listing' }, 'unlisted'],
  [{ stage: 'listing', listTask: 'reportList' }, 'unlisted'],
  [{ stage: 'listing', listTask: 'checkList' }, 'submitted'],
  [{ stage: 'listing', listTask: 'correctList' }, 'returned'],
  [{ stage: 'confirming' }, 'confirming'],
  [{ stage: 'rectifying' }, 'unrectified'],
  [{ stage: 'rectifying', rectified: 1 }, 'rectifying'],
  [{ stage: 'rectifying', facts: { bounces: 1 } }, 'rectifying'],
  [{ stage: 'ruling' }, 'rectifying'],
  [{ stage: 'finished', result: 'rectified' }, 'rectified'],
  [{ stage: 'finished', result: 'unrectified' }, 'unrectified'],
] as const)('a department %j is in the group %s', (fields, group) => {
  expect(groupOf(department(fields))).toBe(group);
});

it('departments with most open findings come first in their group', () => {
  const rows = grouped([
    department({ stage: 'rectifying', open: 1 }),
    department({ stage: 'rectifying', open: 5 }),
  ]);

  expect(rows.map(({ rows: some }) => some.map(({ findings }) => findings.open))).toEqual([[5, 1]]);
});

it('an objection that waits for its ruling is a filter of its own', () => {
  expect(keeps('contested', department({ stage: 'ruling' }))).toBe(true);
  expect(keeps('contested', department({ stage: 'confirming', facts: { contested: true } }))).toBe(true);
  expect(keeps('contested', department({ stage: 'rectifying', facts: { contested: true } }))).toBe(false);
});

it('the word about a list says how it came', () => {
  expect(listWord(department({ stage: 'listed', facts: { list: 'REPORTED', reportedList: 'a' } }))).toBe(
    'reported',
  );
  expect(listWord(department({ stage: 'listed', facts: { list: 'REPORTED', reportedList: null } }))).toBe(
    'unchanged',
  );
  expect(listWord(department({ stage: 'listed', facts: { list: 'FALLBACK' } }))).toBe('fallback');
  expect(listWord(department({ listTask: 'checkList' }))).toBe('submitted');
  expect(listWord(department({ listTask: 'correctList' }))).toBe('returned');
});

it.each([
  [{ state: 'found', certainty: 'suspected' }, 'suspected', 'toReview'],
  [{ state: 'found' }, 'unissued', 'toReview'],
  [{ state: 'found', unit: null }, 'noUnit', 'toReview'],
  [{ objection: objection(null) }, 'contested', 'contested'],
  [{ objection: objection('upheld') }, 'upheld', 'open'],
  [{ seenAgain: true }, 'declaredStill', 'open'],
  [{ seenAgain: false }, 'declaredGone', 'open'],
  [{ bounces: 1 }, 'bounced', 'open'],
  [{ state: 'withdrawn', objection: objection('withdrawn') }, 'withdrawn', 'done'],
  [{ state: 'rectified' }, 'rectified', 'done'],
] as const)('a finding %j is called %s and stands in %s', (fields, word, group) => {
  expect(stateWordOf(finding(fields as Partial<Finding>))).toBe(word);
  expect(findingGroupOf(finding(fields as Partial<Finding>))).toBe(group);
});

it('after the last finding comes the one before it', () => {
  const all = ['1', '2', '3'].map((id) => finding({ id }));

  expect(nextAfter(all, '1')?.id).toBe('2');
  expect(nextAfter(all, '3')?.id).toBe('2');
  expect(nextAfter([all[0]!], '1')).toBeUndefined();
});

it('each form of a department offers the findings that it is about', () => {
  const all = [
    finding({ id: 'open' }),
    finding({ id: 'new', asked: false }),
    finding({ id: 'contested', objection: objection(null) }),
    finding({ id: 'declared', seenAgain: true }),
    finding({ id: 'rectified', state: 'rectified' }),
  ];
  const ids = (task: string, outcome: string): string[] =>
    choosable(all, { task, outcome }).map(({ id }) => id);

  expect(ids('confirmFindings', 'contest')).toEqual(['open', 'new', 'contested', 'declared']);
  expect(ids('ruleFindings', 'withdraw')).toEqual(['contested']);
  expect(ids('recheck', 'bounce')).toEqual(['declared']);
  expect(ids('rectify', 'contest')).toEqual(['new']);
});

it('a process leads to the board of its campaign', () => {
  const facts = { campaign: 'c', unit: 'JYJ' };

  expect(departmentOf({ id: 'p', key: 'campaign-department', facts })).toEqual(facts);
  expect(departmentOf({ id: 'c', key: 'service-item-campaign', facts: {} })).toEqual({
    campaign: 'c',
    unit: undefined,
  });
  expect(departmentOf({ id: 'x', key: 'mailbox-letter', facts })).toBeUndefined();
});
