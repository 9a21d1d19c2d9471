import { CalendarYear, type CalendarVersion } from '../../../infra/database/entities/time-limits.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** A day that differs from its weekday. */
export interface SpecialDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
}

/** First and last day whose kind changes, YYYY-MM-DD. */
export interface ChangedDays {
  readonly from: string;
  readonly to: string;
}

/** Days of the working calendar, by region and year. */
export class CalendarRepository {
  constructor(private readonly db: Database) {}

  /** Versions, newest first. @throws {DubanError} CURSOR_INVALID */
  versions<V>(query: KeysetQuery, view: (row: CalendarVersion) => V): Promise<Page<V>> {
    return keysetPage<CalendarVersion, V>(this.db, query, {
      select: sql`SELECT v.version, v.created_at AS "createdAt", v.note FROM calendar_version v`,
      order: descending(['v.version', 'version', 'integer']),
      view,
    });
  }

  /** Waits for other changes, because versions are numbered one after another. In a transaction, until its end. */
  async lock(): Promise<void> {
    await execute(this.db, sql`LOCK TABLE calendar_version IN EXCLUSIVE MODE`);
  }

  /** Days whose kind would change; null when none would. */
  async changedDays(region: string, year: number, days: readonly SpecialDay[]): Promise<ChangedDays | null> {
    const changed = await queryRow<{ from: string | null; to: string | null }>(
      this.db,
      sql`WITH before AS (
          SELECT day, kind FROM calendar_day WHERE region = ${region} AND extract(year FROM day) = ${year}
        ), after AS (
          SELECT date AS day, kind FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d(date date, kind text)
        )
        SELECT min(day)::text AS "from", max(day)::text AS "to"
        FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS differ`,
    );
    const { from, to } = changed!;
    return from === null || to === null ? null : { from, to };
  }

  /** Replaces the days of a year and marks the year as known. @param source the notice that announced them */
  async replaceYear(
    { region, year, source }: Readonly<CalendarYear>,
    days: readonly SpecialDay[],
  ): Promise<void> {
    await execute(
      this.db,
      sql`DELETE FROM calendar_day WHERE region = ${region} AND extract(year FROM day) = ${year}`,
    );
    await execute(
      this.db,
      sql`INSERT INTO calendar_day (region, day, kind, note, source)
        SELECT ${region}, date, kind, note, ${source}
        FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d(date date, kind text, note text)`,
    );
    await this.db.getRepository(CalendarYear).upsert({ region, year, source }, ['region', 'year']);
  }

  /** @returns the new version of the calendar */
  async addVersion(note: string): Promise<number> {
    const added = await queryRow<{ version: number }>(
      this.db,
      sql`INSERT INTO calendar_version (version, note) SELECT coalesce(max(version), 0) + 1, ${note} FROM calendar_version
        RETURNING version`,
    );
    return added!.version;
  }
}
