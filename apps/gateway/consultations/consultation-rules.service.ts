import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { ConsultationRulesRepository } from '../../../domain/consultations/consultation-rules.repository.js';
import type { ConsultationRule } from '../../../domain/consultations/rules.js';
import { issue } from '../../../domain/messages/index.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../platform/tokens.js';

/** Versions of the rules on consultations. */
@Injectable()
export class ConsultationRulesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly rules: ConsultationRulesRepository,
  ) {}

  /** Latest first. */
  list(): Promise<ConsultationRule[]> {
    return this.rules.list();
  }

  /**
   * Adds a rule. Idempotent.
   *
   * @param within runs at the end of the transaction
   * @throws {DubanError} VERSION_CONFLICT when another rule has its effective date
   */
  async add(rule: ConsultationRule, within: (tx: EntityManager) => Promise<void>): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      if (!(await new ConsultationRulesRepository(tx).add(rule))) {
        const { effectiveFrom: from } = rule;
        throw DubanError.ofFields('VERSION_CONFLICT', [
          issue('effectiveFrom', 'consultations.ruleExists', { from }),
        ]);
      }
      await within(tx);
    });
  }
}
