import type { PeriodRules } from '../../../domain/surveys/period.js';
import { questionnaireFaults } from '../../../domain/surveys/questionnaire-faults.js';
import { questionnaireSchema, type Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import type { SurveyDraft } from '../../../domain/surveys/surveys.repository.js';
import { issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { schemaIssue } from '../platform/problems/schema-issues.js';
import { invalid } from '../platform/problems/validation.js';
import type { SurveyContent } from './surveys.dto.js';

/** A plan for a later day is a typing error. */
const FARTHEST_DAYS = 366;

export interface SurveyPlan {
  /** YYYY-MM-DD */
  readonly opensOn: string;
  readonly days: number;
}

/** The contents that a request gives, without its plan. @throws {DubanError} QUESTIONNAIRE_INVALID naming every fault */
export function contentOf(body: SurveyContent): Partial<Omit<SurveyDraft, 'title' | 'opensOn' | 'days'>> {
  const { kind, purpose, notice, anonymity, retentionMonths, oneAnswer, addressHours, results } = body;
  return {
    ...{ kind, purpose, notice, anonymity, retentionMonths, oneAnswer, addressHours, results },
    ...(body.questionnaire !== undefined && { questionnaire: readQuestionnaire(body.questionnaire) }),
  };
}

/** @throws {DubanError} QUESTIONNAIRE_INVALID naming every fault by its path */
export function readQuestionnaire(value: unknown): Questionnaire {
  const parsed = questionnaireSchema.safeParse(value, { reportInput: true });
  const found = parsed.success
    ? questionnaireFaults(parsed.data).map((fault) => ({ ...fault, field: `questionnaire.${fault.field}` }))
    : parsed.error.issues.flatMap((one) => schemaIssue(one, ['questionnaire']) as Issue[]);
  const [first, ...more] = found;
  if (first) throw DubanError.ofFields('QUESTIONNAIRE_INVALID', [first, ...more]);
  return parsed.data!;
}

/** @throws {DubanError} VALIDATION_FAILED naming every field at fault */
export function assertPlan({ opensOn, days }: SurveyPlan, { minDays: min, maxDays: max }: PeriodRules): void {
  const today = dayOf(businessNow());
  const first = dayOrNull(opensOn);
  const isNear = first !== null && first >= today && first <= today + FARTHEST_DAYS;
  const issues = [
    ...(first === null ? [issue('opensOn', 'fields.day')] : []),
    ...(first !== null && !isNear ? [issue('opensOn', 'surveys.withinYear')] : []),
    ...(days < min || days > max ? [issue('days', 'surveys.daysBetween', { min, max })] : []),
  ];
  if (issues.length > 0) throw invalid(...issues);
}

/** Hours for which an address is remembered; null with other rules. @throws {DubanError} VALIDATION_FAILED */
export function addressHoursOf(
  oneAnswer: SurveyDraft['oneAnswer'],
  hours: number | null | undefined,
): number | null {
  if (oneAnswer !== 'address') return null;
  if (hours === undefined || hours === null) throw invalid(issue('addressHours', 'fields.required'));
  return hours;
}

function dayOrNull(text: string): number | null {
  try {
    return parseDay(text);
  } catch {
    return null;
  }
}
