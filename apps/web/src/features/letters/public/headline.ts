import { dayOf, endOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import { nextStep } from './next-step.js';
import { openAct } from './open-act.js';

export interface Headline {
  /** What is, and who must act. */
  readonly title: string;
  /** Sentences about dates. */
  readonly text: string;
  readonly tone: 'calm' | 'yours' | 'late' | 'good';
}

/** One sentence of what is, and what follows from it. @param now epoch ms */
export function headline(status: LetterStatus, now: number): Headline {
  const sentences = [reason(status, now), dates(status, now), lastDay(status, now)].filter(Boolean);
  return { title: titleOf(status), text: sentences.join(''), tone: toneOf(status) };
}

function titleOf(status: LetterStatus): string {
  const unit = status.unit ?? t('tracking.theUnit');
  const { stage } = status;
  switch (stage) {
    case 'assigned':
    case 'inProgress':
    case 'replyReview':
    case 'rework':
    case 'reopened':
    case 'followUp':
      return t(`tracking.${stage}`, { unit });
    case 'replied':
      return t(isRated(status) ? 'tracking.repliedRated' : 'tracking.replied', { unit });
    default:
      return t(`tracking.${stage}`);
  }
}

function reason({ stage, suspension, mergedInto, kind, routedBy }: LetterStatus, now: number): string {
  switch (stage) {
    case 'submitted':
      return t(kind === 'REPORT' ? 'writing.nextReport' : 'writing.nextText') + nextStep(routedBy, now);
    case 'triaged':
    case 'returned':
      return nextStep(routedBy, now);
    case 'supplement':
    case 'rejected':
      return t(`tracking.${stage}Text`);
    case 'merged':
      return mergedInto ? t('tracking.mergedText', { no: mergedInto }) : '';
    case 'suspended': {
      if (!suspension?.reason) return '';
      const { reason: why, nextReview } = suspension;
      return nextReview
        ? t('tracking.suspendedText', { reason: why, day: shortDay(nextReview, dayOf(now)) })
        : t('tracking.suspendedReason', { reason: why });
    }
    default:
      return '';
  }
}

/** What was promised, and what became of it: late is said, with its consequence. */
function dates({ dueAt, provisional, replies, stage, lateness }: LetterStatus, now: number): string {
  const today = dayOf(now);
  const due = dueAt && shortDay(endOf(dueAt).day, today);
  const last = replies.at(-1);
  const isAnswered = last !== undefined && (stage === 'replied' || stage === 'closed');
  const answered = isAnswered ? shortDay(dayOf(last.at), today) : '';
  if (lateness) {
    const [promised, n] = [shortDay(lateness.promisedOn, today), lateness.workingDays];
    if (isAnswered)
      return n > 0
        ? t('tracking.answeredLate', { answered, due: promised, n }) + card(lateness)
        : t('tracking.answeredLateToday', { answered, due: promised }) + card(lateness);
    return (
      (n > 0 ? t('tracking.late', { day: promised, n }) : t('tracking.lateToday', { day: promised })) +
      card(lateness)
    );
  }
  if (isAnswered)
    return due ? t('tracking.answeredInTime', { answered, due }) : t('tracking.answeredAt', { answered });
  return due ? t(provisional ? 'tracking.dueProvisional' : 'tracking.due', { day: due }) : '';
}

function card({ card: given }: NonNullable<LetterStatus['lateness']>): string {
  if (!given) return '';
  return t(given.appealed ? 'tracking.cardedAppealed' : 'tracking.carded', { card: given.title });
}

function lastDay(status: LetterStatus, now: number): string {
  const rating = openAct(status, 'rate');
  const until = rating?.until ?? status.waitsUntil;
  if (!until) return '';
  const { day, time } = endOf(until);
  const last = { day: shortDay(day, dayOf(now)), time };
  if (!rating) return t('tracking.waitsUntil', last);
  return t(isRated(status) ? 'tracking.rateAgainUntil' : 'tracking.rateUntil', last);
}

function toneOf(status: LetterStatus): Headline['tone'] {
  const { stage, lateness } = status;
  if (stage === 'supplement' || (stage === 'replied' && openAct(status, 'rate') && !isRated(status)))
    return 'yours';
  if (stage === 'closed' || stage === 'replied') return 'good';
  return lateness ? 'late' : 'calm';
}

const isRated = ({ rating }: LetterStatus): boolean => rating !== null && rating !== 'UNRATED';
