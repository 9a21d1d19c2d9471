import type {
  CalendarDay,
  CalendarYear,
  Policy as PolicyEntity,
} from '../../../infra/database/entities/time-limits.js';
import { queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import { sql } from '../../../infra/database/sql.js';
import { WorkingCalendar, type CalendarData } from './calendar.js';
import { parsePolicy, type Policy } from './policy.js';

export interface PolicyVersion {
  readonly active: boolean;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
  readonly policy: Policy;
}

export interface LoadedTimeLimits {
  readonly fingerprint: string;
  readonly calendar: WorkingCalendar;
  /** Latest first. */
  readonly policies: readonly PolicyVersion[];
}

/** Calendar and policies. */
export class TimeLimitsRepository {
  constructor(private readonly db: Executor) {}

  /** Changes with any change of calendar or policies: it has the transaction id of each row. */
  async fingerprint(): Promise<string> {
    const row = await queryRow<{ fingerprint: string }>(
      this.db,
      sql`
        SELECT concat(
          (SELECT max(version) FROM calendar_version), '|',
          (SELECT string_agg(concat(id, '.', version, '.', xmin), ',' ORDER BY id, version) FROM policy)
        ) AS fingerprint`,
    );
    return row!.fingerprint;
  }

  /** Reads everything: a calendar of a dozen years has some hundred rows. */
  async load(fingerprint: string): Promise<LoadedTimeLimits> {
    const [calendar, policies] = await Promise.all([
      this.calendar(),
      queryRows<Pick<RowOf<PolicyEntity>, 'active' | 'effective_from' | 'body'>>(
        this.db,
        sql`SELECT active, effective_from::text, body FROM policy ORDER BY effective_from DESC, version DESC, id`,
      ),
    ]);
    return {
      fingerprint,
      calendar: new WorkingCalendar(calendar),
      policies: policies.map((row) => ({
        active: row.active,
        effectiveFrom: row.effective_from,
        policy: parsePolicy(row.body),
      })),
    };
  }

  /** The rows of the calendar. */
  async calendar(): Promise<CalendarData> {
    const [version, days, coveredYears] = await Promise.all([
      queryRow<{ version: number }>(
        this.db,
        sql`SELECT coalesce(max(version), 0) AS version FROM calendar_version`,
      ),
      queryRows<Omit<CalendarDay, 'day'> & { readonly date: string }>(
        this.db,
        sql`SELECT day::text AS date, region, kind, note, source FROM calendar_day`,
      ),
      queryRows<Pick<CalendarYear, 'region' | 'year'>>(this.db, sql`SELECT region, year FROM calendar_year`),
    ]);
    return { version: version!.version, days, coveredYears };
  }
}
