import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE, POOL } from '../../platform/tokens.js';
import type { TimeLimitPolicyItem, TimeLimitPolicyView } from './policies.dto.js';

/** Versions of policies. They are added and chosen, never changed: clocks are pinned to them. */
@Injectable()
export class PolicyStore {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /** Latest first, without their content. */
  async list(): Promise<TimeLimitPolicyItem[]> {
    const { rows } = await this.pool.query<TimeLimitPolicyItem>(
      `SELECT ${COLUMNS} FROM policy ORDER BY effective_from DESC, id, version DESC`,
    );
    return rows;
  }

  /** @throws {DubanError} NOT_FOUND also for what is no number */
  async get(id: string, version: string): Promise<TimeLimitPolicyView> {
    const { rows } = await this.pool.query<TimeLimitPolicyView>(
      `SELECT ${COLUMNS}, body FROM policy WHERE id = $1 AND version::text = $2`,
      [id, version],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', detail('cases.noPolicyVersion'));
    return rows[0];
  }

  /**
   * Adds the next version of a policy, not yet in force. The newest version once more, with the same content, changes
   * nothing.
   *
   * @param within the transaction, at its end
   * @throws {DubanError} VERSION_CONFLICT
   */
  async add(policy: Policy, within: (tx: EntityManager) => Promise<void>): Promise<void> {
    const { id, version, title, effectiveFrom } = policy;
    const body = JSON.stringify(policy);
    await transaction(this.dataSource, async (tx) => {
      await tx.query('LOCK TABLE policy IN SHARE ROW EXCLUSIVE MODE'); // versions are added one after another
      const [newest]: { version: number; same: boolean }[] = await tx.query(
        'SELECT version, body = $2::jsonb AS same FROM policy WHERE id = $1 ORDER BY version DESC LIMIT 1',
        [id, body],
      );
      if (newest?.same) return within(tx);
      const next = (newest?.version ?? 0) + 1;
      if (version !== next) throw conflict(id, next);
      await tx.query(
        'INSERT INTO policy (id, version, title, effective_from, active, body) VALUES ($1, $2, $3, $4, false, $5)',
        [id, version, title, effectiveFrom, body],
      );
      await within(tx);
    });
  }

  /**
   * Puts the newest version in force, from its day on: until then what is in force stays.
   *
   * @param within the transaction, at its end
   * @throws {DubanError} NOT_FOUND
   */
  activate(id: string, within: (tx: EntityManager) => Promise<void>): Promise<void> {
    return transaction(this.dataSource, async (tx) => {
      const [, changed]: [unknown, number] = await tx.query(ACTIVATE, [id, formatDay(dayOf(businessNow()))]);
      if (changed === 0) throw new DubanError('NOT_FOUND', detail('cases.noPolicy'));
      await within(tx);
    });
  }
}

const COLUMNS = 'id, version, title, effective_from::text AS "effectiveFrom", active';

/** As `TimeLimitService.policyAt` finds what is in force. */
const ACTIVATE = `
  WITH chosen AS (
    SELECT id, version, effective_from FROM policy WHERE id = $1 ORDER BY version DESC LIMIT 1
  ), in_force AS (
    SELECT id, version FROM policy WHERE active AND effective_from <= $2::date
    ORDER BY effective_from DESC, version DESC, id LIMIT 1
  )
  UPDATE policy p SET active = (p.id, p.version) = (c.id, c.version)
    OR (c.effective_from > $2::date AND EXISTS (SELECT 1 FROM in_force f WHERE (f.id, f.version) = (p.id, p.version)))
  FROM chosen c`;

const conflict = (id: string, next: number): DubanError =>
  DubanError.ofFields('VERSION_CONFLICT', [issue('version', 'cases.policyVersionNotNext', { id, next })]);
