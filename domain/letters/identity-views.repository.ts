import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { integer, sql } from '../../infra/database/sql.js';

/** Act under which the audit log keeps that somebody revealed a letter's writer. */
export const REVEAL = 'letter.reveal';

/** Somebody revealed the writer of a letter. */
export interface IdentityView {
  readonly at: Date;
  readonly title: string;
  readonly unitName: string;
  readonly reason: string | null;
}

/** Who revealed the writers of letters: read from the audit log, which alone keeps it. */
export class IdentityViewsRepository {
  constructor(private readonly db: Database) {}

  /** Latest first, at most `limit`. @param letter id of its process */
  ofLetter(letter: string, limit: number): Promise<IdentityView[]> {
    return queryRows(
      this.db,
      sql`SELECT e.at, a.title, u.name AS "unitName", e.reason
        FROM audit_entry e JOIN account a ON a.id::text = e.account JOIN unit u ON u.code = a.unit_code
        WHERE e.processes @> ARRAY[${letter}::uuid] AND e.action = ${REVEAL} AND e.result = 'done'
        ORDER BY e.id DESC LIMIT ${integer(limit)}`,
    );
  }

  /** Counts what an account has revealed within the last hour. `oldestAgeS`: age of the first of these in seconds. */
  async lastHour(account: string): Promise<{ readonly count: number; readonly oldestAgeS: number }> {
    const counted = await queryRow<{ count: number; oldestAgeS: number }>(
      this.db,
      sql`SELECT count(*)::int AS count,
          coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::float8 AS "oldestAgeS"
        FROM audit_entry
        WHERE account = ${account} AND action = ${REVEAL} AND result = 'done' AND at > clock_timestamp() - interval '1 hour'`,
    );
    return counted!;
  }
}
