import type { Pool } from 'pg';
import { WorkingCalendar, type CalendarDayRow, type CoveredYear } from './calendar.js';
import { parsePolicy, type Policy } from './policy.js';

export interface PolicyRow {
  readonly active: boolean;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
  readonly policy: Policy;
}

export interface LoadedTimeLimits {
  readonly fingerprint: string;
  readonly calendar: WorkingCalendar;
  /** Latest first. */
  readonly policies: readonly PolicyRow[];
}

/** Differs after any change of calendar or policies: of each row the transaction that wrote it. */
export async function fingerprintOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ fingerprint: string }>(`
    SELECT concat(
      (SELECT max(version) FROM calendar_version), '|',
      (SELECT string_agg(concat(id, '.', version, '.', xmin), ',' ORDER BY id, version) FROM policy)
    ) AS fingerprint`);
  return rows[0]!.fingerprint;
}

/** One read of everything: a calendar of a dozen years is some hundred rows. */
export async function loadTimeLimits(pool: Pool, fingerprint: string): Promise<LoadedTimeLimits> {
  const [version, days, years, policies] = await Promise.all([
    pool.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM calendar_version'),
    pool.query<CalendarDayRow>('SELECT day::text AS date, region, kind, note, source FROM calendar_day'),
    pool.query<CoveredYear>('SELECT region, year FROM calendar_year'),
    pool.query<{ active: boolean; effective_from: string; body: unknown }>(
      `SELECT active, effective_from::text, body FROM policy ORDER BY effective_from DESC, version DESC, id`,
    ),
  ]);
  return {
    fingerprint,
    calendar: new WorkingCalendar({
      version: version.rows[0]!.version,
      days: days.rows,
      coveredYears: years.rows,
    }),
    policies: policies.rows.map((row) => ({
      active: row.active,
      effectiveFrom: row.effective_from,
      policy: parsePolicy(row.body),
    })),
  };
}
