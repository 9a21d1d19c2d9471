import type { EntityManager } from 'typeorm';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { periodRules } from '../../../domain/surveys/period.js';
import { dayOf, parseDay } from '../../../domain/time/civil-time.js';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import { invalid } from '../platform/problems/validation.js';
import { signedSuggestions } from './approved-suggestions.js';
import { missingOf, type REQUIRED, type StoredSurvey } from './survey-rows.js';

type Read = Pick<StoredSurvey, (typeof REQUIRED)[number] | 'revision'>;
interface Open {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly open: boolean;
}

const DAY_MS = 86_400_000;

/** What the decisions in a survey must satisfy that only the database and the policy know. */
export class SurveyChecks {
  constructor(private readonly timeLimits: TimeLimitService) {}

  /** @throws {DubanError} SURVEY_CHANGED, SURVEY_INCOMPLETE naming what is missing */
  private readonly ofRevision: Check = async (tx, task, { revision }: { revision: number }) => {
    const [row]: Read[] = await tx.query(READ, [task.process_id]);
    if (row!.revision !== revision)
      throw new DubanError('SURVEY_CHANGED', `it is revision ${row!.revision} by now`);
    const missing = missingOf(row!);
    if (missing.length > 0)
      throw new DubanError('SURVEY_INCOMPLETE', `missing: ${missing.join(', ')}`, {
        issues: missing.map((field) => ({ field, message: '须填写' })),
      });
  };

  /** @throws {DubanError} SURVEY_PERIOD before the shortest period has passed */
  private readonly longEnough: Check = async (tx, task) => {
    const { opensAt } = await this.openPeriod(tx, task);
    const { minDays } = await this.rules();
    if (businessNow() < opensAt.getTime() + minDays * DAY_MS)
      throw new DubanError('SURVEY_PERIOD', `it must be open for ${minDays} days`);
  };

  /** @throws {DubanError} SURVEY_PERIOD */
  private readonly within: Check = async (tx, task, { closesOn }: { closesOn: string }) => {
    const { opensAt, closesAt } = await this.openPeriod(tx, task);
    const { maxDays } = await this.rules();
    const last = parseDay(closesOn);
    const refuse = (message: string): DubanError =>
      new DubanError('SURVEY_PERIOD', message, { issues: [{ field: 'decision.closesOn', message }] });
    if (last < dayOf(closesAt.getTime())) throw refuse('须晚于现在的截止日');
    if (last - dayOf(opensAt.getTime()) + 1 > maxDays) throw refuse(`连同已开放的日子不得超过 ${maxDays} 日`);
  };

  /**
   * What was signed as a suggestion is answered, each once; what respondents have suggested beyond it may be answered too.
   *
   * @throws {DubanError} VALIDATION_FAILED naming each suggestion without a verdict, or with several
   */
  private readonly everySuggestion: Check = async (tx, task, _decision, { content }) => {
    const [row]: { suggestions: string[] | null }[] = await tx.query(
      `SELECT ${signedSuggestions('$1::uuid')} AS suggestions`,
      [task.process_id],
    );
    const { items } = content as { items: readonly { suggestion: string }[] };
    const answered = items.map(({ suggestion }) => suggestion.trim());
    const issues = (row?.suggestions ?? []).flatMap((suggestion, index) => {
      const verdicts = answered.filter((text) => text === suggestion.trim()).length;
      if (verdicts === 1) return [];
      const fault = verdicts === 0 ? '尚无采用结果' : '有多项采用结果';
      return [{ field: 'content.items', message: `报告第${index + 1}条建议“${suggestion.trim()}”${fault}` }];
    });
    if (issues.length > 0) throw invalid(...issues);
  };

  readonly checks: Checks = {
    'submit/submit': this.ofRevision,
    'revise/submit': this.ofRevision,
    'review/pass': this.ofRevision,
    'approve/publish': this.ofRevision,
    'collect/close': this.longEnough,
    'collect/extend': this.within,
    'adoption/submit': this.everySuggestion,
  };

  private async rules() {
    await this.timeLimits.ready();
    return periodRules(this.timeLimits.policyAt(businessNow()));
  }

  /** @throws {DubanError} SURVEY_PERIOD when it is not open any longer, whatever its process has heard of */
  private async openPeriod(tx: EntityManager, task: LoadedTask): Promise<Open> {
    const [row]: Open[] = await tx.query(OPEN, [task.process_id, businessDate()]);
    if (!row?.open) throw new DubanError('SURVEY_PERIOD', 'the survey is not open');
    return row;
  }
}

const READ = `
  SELECT revision, questionnaire, purpose, notice, anonymity, retention_months AS "retentionMonths"
  FROM survey WHERE id = $1 FOR NO KEY UPDATE`;

const OPEN = `
  SELECT opens_at AS "opensAt", closes_at AS "closesAt", closed_at IS NULL AND $2 < closes_at AS open
  FROM survey WHERE id = $1 FOR NO KEY UPDATE`;
