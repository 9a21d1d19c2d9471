import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { parseRule, type ConsultationRule } from '../../../domain/consultations/rules.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';

/** What the law asks of consultations, by the day from which on. Rules are added, never changed: published ones name theirs. */
@Injectable()
export class ConsultationRules {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /** Latest first. */
  async list(): Promise<ConsultationRule[]> {
    const { rows } = await this.pool.query<{ from: string; title: string; body: object }>(
      'SELECT effective_from::text AS from, title, body FROM consultation_rule ORDER BY effective_from DESC',
    );
    return rows.map(({ from, title, body }) => parseRule(from, title, body));
  }

  /**
   * The same rule once more changes nothing.
   *
   * @param within the transaction, at its end
   * @throws {DubanError} VERSION_CONFLICT
   */
  async add(
    { effectiveFrom, title, ...body }: ConsultationRule,
    within: (tx: EntityManager) => Promise<void>,
  ): Promise<void> {
    const values = [effectiveFrom, title, JSON.stringify(body)];
    const stands = await transaction(this.dataSource, async (tx) => {
      await tx.query(
        `INSERT INTO consultation_rule (effective_from, title, body) VALUES ($1, $2, $3)
         ON CONFLICT (effective_from) DO NOTHING`,
        values,
      );
      const same: unknown[] = await tx.query(
        'SELECT 1 FROM consultation_rule WHERE effective_from = $1 AND title = $2 AND body = $3::jsonb',
        values,
      );
      if (same.length === 1) await within(tx);
      return same.length === 1;
    });
    if (stands) return;
    const message = `there is a rule from ${effectiveFrom} on, which never changes: give another day`;
    throw new DubanError('VERSION_CONFLICT', `effectiveFrom: ${message}`, {
      issues: [{ field: 'effectiveFrom', message }],
    });
  }
}
