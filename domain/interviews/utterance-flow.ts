import { DubanError } from '../../workflows/engine/errors.js';
import { detail, issue } from '../messages/index.js';
import { ACT_NAMES, UTTERANCE_STATE_NAMES } from './utterance-names.js';

export const CREW_ROLES = ['host', 'guest', 'recorder', 'reviewer'] as const;
export type CrewRole = (typeof CREW_ROLES)[number];
/** Roles in which a member of the crew writes. */
export const AUTHOR_ROLES = ['host', 'guest', 'recorder'] as const satisfies readonly CrewRole[];
export type AuthorRole = (typeof AUTHOR_ROLES)[number];

export type UtteranceState = 'draft' | 'reviewed' | 'approved' | 'published' | 'withdrawn' | 'retracted';
export const ACTS = ['revise', 'review', 'approve', 'publish', 'return', 'withdraw', 'retract'] as const;
export type Act = (typeof ACTS)[number];

interface Rule {
  readonly from: readonly UtteranceState[];
  readonly to: UtteranceState;
  readonly by: readonly CrewRole[];
  /** Allowed to the author only, or to the author and reviewers. */
  readonly own?: 'only' | 'or-reviewer';
  /** Four eyes: not allowed to an account that has done one of these acts. */
  readonly notAfter?: readonly string[];
  readonly needs?: 'text' | 'reason';
}

/**
 * From draft to publication (step I6): 审核 (`review`), 复核 (`approve`) by a second person, `publish`. Words that
 * host and guest write themselves need one reviewer only; `publish` requires `approved` of a recorder's.
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

export interface UtteranceSubject {
  readonly role: AuthorRole;
  readonly state: UtteranceState;
  /** Acts so far, oldest first. The first is `draft`, by its author. */
  readonly acts: readonly { readonly act: string; readonly account: string }[];
}
export interface UtteranceAttempt {
  readonly act: Act;
  readonly account: string;
  /** Roles of this account in the crew. */
  readonly roles: readonly CrewRole[];
  readonly text?: string;
  readonly reason?: string;
}

/**
 * Returns the state that an act leads to.
 *
 * @throws {DubanError} ROLE_NOT_ALLOWED, UTTERANCE_STATE, FOUR_EYES, VALIDATION_FAILED
 */
export function stateAfter(utterance: UtteranceSubject, attempt: UtteranceAttempt): UtteranceState {
  const { act, account, roles } = attempt;
  const rule = RULES[act];
  const name = ACT_NAMES[act];
  const isAuthor = utterance.acts[0]?.account === account;
  const mayActOnIt = !rule.own || isAuthor || (rule.own === 'or-reviewer' && roles.includes('reviewer'));
  if (!mayActOnIt || !rule.by.some((role) => roles.includes(role)))
    throw new DubanError('ROLE_NOT_ALLOWED', detail('interviews.actNotAllowed', { act: name }));
  const from = act === 'publish' && utterance.role === 'recorder' ? (['approved'] as const) : rule.from;
  const { state } = utterance;
  if (!(from as readonly string[]).includes(state))
    throw new DubanError(
      'UTTERANCE_STATE',
      detail('interviews.actNeedsState', {
        act: name,
        needed: from.map((one) => UTTERANCE_STATE_NAMES[one]),
        state: UTTERANCE_STATE_NAMES[state],
      }),
    );
  const after = rule.notAfter ?? [];
  const own = sinceReturned(utterance).filter((done) => after.includes(done.act) && done.account === account);
  if (own.length > 0) {
    const isReviewer = own.every((done) => done.act === 'review');
    throw new DubanError(
      'FOUR_EYES',
      isReviewer
        ? detail('interviews.reviewedItself', { act: name })
        : detail('interviews.wroteItself', { act: name }),
    );
  }
  if (rule.needs && !attempt[rule.needs]?.trim())
    throw DubanError.ofFields('VALIDATION_FAILED', [issue(rule.needs, 'fields.required')]);
  return rule.to;
}

/** Its author counts for ever, its reviewers until it is returned. */
function sinceReturned({ acts }: UtteranceSubject): UtteranceSubject['acts'] {
  const returned = acts.findLastIndex(({ act }) => act === 'return');
  return acts.filter(({ act }, index) => index > returned || act === 'draft' || act === 'revise');
}

/** An act that an account's roles and the state of an utterance admit; with why it is refused all the same. */
export interface PossibleAct {
  readonly act: Act;
  readonly refusal: DubanError | null;
}

/**
 * Returns the acts that the account could do with an utterance now, judged by `stateAfter`. An act that the account's roles or
 * the state rule out is left out; one that needs another person is listed with its refusal.
 */
export function possibleActs(
  utterance: UtteranceSubject,
  who: Pick<UtteranceAttempt, 'account' | 'roles'>,
): PossibleAct[] {
  return ACTS.flatMap((act): PossibleAct[] => {
    try {
      stateAfter(utterance, { ...who, act, text: 'x', reason: 'x' });
      return [{ act, refusal: null }];
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      return error.code === 'FOUR_EYES' ? [{ act, refusal: error }] : [];
    }
  });
}
