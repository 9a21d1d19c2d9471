import { expect, it } from '@jest/globals';
import { contestOf } from '../../../../apps/web/src/features/campaigns/model/contest.js';

const task = (name: string, state: 'open' | 'completed' = 'open') => ({ id: name, name, state });
const finding = (fields: object) => ({ state: 'open' as const, objection: null, asked: true, ...fields });
const objection = { ruling: null } as never;

it.each([
  ['while its unit is asked', {}, [task('confirmFindings')], { task: 'confirmFindings' }],
  ['no more after its unit was asked', {}, [task('rectify')], { why: 'Over' }],
  [
    'with the rectification when its unit was not asked',
    { asked: false },
    [task('rectify')],
    { task: 'rectify' },
  ],
  [
    'later when its unit was not asked',
    { asked: false },
    [task('confirmFindings', 'completed')],
    { why: 'Later' },
  ],
  ['once only', { objection }, [task('confirmFindings')], undefined],
  ['only while it is open', { state: 'rectified' }, [task('rectify')], undefined],
] as const)('a finding is contested %s', (_, fields, tasks, contest) => {
  expect(contestOf(finding(fields), tasks)).toEqual(contest);
});
