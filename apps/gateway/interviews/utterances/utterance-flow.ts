import { DubanError } from '../../../../workflows/engine/errors.js';

export const CREW_ROLES = ['host', 'guest', 'recorder', 'reviewer'] as const;
export type CrewRole = (typeof CREW_ROLES)[number];
/** As whom somebody writes. */
export const AUTHOR_ROLES = ['host', 'guest', 'recorder'] as const satisfies readonly CrewRole[];
export type AuthorRole = (typeof AUTHOR_ROLES)[number];

export type UtteranceState = 'draft' | 'reviewed' | 'approved' | 'published' | 'withdrawn' | 'retracted';
export const ACTS = ['revise', 'review', 'approve', 'publish', 'return', 'withdraw', 'retract'] as const;
export type Act = (typeof ACTS)[number];

interface Rule {
  readonly from: readonly UtteranceState[];
  readonly to: UtteranceState;
  readonly by: readonly CrewRole[];
  /** Only whoever wrote it, or a reviewer as well. */
  readonly own?: 'only' | 'or-reviewer';
  /** Not by whoever did one of these with it. */
  readonly notAfter?: readonly string[];
  readonly needs?: 'text' | 'reason';
}

/**
 * The way of an utterance (RULES.md 5.6, I6): 审核, then 复核 by a second person, then it is published. What host and guest
 * write themselves has been seen by one reviewer and needs no second; `publish` asks for it only of a recorder's.
 */
const RULES: Readonly<Record<Act, Rule>> = {
  revise: { from: ['draft'], to: 'draft', by: AUTHOR_ROLES, own: 'only', needs: 'text' },
  review: { from: ['draft'], to: 'reviewed', by: ['reviewer'], notAfter: ['draft', 'revise'] },
  approve: {
    from: ['reviewed'],
    to: 'approved',
    by: ['reviewer'],
    notAfter: ['draft', 'revise', 'review'],
  },
  publish: { from: ['reviewed', 'approved'], to: 'published', by: ['host', 'reviewer'] },
  return: { from: ['reviewed', 'approved'], to: 'draft', by: ['reviewer'], needs: 'reason' },
  withdraw: {
    from: ['draft', 'reviewed', 'approved'],
    to: 'withdrawn',
    by: [...AUTHOR_ROLES, 'reviewer'],
    own: 'or-reviewer',
    needs: 'reason',
  },
  retract: { from: ['published'], to: 'retracted', by: ['reviewer'], needs: 'reason' },
};

export interface Subject {
  readonly role: AuthorRole;
  readonly state: UtteranceState;
  /** What has been done with it so far, oldest first. */
  readonly acts: readonly { readonly act: string; readonly account: string }[];
}
export interface Attempt {
  readonly act: Act;
  readonly account: string;
  /** What this account is in the interview. */
  readonly roles: readonly CrewRole[];
  readonly text?: string;
  readonly reason?: string;
}

/**
 * The state that an act leads to.
 *
 * @throws {DubanError} ROLE_NOT_ALLOWED, UTTERANCE_STATE, FOUR_EYES, VALIDATION_FAILED
 */
export function stateAfter(utterance: Subject, attempt: Attempt): UtteranceState {
  const { act, account, roles } = attempt;
  const rule = RULES[act];
  const isAuthor = utterance.acts[0]?.account === account;
  const mayActOnIt = !rule.own || isAuthor || (rule.own === 'or-reviewer' && roles.includes('reviewer'));
  if (!mayActOnIt || !rule.by.some((role) => roles.includes(role)))
    throw new DubanError('ROLE_NOT_ALLOWED', `'${act}' is not for you: you are ${roles.join(', ')} here`);
  const from = act === 'publish' && utterance.role === 'recorder' ? ['approved'] : rule.from;
  if (!from.includes(utterance.state))
    throw new DubanError('UTTERANCE_STATE', `'${act}' needs ${from.join(' or ')}, it is ${utterance.state}`);
  if (sinceReturned(utterance).some((done) => rule.notAfter?.includes(done.act) && done.account === account))
    throw new DubanError('FOUR_EYES', `'${act}' is for another person than ${rule.notAfter?.join(', ')}`);
  if (rule.needs && !attempt[rule.needs]?.trim())
    throw new DubanError('VALIDATION_FAILED', `${rule.needs}: is needed`, {
      issues: [{ field: rule.needs, message: `is needed to ${act}` }],
    });
  return rule.to;
}

/** Who wrote it counts for ever, who reviewed it only until it is returned. */
function sinceReturned({ acts }: Subject): Subject['acts'] {
  const returned = acts.findLastIndex(({ act }) => act === 'return');
  return acts.filter(({ act }, index) => index > returned || act === 'draft' || act === 'revise');
}
