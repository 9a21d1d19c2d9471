import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { linkArrangement } from '../../../domain/arrangements/link-arrangement.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { periodRules, questionnaireDay, type PeriodRules } from '../../../domain/surveys/period.js';
import { SurveysRepository } from '../../../domain/surveys/surveys.repository.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { survey } from '../../../workflows/surveys/definition.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { isInfoOffice } from './survey-access.js';
import { addressHoursOf, assertPlan, contentOf, type SurveyPlan } from './survey-content.js';
import { toSurveyView } from './survey-view.js';
import type { EditSurveyBody, NewSurveyBody, SurveyView } from './surveys.dto.js';
import { SurveysService } from './surveys.service.js';

/** 州政府信息办: reviews the surveys of units. */
const INFO_OFFICE = 'XXB';

/** Starting a survey, and editing it while it is drafted. */
@Injectable()
export class SurveyDraftsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly surveys: SurveysRepository,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
    private readonly reads: SurveysService,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, QUESTIONNAIRE_INVALID, UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED */
  async create(actor: Actor, body: NewSurveyBody, idempotency?: Idempotency): Promise<SurveyView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.view(actor, earlier.process);
    await this.timeLimits.ready();
    const rules = this.rules();
    const unit = await this.unitOf(actor, body.unit);
    const office = isInfoOffice(actor) ? actor.unit : INFO_OFFICE;
    const plan = { opensOn: body.opensOn, days: body.days ?? rules.defaultDays };
    assertPlan(plan, rules);
    await this.assertComputable(plan);
    const content = contentOf(body);
    const { kind = 'SPECIAL', oneAnswer = 'device', results = 'afterwards' } = content;
    const addressHours = addressHoursOf(oneAnswer, content.addressHours);
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
        const { arrangement = null } = body;
        await new SurveysRepository(tx).add({
          ...{ purpose: null, notice: null, anonymity: null, retentionMonths: null, questionnaire: null },
          ...content,
          ...{ id, title: body.title, kind, ...plan, oneAnswer, addressHours, results, unitCode: unit },
          ...{
            officeCode: office,
            arrangementId: arrangement,
            createdBy: actor.id,
            createdAt: businessDate(),
          },
        });
        const units = unit === actor.unit ? actor.ownUnits : [unit];
        if (arrangement)
          await linkArrangement(tx, { entry: arrangement, kind: 'survey', units, process: id });
      },
    });
    return this.view(actor, process);
  }

  /** Its first day, and the day after its last one. @throws {DubanError} VALIDATION_FAILED */
  private async assertComputable({ opensOn, days }: SurveyPlan): Promise<void> {
    const last = formatDay(parseDay(opensOn) + days);
    for (const day of [opensOn, last])
      await assertComputable(this.timeLimits, ['survey'], Date.now(), { opensOn: day });
  }

  /**
   * Changes the fields that are given.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, QUESTIONNAIRE_INVALID; SURVEY_STATE unless a drafting task is open;
   * SURVEY_CHANGED when somebody else has changed it
   */
  async edit(actor: Actor, id: string, { revision, ...body }: EditSurveyBody): Promise<SurveyView> {
    await this.timeLimits.ready();
    await this.reads.find(actor, id);
    const content = contentOf(body);
    await transaction(this.dataSource, async (tx) => {
      const surveys = new SurveysRepository(tx);
      const current = await surveys.getLocked(id);
      if (!(await surveys.isDrafted(id)))
        throw new DubanError('SURVEY_STATE', detail('surveys.notDraftedNow'));
      if (current.revision !== revision)
        throw new DubanError('SURVEY_CHANGED', detail('surveys.revisionNow', { revision: current.revision }));
      const plan = { opensOn: body.opensOn ?? current.opensOn, days: body.days ?? current.days };
      assertPlan(plan, this.rules());
      await this.assertComputable(plan);
      const { oneAnswer = current.oneAnswer } = content;
      const addressHours = addressHoursOf(oneAnswer, content.addressHours ?? current.addressHours);
      const draft = { ...content, ...plan, title: body.title, oneAnswer, addressHours };
      await surveys.edit(id, draft, { by: actor.id, at: businessDate() });
    });
    return this.view(actor, id);
  }

  private async view(actor: Actor, id: string): Promise<SurveyView> {
    return toSurveyView(await this.reads.find(actor, id));
  }

  private rules(): PeriodRules {
    return periodRules(this.timeLimits.policyAt(businessNow()));
  }

  private async unitOf(actor: Actor, named: string | undefined): Promise<string> {
    if (!isInfoOffice(actor) && named !== undefined && named !== actor.unit)
      throw invalid(issue('unit', 'surveys.ownUnitOnly'));
    const unit = named ?? actor.unit;
    await assertUnits(this.dataSource, { unit: [unit] }, { withoutPrefecture: true });
    return unit;
  }
}
