import type { EntityManager } from 'typeorm';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { periodRules, type PeriodRules } from '../../../domain/surveys/period.js';
import { surveyGaps } from '../../../domain/surveys/survey-gaps.js';
import { SURVEY_DRAFT, SurveysRepository } from '../../../domain/surveys/surveys.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { allOf, notByAuthor } from '../cases/tasks/author-checks.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import { invalid } from '../platform/problems/validation.js';

const DAY_MS = 86_400_000;

/** Rules on the decisions of a survey that only the database and the policy can judge. */
export class SurveyChecks {
  constructor(private readonly timeLimits: TimeLimitService) {}

  /** The reviewed revision is the present one, and complete. @throws {DubanError} SURVEY_CHANGED, SURVEY_INCOMPLETE */
  private readonly isComplete: Check = async (tx, task, { revision }: { revision: number }) => {
    const survey = await new SurveysRepository(tx).getLocked(task.process_id);
    if (survey.revision !== revision)
      throw new DubanError('SURVEY_CHANGED', detail('surveys.revisionNow', { revision: survey.revision }));
    const [first, ...more] = surveyGaps(survey).map((field) => issue(field, 'fields.required'));
    if (first) throw DubanError.ofFields('SURVEY_INCOMPLETE', [first, ...more]);
  };

  /** @throws {DubanError} SURVEY_PERIOD before the shortest period has passed */
  private readonly wasOpenLongEnough: Check = async (tx, task) => {
    const { opensAt } = await this.openPeriod(tx, task);
    const { minDays: days } = await this.rules();
    if (businessNow() < opensAt.getTime() + days * DAY_MS)
      throw new DubanError('SURVEY_PERIOD', detail('surveys.openForLess', { days }));
  };

  /** @throws {DubanError} SURVEY_PERIOD unless the new last day is later, and within the longest period */
  private readonly mayBeExtended: Check = async (tx, task, { closesOn }: { closesOn: string }) => {
    const { opensAt, closesAt } = await this.openPeriod(tx, task);
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

  readonly checks: Checks = {
    'submit/submit': this.isComplete,
    'revise/submit': this.isComplete,
    'review/pass': allOf(notByAuthor(SURVEY_DRAFT), this.isComplete),
    'approve/publish': allOf(notByAuthor(SURVEY_DRAFT), this.isComplete),
    'collect/close': this.wasOpenLongEnough,
    'collect/extend': this.mayBeExtended,
    'adoption/submit': this.answersEverySuggestion,
  };

  private async rules(): Promise<PeriodRules> {
    await this.timeLimits.ready();
    return periodRules(this.timeLimits.policyAt(businessNow()));
  }

  /** @throws {DubanError} SURVEY_PERIOD when it has closed, even if its process does not know yet */
  private async openPeriod(tx: EntityManager, task: LoadedTask): Promise<{ opensAt: Date; closesAt: Date }> {
    const { opensAt, closesAt, closedAt } = await new SurveysRepository(tx).getLocked(task.process_id);
    if (opensAt && closesAt && closedAt === null && businessNow() < closesAt.getTime())
      return { opensAt, closesAt };
    throw new DubanError('SURVEY_PERIOD', detail('surveys.notOpen'));
  }
}
