import type { Database } from '../../../infra/database/query.js';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { periodRules, type PeriodRules } from '../../../domain/surveys/period.js';
import { surveyGaps } from '../../../domain/surveys/survey-gaps.js';
import {
  SURVEY_DRAFT,
  SurveysRepository,
  type StoredSurvey,
} from '../../../domain/surveys/surveys.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { allOf, notByAuthor } from '../cases/tasks/author-checks.js';
import type {
  Check,
  Checks,
  Precondition,
  PreconditionOptions,
  Preconditions,
} from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import { invalid } from '../platform/problems/validation.js';

const DAY_MS = 86_400_000;

/** Rules on the decisions of a survey that only the database and the policy can judge. */
export class SurveyChecks {
  constructor(private readonly timeLimits: TimeLimitService) {}

  /** The reviewed revision is the present one. @throws {DubanError} SURVEY_CHANGED */
  private readonly isCurrent: Check = async (tx, task, { revision }: { revision: number }) => {
    const survey = await new SurveysRepository(tx).getLocked(task.process_id);
    if (survey.revision !== revision)
      throw new DubanError('SURVEY_CHANGED', detail('surveys.revisionNow', { revision: survey.revision }));
  };

  /** @throws {DubanError} SURVEY_INCOMPLETE naming each missing part */
  private readonly isComplete: Precondition = async (db, task, options) => {
    const survey = await read(db, task, options);
    const [first, ...more] = surveyGaps(survey).map((field) => issue(field, 'fields.required'));
    if (first) throw DubanError.ofFields('SURVEY_INCOMPLETE', [first, ...more]);
  };

  /** @throws {DubanError} SURVEY_PERIOD before the shortest period has passed */
  private readonly wasOpenLongEnough: Precondition = async (db, task, options) => {
    const { opensAt } = openPeriod(await read(db, task, options));
    const { minDays: days } = await this.rules();
    if (businessNow() < opensAt.getTime() + days * DAY_MS)
      throw new DubanError('SURVEY_PERIOD', detail('surveys.openForLess', { days }));
  };

  /** @throws {DubanError} SURVEY_PERIOD unless the new last day is later, and within the longest period */
  private readonly mayBeExtended: Check = async (tx, task, { closesOn }: { closesOn: string }) => {
    const { opensAt, closesAt } = openPeriod(await new SurveysRepository(tx).getLocked(task.process_id));
    const { maxDays: max } = await this.rules();
    const last = parseDay(closesOn);
    if (last < dayOf(closesAt.getTime()))
      throw DubanError.ofFields('SURVEY_PERIOD', [issue('decision.closesOn', 'surveys.afterClosing')]);
    if (last - dayOf(opensAt.getTime()) + 1 > max)
      throw DubanError.ofFields('SURVEY_PERIOD', [
        issue('decision.closesOn', 'surveys.openForMore', { max }),
      ]);
  };

  /**
   * Each signed suggestion has one verdict. Suggestions of respondents may have verdicts as well.
   *
   * @throws {DubanError} VALIDATION_FAILED naming each suggestion without a verdict, or with several
   */
  private readonly answersEverySuggestion: Check = async (tx, task, _decision, { content }) => {
    const signed = await new SurveysRepository(tx).suggestions(task.process_id);
    const { items } = content as { items: readonly { suggestion: string }[] };
    const answered = items.map(({ suggestion }) => suggestion.trim());
    const issues = signed.flatMap((text, index) => {
      const suggestion = text.trim();
      const verdicts = answered.filter((one) => one === suggestion).length;
      if (verdicts === 1) return [];
      const fault = verdicts === 0 ? 'surveys.noVerdict' : 'surveys.severalVerdicts';
      return [issue('content.items', fault, { number: index + 1, suggestion })];
    });
    if (issues.length > 0) throw invalid(...issues);
  };

  readonly preconditions: Preconditions = {
    'submit/submit': this.isComplete,
    'revise/submit': this.isComplete,
    'review/pass': allOf(notByAuthor(SURVEY_DRAFT), this.isComplete),
    'approve/publish': allOf(notByAuthor(SURVEY_DRAFT), this.isComplete),
    'collect/close': this.wasOpenLongEnough,
    'collect/extend': async (db, task, options) => void openPeriod(await read(db, task, options)),
  };

  readonly checks: Checks = {
    'submit/submit': this.isCurrent,
    'revise/submit': this.isCurrent,
    'review/pass': this.isCurrent,
    'approve/publish': this.isCurrent,
    'collect/extend': this.mayBeExtended,
    'adoption/submit': this.answersEverySuggestion,
  };

  private async rules(): Promise<PeriodRules> {
    await this.timeLimits.ready();
    return periodRules(this.timeLimits.policyAt(businessNow()));
  }
}

const read = (
  db: Database,
  { process_id: id }: LoadedTask,
  { lock }: PreconditionOptions,
): Promise<StoredSurvey> =>
  lock ? new SurveysRepository(db).getLocked(id) : new SurveysRepository(db).get(id);

/** @throws {DubanError} SURVEY_PERIOD when it has closed, even if its process does not know yet */
function openPeriod({ opensAt, closesAt, closedAt }: StoredSurvey): { opensAt: Date; closesAt: Date } {
  if (opensAt && closesAt && closedAt === null && businessNow() < closesAt.getTime())
    return { opensAt, closesAt };
  throw new DubanError('SURVEY_PERIOD', detail('surveys.notOpen'));
}
