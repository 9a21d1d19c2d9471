import type { Consultation } from '../../infra/database/entities/consultations.js';
import type { Issue } from '../../workflows/engine/errors.js';
import { issue } from '../messages/index.js';
import { dayOf, formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import type { ConsultationDays } from './consultation-days.js';

/** What a publication needs, as far as the unit has entered it. */
export interface Draft extends Readonly<
  Pick<Consultation, 'explanation' | 'howToAnswer' | 'period' | 'closesOn' | 'shortReason'>
> {
  /** Number of clauses. */
  readonly clauses: number;
  readonly hearingOn: CivilDay | null;
}

/** Returns the required parts of a publication that are missing (step Q1). */
export function missingParts({ clauses, explanation, howToAnswer, period }: Draft): Issue[] {
  return [
    ...(clauses > 0 ? [] : [issue('clauses', 'consultations.clausesMissing')]),
    ...(explanation === null ? [issue('explanation', 'consultations.explanationMissing')] : []),
    ...(howToAnswer === null ? [issue('howToAnswer', 'consultations.howToAnswerMissing')] : []),
    ...(period === null ? [issue('period', 'consultations.periodMissing')] : []),
  ];
}

/**
 * Computes the last day of the period of a draft, and returns what the law in force forbids about its days (Q2 and Q3).
 *
 * @param publishedAt epoch ms
 */
export function plannedPeriod(
  draft: Draft,
  days: ConsultationDays,
  publishedAt: number,
): { readonly closesOn: CivilDay; readonly minimumOn: CivilDay; readonly faults: readonly Issue[] } {
  const minimumOn = days.minimumClose(publishedAt);
  const closesOn = draft.period === 'DATED' ? draft.closesOn! : minimumOn;
  const today = dayOf(publishedAt);
  const faults: Issue[] = [];
  if (parseDay(closesOn) <= today)
    faults.push(issue('period.closesOn', 'consultations.closesTooEarly', { published: formatDay(today) }));
  else if (closesOn < minimumOn && draft.shortReason === null)
    faults.push(
      issue('period.shortReason', 'consultations.shortWithoutReason', {
        minimum: minimumOn,
        rule: days.rule.title,
      }),
    );
  if (draft.hearingOn !== null)
    faults.push(
      ...hearingFaults('hearing.on', draft.hearingOn, {
        today,
        closesOn,
        papersBy: days.papersBy(draft.hearingOn),
      }),
    );
  return { closesOn, minimumOn, faults };
}

/** The papers must still be able to be sent in time, and the hearing must be within the period. @param field its day */
export function hearingFaults(
  field: string,
  on: CivilDay,
  { today, closesOn, papersBy }: { today: number; closesOn: CivilDay; papersBy: CivilDay },
): Issue[] {
  if (parseDay(papersBy) < today) return [issue(field, 'consultations.papersTooLate', { papersBy })];
  return on > closesOn ? [issue(field, 'consultations.hearingOutsidePeriod', { closesOn })] : [];
}
