import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import { gateRefusal } from '../../../domain/consultations/policy-gate-errors.js';
import { maskedName } from '../../../domain/consultations/masked-name.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { ConsultationsService } from './consultations.service.js';
import type { ModerationBody, OpinionPage, OpinionsQuery, OpinionView, VerdictBody } from './opinions.dto.js';

type Row = Omit<OpinionView, 'receivedAt'> & {
  readonly receivedAt: Date;
  readonly name: string;
  readonly contact: string;
};

/** The opinions of a consultation as its unit and the editors handle them: nothing is deleted, everything answered. */
@Injectable()
export class Opinions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly consultations: ConsultationsService,
  ) {}

  /** In the order in which they came. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, id: string, query: OpinionsQuery): Promise<OpinionPage> {
    const { unit } = await this.consultations.row(actor, id);
    const where = new Conditions(id);
    where.add(() => 'o.consultation_id = $1');
    where.equal('o.state', query.state);
    where.equal('o.clause', query.clause);
    where.equal('o.group_id', query.group);
    if (query.verdict === 'NONE') where.add(() => 'o.verdict IS NULL');
    else where.equal('o.verdict', query.verdict);
    if (query.cursor) {
      const [at, opinion] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(o.received_at, o.id) > (${place.join(', ')})`, at, opinion);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `SELECT ${COLUMNS} FROM opinion o WHERE ${where.sql} ORDER BY o.received_at, o.id LIMIT ${limit}`,
      where.values,
    );
    const handles = actor.roles.includes('info-editor') || actor.unit === unit;
    return page(
      rows,
      query.limit,
      (row): OpinionView => ({
        ...row,
        receivedAt: row.receivedAt.toISOString(),
        ...(!handles && { name: maskedName(row.name), contact: null }),
      }),
      (row) => encodeCursor([row.receivedAt.toISOString(), row.id]),
    );
  }

  /**
   * Lets the public read opinions, or sets them aside with a reason; either can be taken back until the feedback is
   * public. One that is set aside needs no verdict.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN
   */
  async moderate(actor: Actor, id: string, { opinions, action, reason }: ModerationBody): Promise<number> {
    const { unit } = await this.consultations.row(actor, id);
    if (!actor.roles.includes('info-editor') && actor.unit !== unit)
      throw new DubanError('NOT_FOUND', 'no such consultation of your unit');
    await this.assertKnown(id, opinions, 'true');
    const state = action === 'publish' ? 'published' : 'setAside';
    const { rowCount } = await this.pool
      .query(MODERATE, [id, opinions, state, reason ?? null, actor.id, businessDate()])
      .catch(gateRefusal);
    return rowCount ?? 0;
  }

  /**
   * A verdict with its reason, for some opinions or for a group: the later one counts.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED for opinions that are not of it or not moderated, RECORD_FROZEN
   */
  async decide(actor: Actor, id: string, { opinions, group, verdict, reason }: VerdictBody): Promise<number> {
    await this.assertOwn(actor, id);
    if (opinions) {
      if (group !== undefined)
        throw invalid({ field: 'group', message: 'either opinions or a group, not both' });
      await this.assertKnown(id, opinions, `state = 'published'`);
    }
    const { rowCount } = await this.pool
      .query(DECIDE, [id, opinions ?? null, group ?? null, verdict, reason, actor.id, businessDate()])
      .catch(gateRefusal);
    if (rowCount === 0) throw invalid({ field: 'group', message: 'has no published opinions' });
    return rowCount ?? 0;
  }

  /** @throws {DubanError} NOT_FOUND unless the unit of the account consults */
  async assertOwn(actor: Actor, id: string): Promise<void> {
    const { unit } = await this.consultations.row(actor, id);
    if (actor.unit !== unit) throw new DubanError('NOT_FOUND', 'no such consultation of your unit');
  }

  /** @param condition of what may be done with them @throws {DubanError} VALIDATION_FAILED naming each */
  async assertKnown(id: string, opinions: readonly string[], condition: string): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM opinion WHERE consultation_id = $1 AND id = ANY ($2::uuid[]) AND ${condition}`,
      [id, opinions],
    );
    const known = new Set(rows.map((row) => row.id));
    const unknown = opinions.flatMap((opinion, index) => (known.has(opinion) ? [] : [index]));
    if (unknown.length > 0)
      throw invalid(
        ...unknown.map((index) => ({
          field: `opinions.${index}`,
          message: 'no opinion of this consultation, or not in the state for it',
        })),
      );
  }
}

const COLUMNS = `
  o.id, o.clause, o.body, o.name, o.contact, o.received_at AS "receivedAt", o.state,
  o.moderation_reason AS "moderationReason", o.group_id AS group, o.verdict, o.verdict_reason AS "verdictReason"`;

const MODERATE = `
  UPDATE opinion SET state = $3, moderation_reason = $4, moderated_by = $5, moderated_at = $6
  WHERE consultation_id = $1 AND id = ANY ($2::uuid[])`;

const DECIDE = `
  UPDATE opinion SET verdict = $4, verdict_reason = $5, verdict_by = $6, verdict_at = $7
  WHERE consultation_id = $1 AND state = 'published' AND (id = ANY ($2::uuid[]) OR group_id = $3::uuid)`;
