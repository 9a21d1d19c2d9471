import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { linkArrangement } from '../../../domain/arrangements/link-arrangement.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { parseQuestionnaire } from '../../../domain/surveys/parse-questionnaire.js';
import { periodRules, questionnaireDay, type PeriodRules } from '../../../domain/surveys/period.js';
import { dayOf, formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { survey } from '../../../workflows/surveys/definition.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { invalid, type Issue } from '../platform/problems/validation.js';
import { INFO_ROLES } from './survey-access.js';
import { SurveyRows, toSurveyView, type StoredSurvey } from './survey-rows.js';
import type { EditSurveyBody, NewSurveyBody, SurveyContent, SurveyView } from './surveys.dto.js';

/** 州政府信息办: reviews what units hand in. */
const INFO_OFFICE = 'XXB';
/** A plan for later than this is a slip of the pen. */
const FARTHEST_DAYS = 366;

type OneAnswer = NonNullable<SurveyContent['oneAnswer']>;
interface Plan {
  readonly opensOn: string;
  readonly days: number;
}

/** Surveys while they are drawn up. */
@Injectable()
export class SurveyDrafts {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
    private readonly rows: SurveyRows,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, QUESTIONNAIRE_INVALID, UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED */
  async create(actor: Actor, body: NewSurveyBody, idempotency?: Idempotency): Promise<SurveyView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return toSurveyView(await this.rows.find(actor, earlier.process));
    await this.timeLimits.ready();
    const rules = this.rules();
    const unit = await this.unitOf(actor, body.unit);
    const office = INFO_ROLES.some((role) => actor.roles.includes(role)) ? actor.unit : INFO_OFFICE;
    const plan = { opensOn: body.opensOn, days: body.days ?? rules.defaultDays };
    checkPlan(plan, rules);
    await this.assertComputable(plan);
    const content = contentOf(body);
    const { oneAnswer = 'device', results = 'afterwards' } = content;
    const addressHours = hoursOf(oneAnswer, content.addressHours);
    const { region } = this.timeLimits.policyAt(businessNow());
    const questionnaireBy = questionnaireDay(rules, this.timeLimits.calendar().region(region), plan.opensOn);
    const id = randomUUID();
    const { process } = await this.commands.start(survey, {
      id,
      subject: `DC${plan.opensOn.replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}`,
      input: { unit, office, questionnaireBy },
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      idempotency,
      within: async (tx) => {
        await tx.query(INSERT, [
          id,
          ...valuesOf({ ...content, oneAnswer, results }, { ...plan, title: body.title.trim() }),
          ...[addressHours, unit, office, body.arrangement ?? null, actor.id, businessDate()],
        ]);
        if (body.arrangement)
          await linkArrangement(tx, { entry: body.arrangement, kind: 'survey', unit, process: id });
      },
    });
    return toSurveyView(await this.rows.find(actor, process));
  }

  /** Its first day, and the one after its last: @throws {DubanError} VALIDATION_FAILED */
  private async assertComputable({ opensOn, days }: Plan): Promise<void> {
    const last = formatDay(parseDay(opensOn) + days);
    for (const day of [opensOn, last])
      await assertComputable(this.timeLimits, ['survey'], Date.now(), { opensOn: day });
  }

  /**
   * Changes what is given; whatever is left out stays as it is.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, QUESTIONNAIRE_INVALID; SURVEY_STATE unless the unit is asked for
   * it now; SURVEY_CHANGED when somebody else has changed it
   */
  async edit(actor: Actor, id: string, { revision, ...body }: EditSurveyBody): Promise<SurveyView> {
    await this.timeLimits.ready();
    const known = await this.rows.find(actor, id);
    const content = contentOf(body);
    await transaction(this.dataSource, async (tx) => {
      const [row]: (Pick<StoredSurvey, 'revision' | 'oneAnswer' | 'addressHours' | 'days' | 'opensOn'> & {
        asked: boolean;
      })[] = await tx.query(DRAFT, [id]);
      if (!row!.asked) throw new DubanError('SURVEY_STATE', 'the survey is not being drawn up now');
      if (row!.revision !== revision)
        throw new DubanError('SURVEY_CHANGED', `it is revision ${row!.revision} by now`);
      const plan = { opensOn: body.opensOn ?? row!.opensOn, days: body.days ?? row!.days };
      checkPlan(plan, this.rules());
      await this.assertComputable(plan);
      const { oneAnswer = row!.oneAnswer as OneAnswer } = content;
      const addressHours = hoursOf(oneAnswer, content.addressHours ?? row!.addressHours ?? undefined);
      const values = valuesOf({ ...content, oneAnswer }, { ...plan, title: body.title?.trim() });
      await tx.query(UPDATE, [id, ...values, addressHours]);
    });
    return toSurveyView(await this.rows.find(actor, known.id));
  }

  private rules(): PeriodRules {
    return periodRules(this.timeLimits.policyAt(businessNow()));
  }

  private async unitOf(actor: Actor, named: string | undefined): Promise<string> {
    const byOffice = INFO_ROLES.some((role) => actor.roles.includes(role));
    if (!byOffice && named !== undefined && named !== actor.unit)
      throw invalid({ field: 'unit', message: 'a unit sets up its own surveys' });
    const unit = named ?? actor.unit;
    await assertUnits(this.dataSource, { unit: [unit] }, { withoutPrefecture: true });
    return unit;
  }
}

