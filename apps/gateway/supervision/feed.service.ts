import { Injectable } from '@nestjs/common';
import type { SupervisionEventData } from '../../../domain/cases/cards/supervision-events.js';
import {
  SupervisionFeedRepository,
  type SupervisionEventRow,
} from '../../../domain/cases/cards/supervision-feed.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { noteAccess } from '../platform/audit/access-trail.js';
import type { ApiClient } from '../platform/identity/actor.js';
import type { AckView, FeedPage, FeedQuery, SupervisionEventView } from './supervision.dto.js';

/**
 * The feed that the supervision platform pulls. Events are numbered under one lock
 * (domain/cases/cards/supervision-events.ts): no smaller number appears after one was read, so the same cursor always
 * returns the same events. An event is masked like one of an accusation when its process has become secret since, or is
 * hidden from the unit of the client; no filter by unit finds it then.
 */
@Injectable()
export class FeedService {
  constructor(private readonly feed: SupervisionFeedRepository) {}

  /** @throws {DubanError} CURSOR_INVALID, also for a cursor ahead of the last event */
  async events(client: ApiClient, query: FeedQuery): Promise<FeedPage> {
    const after = parseCursor(query.after);
    const rows = await this.feed.events({ ...query, after }, client.unitKin);
    if (rows.length === 0) await this.checkReached(after);
    return { items: rows.map(toView), nextCursor: rows.at(-1)?.cursor ?? String(after) };
  }

  /** Records how far a client has read; it never moves back. Idempotent. @throws {DubanError} CURSOR_INVALID */
  async acknowledge(client: string, upTo: number): Promise<AckView> {
    await this.checkReached(upTo);
    await this.feed.acknowledge(client, upTo);
    return this.acknowledged(client);
  }

  async acknowledged(client: string): Promise<AckView> {
    const { upTo, at, last } = await this.feed.acknowledged(client);
    return { upTo: Number(upTo ?? 0), at: at?.toISOString() ?? null, last: Number(last) };
  }

  private async checkReached(cursor: number): Promise<void> {
    if (!(await this.feed.hasReached(cursor)))
      throw new DubanError('CURSOR_INVALID', detail('cards.eventNotYet', { cursor }));
  }
}

function parseCursor(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new DubanError('CURSOR_INVALID', detail('platform.cursorUnusable'));
  return Number(text);
}

function toView({ cursor, id, type, time, masked, ...row }: SupervisionEventRow): SupervisionEventView {
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

/** As `eventSubject` writes it for an accusation. */
const maskedData = ({ reason: _reason, ...data }: SupervisionEventData): SupervisionEventData => ({
  ...data,
  subject: { ...data.subject, no: null },
  org: null,
  confidential: true,
});
