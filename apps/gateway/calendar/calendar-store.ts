import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../platform/tokens.js';
import { invalid } from '../problems/validation.js';
import type { CalendarYearBody } from './calendar.controller.js';

/** The calendar as administrators edit it: whole years of a region. */
@Injectable()
export class CalendarStore {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Replaces what a region has for a year and marks the year as known.
   *
   * @returns the version of the calendar that this makes
   * @throws {DubanError} VALIDATION_FAILED
   */
  replaceYear({ region, year, source, days }: CalendarYearBody): Promise<number> {
    checkDays(year, days);
    return this.dataSource.transaction(async (tx) => {
      await tx.query('LOCK TABLE calendar_version IN EXCLUSIVE MODE'); // versions are numbered one after another
      await tx.query(`DELETE FROM calendar_day WHERE region = $1 AND extract(year FROM day) = $2`, [
        region,
        year,
      ]);
      await tx.query(
        `INSERT INTO calendar_day (region, day, kind, note, source)
         SELECT $1, date, kind, note, $2 FROM jsonb_to_recordset($3::jsonb) AS d(date date, kind text, note text)`,
        [region, source, JSON.stringify(days)],
      );
      await tx.query(
        `INSERT INTO calendar_year (region, year, source) VALUES ($1, $2, $3)
         ON CONFLICT (region, year) DO UPDATE SET source = excluded.source`,
        [region, year, source],
      );
      const [made]: { version: number }[] = await tx.query(
        `INSERT INTO calendar_version (version, note) SELECT coalesce(max(version), 0) + 1, $1 FROM calendar_version
         RETURNING version`,
        [`${region} ${year}: ${source}`],
      );
      return made!.version;
    });
  }
}

function checkDays(year: number, days: CalendarYearBody['days']): void {
  const seen = new Set<string>();
  const issues = days.flatMap(({ date }, index) => {
    const repeated = seen.has(date);
    seen.add(date);
    const message = repeated
      ? 'is given twice'
      : date.startsWith(`${year}-`)
        ? null
        : `is not a day of ${year}`;
    return message === null ? [] : [{ field: `days.${index}.date`, message }];
  });
  if (issues.length > 0) throw invalid(...issues);
}