/** @throws {DubanError} QUESTIONNAIRE_INVALID naming every question at fault */
function contentOf({ questionnaire, ...content }: SurveyContent): SurveyContent {
  const { purpose, notice, anonymity, retentionMonths, oneAnswer, addressHours, results } = content;
  const own = {
    ...{ purpose: purpose?.trim(), notice: notice?.trim() },
    ...{ anonymity, retentionMonths, oneAnswer, addressHours, results },
  };
  if (questionnaire === undefined) return own;
  const parsed = parseQuestionnaire(questionnaire);
  if (parsed.questionnaire === null) {
    const issues = parsed.issues.map(({ path, message }) => ({
      field: ['questionnaire', path].filter(Boolean).join('.'),
      message,
    }));
    throw new DubanError('QUESTIONNAIRE_INVALID', `${issues.length} faults in the questionnaire`, { issues });
  }
  return { ...own, questionnaire: parsed.questionnaire };
}

/** @throws {DubanError} VALIDATION_FAILED naming every field at fault */
function checkPlan({ opensOn, days }: Plan, { minDays, maxDays }: PeriodRules): void {
  const issues: Issue[] = [];
  const today = dayOf(businessNow());
  const first = dayOrNull(opensOn);
  if (first === null) issues.push({ field: 'opensOn', message: '须为日期 YYYY-MM-DD' });
  else if (first < today || first > today + FARTHEST_DAYS)
    issues.push({ field: 'opensOn', message: '须为今日起一年之内的日期' });
  if (days < minDays || days > maxDays)
    issues.push({ field: 'days', message: `须为 ${minDays} 到 ${maxDays} 日` });
  if (issues.length > 0) throw invalid(...issues);
}

/** @throws {DubanError} VALIDATION_FAILED */
function hoursOf(
  oneAnswer: NonNullable<SurveyContent['oneAnswer']>,
  hours: number | undefined,
): number | null {
  if (oneAnswer !== 'address') return null;
  if (hours === undefined) throw invalid({ field: 'addressHours', message: 'is needed with `address`' });
  return hours;
}

function dayOrNull(text: string): number | null {
  try {
    return parseDay(text);
  } catch {
    return null;
  }
}

/** In the order of the parameters from `$2` on; what is undefined becomes null. */
function valuesOf(
  { purpose, notice, anonymity, retentionMonths, oneAnswer, results, questionnaire }: SurveyContent,
  plan: { readonly title?: string; readonly opensOn: string; readonly days: number },
): unknown[] {
  return [
    ...[plan.title, purpose, notice, anonymity, retentionMonths, oneAnswer, results, plan.opensOn, plan.days],
    questionnaire === undefined ? null : JSON.stringify(questionnaire),
  ];
}

const INSERT = `
  INSERT INTO survey (id, title, purpose, notice, anonymity, retention_months, one_answer, results, opens_on, days,
    questionnaire, address_hours, unit_code, office_code, arrangement_id, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

const UPDATE = `
  UPDATE survey SET title = coalesce($2, title), purpose = coalesce($3, purpose), notice = coalesce($4, notice),
    anonymity = coalesce($5, anonymity), retention_months = coalesce($6, retention_months), one_answer = $7,
    results = coalesce($8, results), opens_on = $9, days = $10, questionnaire = coalesce($11, questionnaire),
    address_hours = $12, revision = revision + 1
  WHERE id = $1`;

const DRAFT = `
  SELECT s.revision, s.one_answer AS "oneAnswer", s.address_hours AS "addressHours", s.days,
    s.opens_on::text AS "opensOn", EXISTS (
      SELECT 1 FROM task t WHERE t.process_id = s.id AND t.state = 'open' AND t.name IN ('submit', 'revise')) AS asked
  FROM survey s WHERE s.id = $1 FOR NO KEY UPDATE OF s`;
