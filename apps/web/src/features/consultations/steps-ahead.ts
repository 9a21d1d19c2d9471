import { dayOf, epochDay } from '../../lib/dates.js';

/** What the steps of a consultation are drawn from: of the public, and of staff. */
export interface SteppedConsultation {
  readonly state: string;
  readonly publishedAt: string | null;
  readonly closesOn: string | null;
  readonly planned: {
    readonly sortBy: string;
    readonly answerBy: string;
    readonly sortByProvisional: boolean;
    readonly answerByProvisional: boolean;
  } | null;
  readonly adoptionPublishedAt: string | null;
  readonly hearings: readonly { readonly on: string; readonly state: string }[];
  readonly issued?: { readonly issuedAt: string } | null;
}

export interface StepAhead {
  readonly name: 'published' | 'period' | 'hearing' | 'sorting' | 'feedback' | 'decision' | 'issued';
  readonly state: 'done' | 'now' | 'ahead';
  /** YYYY-MM-DD: when it was, or its last day. */
  readonly day: string | null;
  /** Holidays of that year are not published: the day may move. */
  readonly isProvisional: boolean;
}

/** The steps from the publication of a draft to the issue of its policy, each with its day or its last day. */
export function stepsAhead(consultation: SteppedConsultation): StepAhead[] {
  const { state, publishedAt, closesOn, planned, adoptionPublishedAt, hearings, issued } = consultation;
  const isAnswered = adoptionPublishedAt !== null;
  const isOver = isAnswered || state !== 'open';
  const hearing = hearings.findLast((one) => one.state === 'planned' || one.state === 'held');
  const step = (
    name: StepAhead['name'],
    at: StepAhead['state'],
    day: string | null,
    isProvisional = false,
  ): StepAhead => ({ name, state: at, day, isProvisional: isProvisional && at !== 'done' });
  return [
    step('published', 'done', publishedAt && dayOf(publishedAt)),
    step('period', isOver ? 'done' : 'now', closesOn),
    ...(hearing ? [step('hearing', hearing.state === 'held' ? 'done' : 'ahead', hearing.on)] : []),
    step(
      'sorting',
      isAnswered ? 'done' : isOver ? 'now' : 'ahead',
      isAnswered ? null : (planned?.sortBy ?? null),
      planned?.sortByProvisional,
    ),
    step(
      'feedback',
      isAnswered ? 'done' : 'ahead',
      isAnswered ? dayOf(adoptionPublishedAt) : (planned?.answerBy ?? null),
      planned?.answerByProvisional,
    ),
    step('decision', issued ? 'done' : isAnswered ? 'now' : 'ahead', null),
    ...(issued ? [step('issued', 'done', dayOf(issued.issuedAt))] : []),
  ];
}

/** Days from today until the last day of the period; on that day: 0. @param now epoch ms */
export const daysLeft = (closesOn: string, now: number): number =>
  Math.max(0, epochDay(closesOn) - epochDay(dayOf(now)));

/** Length of the period, in days: the day of publication does not count. */
export const periodDays = (publishedAt: string, closesOn: string): number =>
  epochDay(closesOn) - epochDay(dayOf(publishedAt));
