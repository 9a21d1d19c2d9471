import { raw } from '../../../infra/database/sql.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isHiddenFrom, isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import type { SupervisionEventData } from '../../../domain/cases/cards/supervision-events.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { noteAccess } from '../platform/audit/access-trail.js';
import type { ApiClient } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { POOL } from '../platform/tokens.js';
import type { AckView, FeedPage, FeedQuery, SupervisionEventView } from './supervision.dto.js';

interface EventRow {
  readonly cursor: string;
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  readonly subject: string;
  readonly data: SupervisionEventData;
  readonly process_id: string;
  /** Whether the client must not know by now what it is about. */
  readonly masked: boolean;
}

/**
 * What the supervision platform pulls. Events are numbered under one lock (domain/cases/cards/supervision-events.ts): whoever
 * has read a number will never find a smaller one later, so the same cursor always gives the same events. What became
 * secret since, and what is hidden from the unit of the client, is masked as the events of an accusation are, and no
 * filter by unit finds it.
 */
@Injectable()
export class FeedService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} CURSOR_INVALID, also for one that lies ahead of the last event */
  async events(client: ApiClient, query: FeedQuery): Promise<FeedPage> {
    const after = parseCursor(query.after);
    const where = new Conditions();
    const hidden = isHiddenFrom('p', raw(where.parameter(client.unitPath)));
    const masked = `coalesce(${isSecret('p')} OR ${hidden}, true)`;
    where.add((cursor) => `e.cursor > ${cursor}`, after);
    if (query.types) where.add((types) => `e.type = ANY (${types}::text[])`, query.types);
    if (query.level) where.add((levels) => `e.level = ANY (${levels}::text[])`, query.level);
    if (query.org !== undefined) where.add((org) => `(e.unit = ${org} AND NOT ${masked})`, query.org);
    const { rows } = await this.pool.query<EventRow>(
      `SELECT e.cursor, e.id, e.type, e.time, e.subject, e.data, e.process_id, ${masked} AS masked
       FROM supervision_event e LEFT JOIN process p ON p.id = e.process_id
       WHERE ${where.sql} ORDER BY e.cursor LIMIT ${where.parameter(query.limit)}`,
      where.values,
    );
    if (rows.length === 0) await this.checkReached(after);
    return { items: rows.map(toView), nextCursor: rows.at(-1)?.cursor ?? String(after) };
  }

  /**
   * Notes how far a client has come. It never moves back, and saying it again changes nothing.
   *
   * @throws {DubanError} CURSOR_INVALID
   */
  async acknowledge(client: string, upTo: number): Promise<AckView> {
    await this.checkReached(upTo);
    await this.pool.query(
      `INSERT INTO supervision_ack AS known (client_id, up_to, at) VALUES ($1, $2, now())
       ON CONFLICT (client_id) DO UPDATE SET up_to = excluded.up_to, at = excluded.at
       WHERE known.up_to < excluded.up_to`,
      [client, upTo],
    );
    return this.acknowledged(client);
  }

  async acknowledged(client: string): Promise<AckView> {
    const { rows } = await this.pool.query<{ up_to: string | null; at: Date | null; last: string }>(
      `SELECT a.up_to, a.at, c.last FROM supervision_cursor c LEFT JOIN supervision_ack a ON a.client_id = $1`,
      [client],
    );
    const { up_to: upTo, at, last } = rows[0]!;
    return { upTo: Number(upTo ?? 0), at: at?.toISOString() ?? null, last: Number(last) };
  }

  private async checkReached(cursor: number): Promise<void> {
    const { rows } = await this.pool.query<{ reached: boolean }>(
      'SELECT last >= $1::bigint AS reached FROM supervision_cursor',
      [cursor],
    );
    if (!rows[0]!.reached) throw new DubanError('CURSOR_INVALID', `there is no event ${cursor} yet`);
  }
}

function parseCursor(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of the feed');
  return Number(text);
}

function toView({ cursor, id, type, time, masked, ...row }: EventRow): SupervisionEventView {
  noteAccess({ id: row.process_id, secret: masked });
  return {
    cursor: Number(cursor),
    specversion: '1.0',
    id,
    source: '/duban',
    type,
    time: time.toISOString(),
    subject: masked ? row.process_id : row.subject,
    datacontenttype: 'application/json',
    data: masked ? maskedData(row.data) : row.data,
  };
}

/** As `eventSubject` writes it of an accusation. */
const maskedData = ({ reason: _reason, ...data }: SupervisionEventData): SupervisionEventData => ({
  ...data,
  subject: { ...data.subject, no: null },
  org: null,
  confidential: true,
});
