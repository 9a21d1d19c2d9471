import { SupervisionCursor } from '../../../infra/database/entities/cards.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, equal, sql } from '../../../infra/database/sql.js';
import { isHiddenFrom, isSecret } from '../secrecy/secrecy.js';
import type { SupervisionEventData } from './supervision-events.js';

export interface SupervisionEventRow {
  readonly cursor: string;
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  readonly subject: string;
  readonly data: SupervisionEventData;
  readonly process_id: string;
  /** Whether the event is masked for the client: its process is secret by now, or hidden from the client's unit. */
  readonly masked: boolean;
}

export interface FeedFilter {
  /** Number of an event; 0 for the beginning. */
  readonly after: number;
  readonly types?: readonly string[];
  readonly level?: readonly string[];
  /** Code of a unit. Masked events have none. */
  readonly org?: string;
  /** Rows at most. */
  readonly limit: number;
}

/** How far a client has confirmed the feed. */
export interface Acknowledgement {
  readonly upTo: string | null;
  readonly at: Date | null;
  /** Number of the last event. */
  readonly last: string;
}

/** The supervision feed as clients read it. */
export class SupervisionFeedRepository {
  constructor(private readonly db: Database) {}

  /** In the order of their numbers. @param unitKin as of `Actor`, of the client's unit; null for none */
  events(filter: FeedFilter, unitKin: readonly string[] | null): Promise<SupervisionEventRow[]> {
    const { after, types, level, org, limit } = filter;
    const masked = sql`coalesce(${isSecret('p')} OR ${isHiddenFrom('p', unitKin)}, true)`;
    const where = and(
      sql`e.cursor > ${after}`,
      types && sql`e.type = ANY (${types}::text[])`,
      level && sql`e.level = ANY (${level}::text[])`,
      org !== undefined && and(equal('e.unit', org), sql`NOT ${masked}`),
    );
    return queryRows(
      this.db,
      sql`SELECT e.cursor, e.id, e.type, e.time, e.subject, e.data, e.process_id, ${masked} AS masked
        FROM supervision_event e LEFT JOIN process p ON p.id = e.process_id
        WHERE ${where} ORDER BY e.cursor LIMIT ${limit}`,
    );
  }

  /** Whether an event has this number or a later one. */
  async hasReached(cursor: number): Promise<boolean> {
    const { last } = await this.db.getRepository(SupervisionCursor).findOneByOrFail({ one: true });
    return Number(last) >= cursor;
  }

  /** Records how far a client has read. Idempotent; a smaller number changes nothing. */
  async acknowledge(client: string, upTo: number): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO supervision_ack AS known (client_id, up_to, at) VALUES (${client}, ${upTo}, now())
        ON CONFLICT (client_id) DO UPDATE SET up_to = excluded.up_to, at = excluded.at
        WHERE known.up_to < excluded.up_to`,
    );
  }

  async acknowledged(client: string): Promise<Acknowledgement> {
    const acknowledgement = await queryRow<Acknowledgement>(
      this.db,
      sql`SELECT a.up_to AS "upTo", a.at, c.last
        FROM supervision_cursor c LEFT JOIN supervision_ack a ON a.client_id = ${client}`,
    );
    return acknowledgement!;
  }
}
