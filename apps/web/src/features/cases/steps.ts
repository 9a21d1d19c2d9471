import type { CaseDetail, CaseTask } from '../../api/case-queries.js';
import { dayOf, endOf, type Instant } from '../../lib/dates.js';
import type { WorkingDays } from '../../lib/working-days.js';

type Stay = CaseDetail['stages'][number];
export type StepTask = Pick<CaseTask, 'stage' | 'openedAt' | 'closedAt' | 'dueAt'>;

/** A step of a case as its head shows it, planned against actual. */
export interface CaseStep {
  readonly id: string;
  readonly title: string;
  readonly state: 'done' | 'now' | 'ahead';
  /** How often the case has come to it. */
  readonly times: number;
  /** Of the last time. */
  readonly enteredAt?: string | undefined;
  /** Working days that the last time took, or has taken until now. */
  readonly took?: number | undefined;
  /** Working days from then to the due day of its task. */
  readonly limit?: number | undefined;
  readonly isLate: boolean;
}

/** One step of a way that is known beforehand. */
export interface PlannedStep {
  readonly id: string;
  readonly title: string;
  readonly stages: readonly string[];
}

interface Sources {
  /** In order. */
  readonly stays: readonly Stay[];
  readonly tasks: readonly StepTask[];
  readonly isEnded: boolean;
  readonly now: Instant;
}

/** A stretch of stays that belong to one step. */
interface Visit {
  readonly step: string;
  readonly stays: readonly Stay[];
}

/**
 * Steps of a way that is known beforehand, the ones ahead included. A stage that belongs to none (withdrawn, transferred) is
 * added behind the steps that have been reached, and what can no longer come is left out.
 */
export function plannedSteps(plan: readonly PlannedStep[], sources: Sources, days: WorkingDays): CaseStep[] {
  const stepOf = (stage: string): string => plan.find(({ stages }) => stages.includes(stage))?.id ?? stage;
  const visits = visitsOf(sources.stays, stepOf);
  const current = visits.at(-1)?.step;
  const position = plan.findIndex(({ id }) => id === current);
  const isOffWay = current !== undefined && position < 0;
  const steps = plan.map(({ id, title }, index): CaseStep => {
    const own = visits.filter((visit) => visit.step === id);
    // What was done once and comes again (an answer that was sent back) is ahead.
    const isAhead = own.length === 0 || (position >= 0 && index > position);
    return isAhead
      ? { id, title, state: 'ahead', times: own.length, isLate: false }
      : toStep({ id, title }, own, id === current, sources, days);
  });
  if (!isOffWay && !sources.isEnded)
    // What lies before the current step and was not needed (a letter dispatched at its registration) is no part of this way.
    return steps.filter(({ state, times }, index) => index >= position || state !== 'ahead' || times > 0);
  const reached = steps.filter(({ state }) => state !== 'ahead');
  return isOffWay ? [...reached, ...lastOf(visits, sources, days)] : reached;
}

/** Steps of any case: the stages that it has been in, each once, in the order in which they were first reached. */
export function reachedSteps(sources: Sources, days: WorkingDays): CaseStep[] {
  const visits = visitsOf(sources.stays, (stage) => stage);
  const current = visits.at(-1)?.step;
  return [...new Set(visits.map(({ step }) => step))].map((id) => {
    const own = visits.filter(({ step }) => step === id);
    return toStep({ id, title: own[0]!.stays[0]!.title }, own, id === current, sources, days);
  });
}

function lastOf(visits: readonly Visit[], sources: Sources, days: WorkingDays): CaseStep[] {
  const last = visits.at(-1)!;
  return [toStep({ id: last.step, title: last.stays[0]!.title }, [last], true, sources, days)];
}

function toStep(
  { id, title }: Pick<CaseStep, 'id' | 'title'>,
  visits: readonly Visit[],
  isCurrent: boolean,
  { tasks, isEnded, now }: Sources,
  days: WorkingDays,
): CaseStep {
  const { stays } = visits.at(-1)!;
  const [first, last] = [stays[0]!, stays.at(-1)!];
  const until = last.leftAt ?? now;
  const work = tasks.filter(({ stage, openedAt, dueAt }) => {
    const isWithin = openedAt >= first.enteredAt && Date.parse(openedAt) <= new Date(until).getTime();
    return dueAt !== null && isWithin && stays.some((stay) => stay.stage === stage);
  });
  const due = work
    .map(({ dueAt }) => dueAt!)
    .sort()
    .at(-1);
  return {
    id,
    title,
    state: isCurrent && !isEnded ? 'now' : 'done',
    times: visits.length,
    enteredAt: first.enteredAt,
    took: stays.reduce((sum, { workingDays }) => sum + workingDays, 0),
    limit: due === undefined ? undefined : days.between(dayOf(first.enteredAt), endOf(due).day),
    isLate: work.some(({ dueAt, closedAt }) => Date.parse(dueAt!) < new Date(closedAt ?? now).getTime()),
  };
}

function visitsOf(stays: readonly Stay[], stepOf: (stage: string) => string): Visit[] {
  const visits: Visit[] = [];
  for (const stay of stays) {
    const step = stepOf(stay.stage);
    const last = visits.at(-1);
    if (last?.step === step) visits.splice(-1, 1, { step, stays: [...last.stays, stay] });
    else visits.push({ step, stays: [stay] });
  }
  return visits;
}
