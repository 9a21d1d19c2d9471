import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { clauseFaults, clausesOf, numbered, type Clause } from '../../../domain/consultations/clauses.js';
import {
  ConsultationsRepository,
  type DraftContent,
} from '../../../domain/consultations/consultations.repository.js';
import { HearingsRepository } from '../../../domain/consultations/hearings.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type { DraftBody } from './consultations.dto.js';

/** The draft of a consultation while the task `prepare` of its unit is open. */
@Injectable()
export class ConsultationDraftService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** Replaces the whole draft. @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async put(actor: Actor, id: string, body: DraftBody): Promise<void> {
    const clauses = clausesFrom(body);
    await assertComputable(this.timeLimits, ['consultation'], businessNow(), daysOf(body));
    await transaction(this.dataSource, async (tx) => {
      const consultations = new ConsultationsRepository(tx);
      const editable = await consultations.lockDraft(id, actor.ownUnits);
      if (editable === undefined)
        throw new DubanError('NOT_FOUND', detail('consultations.noConsultationOfUnit'));
      if (!editable) throw new DubanError('RECORD_FROZEN', detail('consultations.draftNotEditable'));
      const drafted = { by: actor.id, at: businessDate() };
      await consultations.replaceDraft(id, { content: contentOf(body), clauses }, drafted);
      const { hearing } = body;
      await new HearingsRepository(tx).replace(id, hearing ? { ...hearing, heldOn: hearing.on } : null);
    });
  }
}

function contentOf(body: DraftBody): DraftContent {
  const { explanation, howToAnswer, phone, address, postcode, email, period, opinionsShown } = body;
  return {
    explanation: explanation ?? null,
    howToAnswer: howToAnswer ?? null,
    phone: phone ?? null,
    address: address ?? null,
    postcode: postcode ?? null,
    email: email ?? null,
    period: period?.kind ?? null,
    closesOn: (period?.kind === 'DATED' && period.closesOn) || null,
    shortReason: period?.shortReason ?? null,
    opinionsShown,
  };
}

function clausesFrom({ text, clauses: given }: DraftBody): readonly Clause[] {
  if (text !== undefined && given !== undefined)
    throw invalid(issue('clauses', 'consultations.textOrClauses'));
  if (text === undefined && given === undefined) return [];
  const field = given ? 'clauses' : 'text';
  const clauses = given
    ? numbered(given.map(({ label, heading = null, text: words }) => ({ label, heading, text: words })))
    : clausesOf(text!);
  if (clauses.length === 0) throw invalid(issue(field, 'consultations.noClauses'));
  const faults = clauseFaults(clauses);
  if (faults.length > 0)
    throw invalid(
      ...faults.map(({ index, fault }) => ({ ...fault, field: given ? `clauses.${index}` : field })),
    );
  return clauses;
}

const daysOf = ({ period, hearing }: DraftBody): Record<string, string | undefined> => ({
  'period.closesOn': period?.closesOn,
  'hearing.on': hearing?.on,
});
