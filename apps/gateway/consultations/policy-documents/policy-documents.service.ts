import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { similarityOf } from '../../../../domain/text/names.js';
import { gateRefusal } from '../../../../domain/consultations/policy-gate-errors.js';
import { isUniqueViolation } from '../../../../infra/database/database-errors.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page } from '../../platform/paging/page.js';
import { DATA_SOURCE, POOL } from '../../platform/tokens.js';
import { visiblePolicies } from './policy-access.js';
import type {
  ClassificationView,
  FinalTextBody,
  NewPolicyBody,
  PoliciesQuery,
  PolicyDetail,
  PolicyPage,
  PolicyView,
  SimilarPolicyView,
  UnmarkingView,
} from './policy-documents.dto.js';

interface Row extends Omit<PolicyView, 'classifiedAt' | 'issuedAt' | 'createdAt' | 'consultation'> {
  readonly classifiedAt: Date | null;
  readonly issuedAt: Date | null;
  readonly createdAt: Date;
  readonly finalText: string | null;
  readonly consultationId: string | null;
  readonly consultationState: string | null;
}

/** From this likeness on, a title may be another one's. */
const SIMILAR_TITLE = 0.7;
const MOST_SIMILAR = 10;

/** The policy register: what units draft, and what became of it. It is decided on and issued by its process only. */
@Injectable()
export class PolicyDocuments {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /** Q0, the unit's half. @throws {DubanError} POLICY_TITLE_TAKEN */
  async register(actor: Actor, { title, kind, major, reason }: NewPolicyBody): Promise<PolicyDetail> {
    const id = randomUUID();
    try {
      await transaction(this.dataSource, async (tx) => {
        await tx.query(
          `INSERT INTO policy_document (id, title, title_key, unit_code, kind, major, state, created_by, created_at)
           VALUES ($1, $2, '', $3, $4, $5, 'draft', $6, $7)`,
          [id, title, actor.unit, kind, major, actor.id, businessDate()],
        );
        await tx.query(LOG, [
          randomUUID(),
          id,
          major ? 'PROPOSED_MAJOR' : 'PROPOSED_ORDINARY',
          reason,
          actor.id,
          businessDate(),
        ]);
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'policy_document_title')) throw error;
      const message = 'a policy of this title is registered already';
      throw new DubanError('POLICY_TITLE_TAKEN', message, { issues: [{ field: 'title', message }] });
    }
    return this.get(actor, id);
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: PoliciesQuery): Promise<PolicyPage> {
    const visible = visiblePolicies(actor, 'd.unit_code', 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    where.equal('d.state', query.state);
    where.equal('d.unit_code', query.unit);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(d.created_at, d.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.createdAt.toISOString(), row.id]));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<PolicyDetail> {
    const visible = visiblePolicies(actor, 'd.unit_code', 2);
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE d.id = $1 AND ${visible.sql}`, [
      id,
      ...visible.values,
    ]);
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such policy');
    const [log, unmarkings, similar] = await Promise.all([
      this.pool.query<Omit<ClassificationView, 'at'> & { at: Date }>(READ_LOG, [id]),
      this.pool.query<Omit<UnmarkingView, 'askedAt'> & { askedAt: Date }>(UNMARKINGS, [id]),
      this.similarTo(row),
    ]);
    return {
      ...toView(row),
      finalText: row.finalText,
      classifications: log.rows.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      unmarkings: unmarkings.rows.map((entry) => ({ ...entry, askedAt: entry.askedAt.toISOString() })),
      similar,
    };
  }

  /** What it is to be issued as; until it is. @throws {DubanError} NOT_FOUND, RECORD_FROZEN */
  async setFinalText(
    actor: Actor,
    id: string,
    { documentNumber, text }: FinalTextBody,
  ): Promise<PolicyDetail> {
    const updated = await this.pool
      .query(
        'UPDATE policy_document SET document_number = $3, final_text = $4 WHERE id = $1 AND unit_code = $2',
        [id, actor.unit, documentNumber, text],
      )
      .catch(gateRefusal);
    if (updated.rowCount === 0) throw new DubanError('NOT_FOUND', 'no such policy of your unit');
    return this.get(actor, id);
  }

  /** The legal office sees what a new title may hide. */
  private async similarTo({ id, title }: Row): Promise<SimilarPolicyView[]> {
    const { rows } = await this.pool.query<Omit<SimilarPolicyView, 'score'>>(
      'SELECT id, title, major, state FROM policy_document WHERE id <> $1 ORDER BY created_at DESC LIMIT 5000',
      [id],
    );
    return rows
      .map((other) => ({ ...other, score: Math.round(similarityOf(title, other.title) * 100) / 100 }))
      .filter(({ score }) => score >= SIMILAR_TITLE)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_SIMILAR);
  }
}

function toView({
  classifiedAt,
  issuedAt,
  createdAt,
  consultationId,
  consultationState,
  ...row
}: Row): PolicyView {
  const { id, title, kind, unit, major, state, gateOpen, reviewUntil, documentNumber } = row;
  return {
    ...{ id, title, kind, unit, major, state, gateOpen, reviewUntil, documentNumber },
    classifiedAt: classifiedAt?.toISOString() ?? null,
    issuedAt: issuedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    consultation: consultationId === null ? null : { id: consultationId, state: consultationState! },
  };
}

const SELECT = `
  SELECT d.id, d.title, d.kind, d.unit_code AS unit, d.major, d.classified_at AS "classifiedAt", d.state,
    d.classified_at IS NOT NULL AND (NOT d.major OR policy_is_answered(d.id)) AS "gateOpen",
    d.review_until::text AS "reviewUntil", d.document_number AS "documentNumber", d.final_text AS "finalText",
    d.issued_at AS "issuedAt", d.created_at AS "createdAt", c.id AS "consultationId", c.state AS "consultationState"
  FROM policy_document d LEFT JOIN consultation c ON c.policy_id = d.id`;

export const LOG = `
  INSERT INTO policy_classification (id, policy_id, act, reason, account, at) VALUES ($1, $2, $3, $4, $5, $6)`;

const READ_LOG = `
  SELECT l.act, l.reason, a.title AS account, l.at FROM policy_classification l
  LEFT JOIN account a ON a.id::text = l.account WHERE l.policy_id = $1 ORDER BY l.at, l.id`;

const UNMARKINGS = `
  SELECT id, reason, asked_at AS "askedAt", confirmed FROM policy_unmarking WHERE policy_id = $1 ORDER BY asked_at, id`;
