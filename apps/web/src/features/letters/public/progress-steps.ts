import { endOf, shortDay, dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import { openAct } from './open-act.js';

export interface ProgressStep {
  readonly title: string;
  /** When it was, or until when it is promised. */
  readonly note?: string | undefined;
  readonly state: 'done' | 'now' | 'ahead';
}

type Stage = LetterStatus['stage'];
/** How many of the six steps are behind a letter in a stage. Those of other stages end or wait where the letter is. */
const BEHIND: Partial<Record<Stage, number>> = {
  submitted: 1,
  supplement: 1,
  rejected: 1,
  merged: 2,
  triaged: 2,
  returned: 2,
  disputed: 2,
  assigned: 3,
  inProgress: 3,
  suspended: 3,
  rework: 3,
  reopened: 3,
  followUp: 3,
  replyReview: 4,
  replied: 5,
  closed: 6,
};
/** Nothing follows these: the letter's own words stand where the next step would. */
const ENDS: readonly Stage[] = [
  ...(['rejected', 'petition', 'discipline', 'superior', 'transferred'] as const),
  ...(['withdrawn', 'lapsed', 'cancelled', 'lost'] as const),
];

/** The six steps of a letter. @param now epoch ms, for the year of dates */
export function progressSteps(status: LetterStatus, now: number): readonly ProgressStep[] {
  const today = dayOf(now);
  const { stage } = status;
  const isUnanswered = stage === 'closed' && status.replies.length === 0;
  const behind = isUnanswered ? 3 : (BEHIND[stage] ?? behindBy(status));
  const steps = STEPS.map((step, index): ProgressStep => {
    const state = index < behind ? 'done' : index === behind ? 'now' : 'ahead';
    return { title: step.title(status, state), note: step.note?.(status, state, today), state };
  });
  if (isUnanswered) return [...steps.slice(0, behind), { title: t('tracking.stepClosed'), state: 'now' }];
  if (ENDS.includes(stage)) return [...steps.slice(0, behind), { title: status.state, state: 'now' }];
  return steps;
}

/** Of a stage that says nothing about the way so far. */
const behindBy = ({ replies, unit }: LetterStatus): number => (replies.length > 0 ? 5 : unit ? 3 : 2);

interface StepTexts {
  readonly title: (status: LetterStatus, state: ProgressStep['state']) => string;
  readonly note?: (status: LetterStatus, state: ProgressStep['state'], today: string) => string | undefined;
}

const STEPS: readonly StepTexts[] = [
  {
    title: () => t('tracking.stepSubmitted'),
    note: ({ receivedAt }, _state, today) => shortDay(dayOf(receivedAt), today),
  },
  {
    title: ({ stage }, state) =>
      state === 'done'
        ? t('tracking.stepAccepted')
        : t(stage === 'supplement' ? 'tracking.stepWaits' : 'tracking.stepAcceptance'),
  },
  {
    title: ({ unit }, state) =>
      state === 'done'
        ? t('tracking.stepForwarded', { unit: unit ?? t('tracking.theUnit') })
        : t('tracking.stepForwarding'),
    note: ({ dueAt }, state, today) =>
      dueAt && state === 'done'
        ? t('tracking.promised', { day: shortDay(endOf(dueAt).day, today) })
        : undefined,
  },
  {
    title: ({ stage }, state) => {
      if (state === 'done') return t('tracking.stepHandled');
      return t(stage === 'suspended' || stage === 'paused' ? 'tracking.stepPaused' : 'tracking.stepHandling');
    },
  },
  {
    title: ({ stage }, state) => {
      if (state === 'done') return t('tracking.stepAnswered');
      return t(stage === 'replyReview' ? 'tracking.stepReview' : 'tracking.stepAnswer');
    },
    note: ({ replies }, state, today) => {
      const last = replies.at(-1);
      return last && state === 'done' ? shortDay(dayOf(last.at), today) : undefined;
    },
  },
  {
    title: ({ rating }, state) => {
      if (state === 'ahead') return t('tracking.stepRating');
      if (rating && rating !== 'UNRATED') return t('tracking.stepRated');
      return t(state === 'done' ? 'tracking.stepClosed' : 'tracking.stepRate');
    },
    note: (status, state, today) => {
      const until = openAct(status, 'rate')?.until;
      return state === 'now' && until
        ? t('tracking.until', { day: shortDay(endOf(until).day, today) })
        : undefined;
    },
  },
];
