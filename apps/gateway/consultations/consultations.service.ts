import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ProcessesRepository } from '../../../domain/cases/processes/processes.repository.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { missingParts, plannedPeriod } from '../../../domain/consultations/completeness.js';
import { daysAt } from '../../../domain/consultations/consultation-days.js';
import {
  ConsultationsRepository,
  type ConsultationRow,
} from '../../../domain/consultations/consultations.repository.js';
import { readDraft } from '../../../domain/consultations/draft.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { PolicyDocumentsRepository } from '../../../domain/consultations/policy-documents.repository.js';
import { detail, textIfKnown } from '../../../domain/messages/index.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import { consultation } from '../../../workflows/consultations/definition.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { toProcessView } from '../cases/processes/process-view.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { ConsultationContentService, toSummary } from './consultation-content.service.js';
import {
  consultationFilters,
  type ConsultationActs,
  type ConsultationPage,
  type ConsultationsQuery,
  type ConsultationView,
  type FaultView,
} from './consultations.dto.js';
import { visiblePolicies } from './policy-documents/visible-policies.js';

/** 州法制办, 州信息办 and 州政府办. */
const OFFICES = { legal: 'FZB', info: 'XXB', government: 'ZFB' } as const;

/** Consultations for staff: starting, reading, withdrawing. */
@Injectable()
export class ConsultationsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly consultations: ConsultationsRepository,
    private readonly opinions: OpinionsRepository,
    private readonly processes: ProcessesRepository,
    private readonly commands: MeteredCommands,
    private readonly contents: ConsultationContentService,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /**
   * Starts the process of a registered policy.
   *
   * @throws {DubanError} NOT_FOUND, POLICY_STATE, IDEMPOTENCY_KEY_REUSED
   */
  async create(actor: Actor, policy: string, idempotency?: Idempotency): Promise<ConsultationView> {
    const id = randomUUID();
    const now = businessDate();
    try {
      const { process } = await this.commands.start(consultation, {
        id,
        subject: `ZJ${formatDay(dayOf(now.getTime())).replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}`,
        input: { policy, unit: actor.unit, ...OFFICES },
        account: actor.id,
        unit: actor.unit,
        roles: actor.roles,
        idempotency,
        within: async (tx) => {
          // The unit that registered the policy: an heir continues it.
          const unitCode = await lockDraftPolicy(tx, policy, actor.ownUnits);
          await new ConsultationsRepository(tx).add({
            id,
            policyId: policy,
            unitCode,
            createdBy: actor.id,
            createdAt: now,
          });
        },
      });
      return await this.get(actor, process);
    } catch (error) {
      if (!isUniqueViolation(error, 'consultation_policy_id_key')) throw error;
      throw new DubanError('POLICY_STATE', detail('consultations.policyHasConsultation'));
    }
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  list(actor: Actor, query: ConsultationsQuery): Promise<ConsultationPage> {
    const where = [visiblePolicies(actor, 'c.unit_code'), ...consultationFilters(query)];
    return this.consultations.page(query, where, toSummary);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ConsultationView> {
    const row = await this.row(actor, id);
    const now = businessNow();
    const days = await daysAt({ dataSource: this.dataSource, timeLimits: this.timeLimits }, now);
    const draft = await readDraft(this.dataSource, row);
    const planned = plannedPeriod(draft, days, now);
    const isDraft = row.publishedAt === null;
    const faults = draft.period === null ? [] : planned.faults;
    const [process, opinions, content, editable] = await Promise.all([
      this.processes.find(id),
      this.opinions.moderationCounts(id),
      this.contents.of(row),
      this.consultations.editable(id),
    ]);
    const { period, sortBy, answerBy } = row;
    return {
      ...content,
      ...{ period, sortBy, answerBy },
      minimumOn: row.minimumOn ?? planned.minimumOn,
      missing: isDraft ? [...missingParts(draft), ...faults].map(toFaultView) : [],
      opinions,
      acts: actsOf(actor, row, {
        ...editable,
        isRunning: process!.state === 'running' && row.state !== 'withdrawn',
      }),
      process: toProcessView(process!),
    };
  }

  /**
   * Withdraws the policy on behalf of its unit, until it is issued.
   *
   * @throws {DubanError} NOT_FOUND, MESSAGE_NOT_EXPECTED, PROCESS_ENDED
   */
  async withdraw(
    actor: Actor,
    id: string,
    reason: string,
    idempotency?: Idempotency,
  ): Promise<ConsultationView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.get(actor, id);
    await this.assertOwn(actor, id);
    await this.commands.send({
      process: { id },
      command: { kind: 'message', name: 'withdraw', decision: {}, by: byActor(actor) },
      content: { reason },
      idempotency,
    });
    return this.get(actor, id);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  row(actor: Actor, id: string): Promise<ConsultationRow> {
    return this.consultations.get(id, visiblePolicies(actor, 'c.unit_code'));
  }

  /** @throws {DubanError} NOT_FOUND unless the consultation is of the account's unit */
  async assertOwn(actor: Actor, id: string): Promise<void> {
    const { unitCode } = await this.row(actor, id);
    if (!actor.ownUnits.includes(unitCode))
      throw new DubanError('NOT_FOUND', detail('consultations.noConsultationOfUnit'));
  }
}

/** Roles of the unit that may withdraw its policy. */
export const WITHDRAWERS = ['agency-clerk', 'agency-signer'];

/** What an account may do with draft and opinions: as the routes and services that do it. */
function actsOf(
  { roles, ownUnits }: Actor,
  { unitCode }: ConsultationRow,
  editable: { readonly draft: boolean; readonly opinions: boolean; readonly isRunning: boolean },
): ConsultationActs {
  const isOfUnit = ownUnits.includes(unitCode);
  const isOwn = isOfUnit && roles.includes('agency-clerk');
  return {
    writeDraft: isOwn && editable.draft,
    moderate: (isOwn || roles.includes('info-editor')) && editable.opinions,
    answer: isOwn && editable.opinions,
    withdraw: isOfUnit && roles.some((role) => WITHDRAWERS.includes(role)) && editable.isRunning,
  };
}

const toFaultView = ({ field, code, params }: Issue): FaultView => ({
  field,
  message: textIfKnown(code, params) ?? code,
});

async function lockDraftPolicy(tx: EntityManager, id: string, units: readonly string[]): Promise<string> {
  const policy = await new PolicyDocumentsRepository(tx).lock(id);
  if (!policy || !units.includes(policy.unitCode))
    throw new DubanError('NOT_FOUND', detail('consultations.noPolicyOfUnit'));
  if (policy.state !== 'draft') throw new DubanError('POLICY_STATE', detail('consultations.policyNotDraft'));
  return policy.unitCode;
}
