import type { DataSource, EntityManager } from 'typeorm';
import type { FeedbackRow, Verdict } from './documents/facts.js';
import { maskedName } from './masked-name.js';

/** The feedback table: every opinion that was not set aside, in the order in which they came, names masked. */
export async function feedbackRows(
  db: DataSource | EntityManager,
  consultation: string,
): Promise<FeedbackRow[]> {
  const rows: { name: string; clause: string | null; body: string; verdict: Verdict; reason: string }[] =
    await db.query(
      `SELECT o.name, l.label AS clause, o.body, o.verdict, o.verdict_reason AS reason
       FROM opinion o LEFT JOIN consultation_clause l
         ON l.consultation_id = o.consultation_id AND l.number = o.clause
       WHERE o.consultation_id = $1 AND o.state = 'published' AND o.verdict IS NOT NULL
       ORDER BY o.received_at, o.id`,
      [consultation],
    );
  return rows.map((row, index) => ({ ...row, number: index + 1, name: maskedName(row.name) }));
}
