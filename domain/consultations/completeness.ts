import { dayOf, formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import type { ConsultationDays } from './rules.js';

/** What is to be published, as far as it is there. */
export interface Draft {
  /** How many clauses there are. */
  readonly clauses: number;
  readonly explanation: string | null;
  readonly howToAnswer: string | null;
  readonly period: 'PRESET' | 'DATED' | null;
  readonly closesOn: CivilDay | null;
  readonly shortReason: string | null;
  readonly hearingOn: CivilDay | null;
}

export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** Which of the four are missing that a consultation is published with (RULES.md 5.8, Q1). */
export function missingParts({ clauses, explanation, howToAnswer, period }: Draft): Fault[] {
  const parts: readonly (readonly [field: string, isThere: boolean, message: string])[] = [
    ['clauses', clauses > 0, '缺少征求意见稿(按条)'],
    ['explanation', explanation !== null, '缺少起草说明'],
    ['howToAnswer', howToAnswer !== null, '缺少征求意见的方式'],
    ['period', period !== null, '缺少征求意见的期限'],
  ];
  return parts.filter(([, isThere]) => !isThere).map(([field, , message]) => ({ field, message }));
}

/**
 * When the period of a draft ends that is published at an instant, and what the law in force then says against its
 * days (Q2 and Q3).
 */
export function plannedPeriod(
  draft: Draft,
  days: ConsultationDays,
  publishedAt: number,
): { readonly closesOn: CivilDay; readonly minimumOn: CivilDay; readonly faults: readonly Fault[] } {
  const minimumOn = days.minimumClose(publishedAt);
  const closesOn = draft.period === 'DATED' ? draft.closesOn! : minimumOn;
  const today = dayOf(publishedAt);
  const faults: Fault[] = [];
  if (parseDay(closesOn) <= today)
    faults.push({ field: 'period.closesOn', message: `须晚于发布之日 ${formatDay(today)}` });
  else if (closesOn < minimumOn && draft.shortReason === null)
    faults.push({
      field: 'period.shortReason',
      message: `早于 ${minimumOn}(${days.rule.title}),须公布缩短期限的理由`,
    });
  if (draft.hearingOn !== null)
    faults.push(
      ...hearingFaults(draft.hearingOn, { today, closesOn, papersBy: days.papersBy(draft.hearingOn) }),
    );
  return { closesOn, minimumOn, faults };
}

/** Papers must still be able to go out in time, and the hearing is part of the period. */
export function hearingFaults(
  on: CivilDay,
  { today, closesOn, papersBy }: { today: number; closesOn: CivilDay; papersBy: CivilDay },
): Fault[] {
  if (parseDay(papersBy) < today)
    return [{ field: 'hearing.on', message: `听证材料须在 ${papersBy} 前送达,该日已过` }];
  return on > closesOn ? [{ field: 'hearing.on', message: `须在征求意见期内(${closesOn} 止)` }] : [];
}
