import { expect, it } from '@jest/globals';
import { textIfKnown } from '../../../domain/messages/index.js';
import {
  possibleActs,
  stateAfter,
  type Act,
  type AuthorRole,
  type CrewRole,
  type UtteranceState,
} from '../../../domain/interviews/utterance-flow.js';

interface Done {
  readonly act: string;
  readonly account: string;
}
const crew: Readonly<Record<string, readonly CrewRole[]>> = {
  host: ['host'],
  guest: ['guest'],
  recorder: ['recorder', 'reviewer'],
  wang: ['reviewer'],
  li: ['reviewer'],
};

/** Runs acts (`account:act`) on a new utterance. Returns its state, or the code of the first refusal. */
function way(role: AuthorRole, author: string, ...steps: `${string}:${Act}`[]): string {
  const acts: Done[] = [{ act: 'draft', account: author }];
  let state: UtteranceState = 'draft';
  for (const step of steps) {
    const [account, act] = step.split(':') as [string, Act];
    try {
      const attempt = { act, account, roles: crew[account]!, text: '文字', reason: '理由' };
      state = stateAfter({ role, state, acts }, attempt);
    } catch (error) {
      return (error as { code: string }).code;
    }
    acts.push({ act, account });
  }
  return state;
}

it.each([
  ['host', 'host'],
  ['guest', 'guest'],
] as const)('words of a %s are published after one review', (role, author) => {
  expect(way(role, author, 'wang:review', 'host:publish')).toBe('published');
  expect(way(role, author, 'wang:publish')).toBe('UTTERANCE_STATE');
});

it('words of a recorder need two reviewers', () => {
  expect(way('recorder', 'recorder', 'wang:review', 'li:approve', 'wang:publish')).toBe('published');
  expect(way('recorder', 'recorder', 'wang:review', 'host:publish')).toBe('UTTERANCE_STATE');
  expect(way('recorder', 'recorder', 'wang:review', 'wang:approve')).toBe('FOUR_EYES');
});

it.each([
  ['wang', '您已审核过，请由另一位审核人员复核'],
  ['recorder', '这条发言是您写的，请由另一位审核人员复核'],
])('%s reads who has to review in the place of oneself', (account, text) => {
  const acts = [
    { act: 'draft', account: 'recorder' },
    { act: 'review', account: 'wang' },
  ];

  const possible = possibleActs(
    { role: 'recorder', state: 'reviewed', acts },
    { account, roles: ['reviewer', 'recorder'] },
  );

  const { detail } = possible.find(({ act }) => act === 'approve')!.refusal!;
  expect(textIfKnown(detail!.code, detail!.params)).toBe(text);
});

it('an author never reviews the own utterance', () => {
  expect(way('recorder', 'recorder', 'recorder:review')).toBe('FOUR_EYES');
  expect(way('recorder', 'recorder', 'wang:review', 'recorder:approve')).toBe('FOUR_EYES');
  expect(
    way('recorder', 'recorder', 'wang:review', 'wang:return', 'recorder:revise', 'recorder:review'),
  ).toBe('FOUR_EYES');
});

it('a returned utterance is reviewed again from the start', () => {
  const returned = ['wang:review', 'li:approve', 'li:return', 'recorder:revise'] as const;

  expect(way('recorder', 'recorder', ...returned)).toBe('draft');
  expect(way('recorder', 'recorder', ...returned, 'li:review', 'wang:approve', 'host:publish')).toBe(
    'published',
  );
});

it('each act is limited to its roles in the crew', () => {
  expect(way('guest', 'guest', 'host:review')).toBe('ROLE_NOT_ALLOWED');
  expect(way('guest', 'guest', 'wang:review', 'guest:publish')).toBe('ROLE_NOT_ALLOWED');
  expect(way('guest', 'guest', 'host:revise')).toBe('ROLE_NOT_ALLOWED');
  expect(way('guest', 'guest', 'host:withdraw')).toBe('ROLE_NOT_ALLOWED');
  expect(way('guest', 'guest', 'wang:withdraw')).toBe('withdrawn');
});

it('only a reviewer retracts a published utterance', () => {
  expect(way('host', 'host', 'wang:review', 'host:publish', 'wang:retract')).toBe('retracted');
  expect(way('host', 'host', 'wang:review', 'host:publish', 'host:retract')).toBe('ROLE_NOT_ALLOWED');
  expect(way('host', 'host', 'wang:review', 'host:publish', 'wang:withdraw')).toBe('UTTERANCE_STATE');
});

it.each(['return', 'withdraw', 'retract'] as const)('the act %s requires a reason', (act) => {
  const state = act === 'retract' ? 'published' : 'reviewed';
  const subject = { role: 'host', state, acts: [{ act: 'draft', account: 'host' }] } as const;

  const attempt = { act, account: 'wang', roles: ['reviewer'], reason: ' ' } as const;

  expect(() => stateAfter(subject, attempt)).toThrow(
    expect.objectContaining({
      code: 'VALIDATION_FAILED',
      details: { issues: [{ field: 'reason', code: 'fields.required', params: {} }] },
    }),
  );
});

it('possible acts are those of roles and state; one that needs another person says so', () => {
  const utterance = {
    role: 'recorder',
    state: 'draft',
    acts: [{ act: 'draft', account: 'recorder' }],
  } as const;

  const acts = possibleActs(utterance, { account: 'recorder', roles: crew['recorder']! });

  expect(acts.map(({ act, refusal }) => [act, refusal?.code ?? 'allowed'])).toEqual([
    ['revise', 'allowed'],
    ['review', 'FOUR_EYES'],
    ['withdraw', 'allowed'],
  ]);
  expect(possibleActs(utterance, { account: 'guest', roles: ['guest'] })).toEqual([]);
});
