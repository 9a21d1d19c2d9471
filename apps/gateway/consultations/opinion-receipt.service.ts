import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import { gateRefusal } from '../../../domain/consultations/policy-gate-errors.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { POOL } from '../platform/tokens.js';
import { PublicInput } from '../platform/public-input/public-input.js';
import type { OpinionBody, OpinionReceipt } from './opinions.dto.js';
import { PublicConsultations } from './public-consultations.js';

/** From one address to one subject, before it is set aside. */
const PER_HOUR = 30;

/** Receives what citizens have to say on a draft: rows, of which the process hears their number only. */
@Injectable()
export class OpinionsReceipt {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly consultations: PublicConsultations,
    private readonly publicInput: PublicInput,
  ) {}

  /**
   * @param ip null where the address says nothing of who sends it
   * @throws {DubanError} NOT_FOUND, CONSULTATION_CLOSED, CLAUSE_UNKNOWN, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async receive(id: string, opinion: OpinionBody, ip: string | null): Promise<OpinionReceipt> {
    const { state, closesAt } = await this.consultations.row(id);
    if (state === 'cancelled') throw new DubanError('CONSULTATION_CLOSED', 'it has been cancelled');
    if (state !== 'open')
      throw new DubanError('CONSULTATION_CLOSED', `it was open until ${closesAt!.toISOString()}`);
    await this.assertClause(id, opinion.clause);
    const db = await this.pool.connect();
    try {
      await db.query('BEGIN');
      const receipt = await this.store(db, id, opinion, ip);
      await db.query('COMMIT');
      return receipt;
    } catch (error) {
      await db.query('ROLLBACK').catch(() => undefined); // the connection is gone: so is the transaction
      return closedMeanwhile(error);
    } finally {
      db.release();
    }
  }

  private async store(
    db: PoolClient,
    id: string,
    { clause, body, name, contact, captcha }: OpinionBody,
    ip: string | null,
  ): Promise<OpinionReceipt> {
    const { setAside } = await this.publicInput.admit(
      { perHour: PER_HOUR, subject: id, captcha, text: body, ip },
      db,
    );
    const opinion = randomUUID();
    const receivedAt = businessDate();
    await db.query(INSERT, [
      ...[opinion, id, clause ?? null, name ?? '', contact ?? '', body, receivedAt],
      ...[setAside === null ? 'pending' : 'setAside', setAside],
    ]);
    return { id: opinion, receivedAt: receivedAt.toISOString() };
  }

  private async assertClause(id: string, clause: number | undefined): Promise<void> {
    if (clause === undefined) return;
    const { rowCount } = await this.pool.query(
      'SELECT 1 FROM consultation_clause WHERE consultation_id = $1 AND number = $2',
      [id, clause],
    );
    if (rowCount !== 0) return;
    const message = `the draft has no clause ${clause}`;
    throw new DubanError('CLAUSE_UNKNOWN', message, { issues: [{ field: 'clause', message }] });
  }
}

/** It was open when it was looked at: the database has the last word. */
function closedMeanwhile(error: unknown): never {
  try {
    return gateRefusal(error);
  } catch (refused) {
    if (!(refused instanceof DubanError) || refused.code !== 'POLICY_STATE') throw refused;
    throw new DubanError('CONSULTATION_CLOSED', 'it has just been closed', {}, { cause: error });
  }
}

const INSERT = `
  INSERT INTO opinion (id, consultation_id, clause, name, contact, body, received_at, state, moderation_reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
