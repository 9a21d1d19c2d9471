import type { Queryable } from '../../../infra/database/queryable.js';

export const SUPERVISION_EVENT_TYPES = [
  'duban.card.warning',
  'duban.card.yellow',
  'duban.card.red',
  'duban.card.urge',
  'duban.card.accountability',
  'duban.card.appealed',
  'duban.card.upheld',
  'duban.card.revoked',
  'duban.card.escalated',
  'duban.card.rectified',
  'duban.process.suspended',
  'duban.process.resumed',
] as const;
export type SupervisionEventType = (typeof SUPERVISION_EVENT_TYPES)[number];

/** One event of the supervision feed: codes, instants and why a card was given; never a letter's title or words. */
export interface SupervisionEventData {
  readonly processId: string;
  readonly subject: { readonly kind: string; readonly no: string | null; readonly maskedTitle: null };
  /** Null where naming the unit could give an accusation away. */
  readonly org: { readonly code: string; readonly name: string } | null;
  readonly confidential: boolean;
  readonly cardId?: string;
  /** The policy's name for the clock, as `C3`; `C6` is a false closure. */
  readonly clock?: string | null;
  readonly level?: string;
  /** The level as officials call it, with what the clock counts: `黄牌(签收)`. */
  readonly title?: string;
  /** 牌号; null before it is issued. */
  readonly number?: string | null;
  readonly issuedBy?: 'AUTO' | 'MANUAL';
  readonly dueAt?: string | null;
  readonly overdueWorkingDays?: number;
  readonly policyVersion?: string;
  readonly calendarVersion?: number;
  /** Why it was given. Never of an accusation. */
  readonly reason?: string;
}

export interface NewSupervisionEvent {
  readonly type: SupervisionEventType;
  readonly at: number;
  readonly subject: string;
  readonly process: string;
  /** What `org=` and `level=` filter by. */
  readonly unit: string | null;
  readonly level: string | null;
  readonly data: SupervisionEventData;
}

/**
 * Numbers events and inserts them. Call it last in a transaction: the numbers are drawn under the lock of one row that is
 * held until the commit, so a reader that sees a number has seen all smaller ones, and a transaction that takes no
 * further lock after this one cannot be part of a deadlock.
 */
export async function appendSupervisionEvents(
  tx: Queryable,
  events: readonly NewSupervisionEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, at, subject, process, unit, level, data }, index) => ({
    n: index + 1,
    type,
    time: new Date(at).toISOString(),
    subject,
    process_id: process,
    unit,
    level,
    data,
  }));
  await tx.query(APPEND, [rows.length, JSON.stringify(rows)]);
}

const APPEND = `
  WITH cursor AS (UPDATE supervision_cursor SET last = last + $1 RETURNING last - $1 AS base)
  INSERT INTO supervision_event (cursor, id, type, time, subject, process_id, unit, level, data)
  SELECT cursor.base + e.n, gen_random_uuid(), e.type, e.time, e.subject, e.process_id, e.unit, e.level, e.data
  FROM cursor, jsonb_to_recordset($2::jsonb) AS e(n int, type text, time timestamptz, subject text, process_id uuid,
    unit text, level text, data jsonb)`;
