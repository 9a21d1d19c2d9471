import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { businessDate } from '../../../domain/time/business-clock.js';
import {
  CONSULTATION_COLUMNS,
  type ConsultationRow,
} from '../../../domain/consultations/consultation-row.js';
import { feedbackRows } from '../../../domain/consultations/feedback.js';
import { maskedName } from '../../../domain/consultations/masked-name.js';
import { VERDICTS } from '../../../domain/consultations/documents/facts.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { ConsultationContents, toSummary } from './consultation-content.js';
import type { PublicOpinionsQuery } from './opinions.dto.js';
import type {
  FeedbackView,
  IssuedPolicy,
  PublicConsultationPage,
  PublicConsultationsQuery,
  PublicConsultationView,
  PublicOpinionPage,
  PublicOpinionView,
  PublicState,
} from './public-consultations.dto.js';

type Row = Omit<ConsultationRow, 'state'> & { readonly state: PublicState; readonly unitName: string };

/** What a reader without login sees: nothing before its publication. */
@Injectable()
export class PublicConsultations {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly contents: ConsultationContents,
  ) {}

  /** The latest first. @throws {DubanError} CURSOR_INVALID */
  async list(query: PublicConsultationsQuery): Promise<PublicConsultationPage> {
    const where = new Conditions(businessDate());
    where.add(() => 'c.published_at IS NOT NULL');
    if (query.state) where.add((state) => `${STATE} = ${state}`, query.state);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(c.published_at, c.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY c.published_at DESC, c.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => ({ ...toSummary(row), state: row.state, unitName: row.unitName }),
      (row) => encodeCursor([row.publishedAt!.toISOString(), row.id]),
    );
  }

  /** @throws {DubanError} NOT_FOUND also for what is not published */
  async get(id: string): Promise<PublicConsultationView> {
    const row = await this.row(id);
    const [content, received, issued] = await Promise.all([
      this.contents.of(row),
      this.pool.query<{ received: number }>(
        'SELECT count(*)::int AS received FROM opinion WHERE consultation_id = $1',
        [id],
      ),
      this.pool.query<Omit<IssuedPolicy, 'issuedAt'> & { issuedAt: Date }>(ISSUED, [row.policy]),
    ]);
    const [policy] = issued.rows;
    return {
      ...content,
      state: row.state,
      unitName: row.unitName,
      now: businessDate().toISOString(),
      received: received.rows[0]!.received,
      issued: policy ? { ...policy, issuedAt: policy.issuedAt.toISOString() } : null,
    };
  }

  /** Those that an editor has let through, when the unit lets them be read. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async opinions(id: string, query: PublicOpinionsQuery): Promise<PublicOpinionPage> {
    const { opinionsShown, state } = await this.row(id);
    const shown = opinionsShown === 'ALWAYS' || (opinionsShown === 'AFTERWARDS' && state !== 'open');
    if (!shown) return { items: [], nextCursor: null };
    const where = new Conditions(id);
    where.add(() => `o.consultation_id = $1 AND o.state = 'published'`);
    where.equal('o.clause', query.clause);
    if (query.cursor) {
      const [at, opinion] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(o.received_at, o.id) > (${place.join(', ')})`, at, opinion);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Omit<PublicOpinionView, 'receivedAt'> & { receivedAt: Date }>(
      `SELECT o.id, o.clause, o.name, o.body, o.received_at AS "receivedAt" FROM opinion o
       WHERE ${where.sql} ORDER BY o.received_at, o.id LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => ({ ...row, name: maskedName(row.name), receivedAt: row.receivedAt.toISOString() }),
      (row) => encodeCursor([row.receivedAt.toISOString(), row.id]),
    );
  }

  /** The whole table. @throws {DubanError} NOT_FOUND before it is public */
  async feedback(id: string): Promise<FeedbackView> {
    const { adoptionPublishedAt } = await this.row(id);
    if (adoptionPublishedAt === null) throw new DubanError('NOT_FOUND', 'the feedback is not published yet');
    const rows = await feedbackRows(this.dataSource, id);
    return {
      publishedAt: adoptionPublishedAt.toISOString(),
      items: rows.map((row) => ({ ...row, verdictTitle: VERDICTS[row.verdict] })),
      nextCursor: null,
    };
  }

  /** @throws {DubanError} NOT_FOUND also for what is not published */
  async row(id: string): Promise<Row> {
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE c.id = $2 AND c.published_at IS NOT NULL`, [
      businessDate(),
      id,
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such consultation');
    return rows[0];
  }
}

/**
 * Closed is closed at its instant, whatever a timer does. Nobody answers what is said to one whose process has been
 * cancelled, or is lost.
 */
const STATE = `CASE WHEN c.state IN ('open', 'closed')
    AND EXISTS (SELECT 1 FROM process p WHERE p.id = c.id AND p.state = 'cancelled') THEN 'cancelled'
  WHEN c.state = 'open' AND c.closes_at <= $1 THEN 'closed' ELSE c.state END`;

const SELECT = `
  SELECT ${CONSULTATION_COLUMNS}, ${STATE} AS state, u.name AS "unitName"
  FROM consultation c JOIN policy_document d ON d.id = c.policy_id JOIN unit u ON u.code = c.unit_code`;

const ISSUED = `
  SELECT id, document_number AS "documentNumber", issued_at AS "issuedAt" FROM policy_document
  WHERE id = $1 AND state = 'issued'`;
