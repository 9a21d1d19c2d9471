import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { clauseFaults, clausesOf, number, type Clause } from '../../../domain/consultations/clauses.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import type { DraftBody } from './consultations.dto.js';

/** What is to be published, while its unit is asked for it. */
@Injectable()
export class ConsultationDraft {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** Replaces the whole draft. @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async put(actor: Actor, id: string, body: DraftBody): Promise<void> {
    const clauses = clausesFrom(body);
    await assertComputable(this.timeLimits, ['consultation'], businessNow(), daysOf(body));
    await transaction(this.dataSource, async (tx) => {
      const [row]: { asked: boolean }[] = await tx.query(LOCK, [id, actor.unit]);
      if (!row) throw new DubanError('NOT_FOUND', 'no such consultation of your unit');
      if (!row.asked) throw new DubanError('RECORD_FROZEN', 'the draft is not with its unit now');
      await replaceClauses(tx, id, clauses);
      const { period, hearing } = body;
      await tx.query(UPDATE, [
        id,
        body.explanation,
        body.howToAnswer,
        body.phone,
        body.address,
        body.postcode,
        body.email,
        period?.kind,
        period?.kind === 'DATED' ? period.closesOn : null,
        period?.shortReason,
        body.opinionsShown,
      ]);
      await tx.query('DELETE FROM consultation_hearing WHERE consultation_id = $1', [id]);
      if (hearing)
        await tx.query(
          `INSERT INTO consultation_hearing (consultation_id, number, held_on, time, place, participants, notice, state)
           VALUES ($1, 1, $2, $3, $4, $5, $6, 'planned')`,
          [id, hearing.on, hearing.time, hearing.place, hearing.participants, hearing.notice],
        );
    });
  }
}

function clausesFrom({ text, clauses: given }: DraftBody): readonly Clause[] {
  if (text !== undefined && given !== undefined)
    throw invalid({ field: 'clauses', message: 'either text or clauses, not both' });
  if (text === undefined && given === undefined) return [];
  const field = given ? 'clauses' : 'text';
  const clauses = given
    ? number(given.map(({ label, heading = null, text: words }) => ({ label, heading, text: words })))
    : clausesOf(text!);
  if (clauses.length === 0) throw invalid({ field, message: '没有以“第X条”开头的条款' });
  const faults = clauseFaults(clauses);
  if (faults.length > 0)
    throw invalid(
      ...faults.map(({ index, message }) => ({ field: given ? `clauses.${index}` : field, message })),
    );
  return clauses;
}

const daysOf = ({ period, hearing }: DraftBody): Record<string, string | undefined> => ({
  'period.closesOn': period?.closesOn,
  'hearing.on': hearing?.on,
});

async function replaceClauses(tx: EntityManager, id: string, clauses: readonly Clause[]): Promise<void> {
  await tx.query('DELETE FROM consultation_clause WHERE consultation_id = $1', [id]);
  await tx.query(
    `INSERT INTO consultation_clause (consultation_id, number, label, heading, text)
     SELECT $1, * FROM jsonb_to_recordset($2::jsonb) AS c(number integer, label text, heading text, text text)`,
    [id, JSON.stringify(clauses)],
  );
}

/** While `prepare` is open, and no publication is on its way. */
const LOCK = `
  SELECT c.published_at IS NULL AND EXISTS (
    SELECT 1 FROM task t WHERE t.process_id = c.id AND t.name = 'prepare' AND t.state = 'open'
  ) AS asked
  FROM consultation c WHERE c.id = $1 AND c.unit_code = $2 FOR UPDATE`;

const UPDATE = `
  UPDATE consultation SET explanation = $2, how_to_answer = $3, phone = $4, address = $5, postcode = $6, email = $7,
    period = $8, closes_on = $9, short_reason = $10, opinions_shown = $11
  WHERE id = $1`;
