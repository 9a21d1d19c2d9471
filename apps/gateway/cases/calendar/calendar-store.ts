import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { RecalculationRepository } from '../../../../domain/cases/recalculation/recalculation.repository.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { invalid } from '../../platform/problems/validation.js';
import type { CalendarYearBody } from './calendar.dto.js';
import { issue } from '../../../../domain/messages/index.js';

/** The calendar as administrators edit it: whole years of a region. */
@Injectable()
export class CalendarStore {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Replaces what a region has for a year, marks the year as known, and asks for the clocks that run to be counted again:
   * both stand or neither.
   *
   * @param within the transaction, at its end
   * @returns the version of the calendar that this makes
   * @throws {DubanError} VALIDATION_FAILED
   */
  replaceYear(
    body: CalendarYearBody,
    askedBy: string,
    within: (tx: EntityManager) => Promise<void>,
  ): Promise<number> {
    const { region, year, source, days, shorteningNotice = null } = body;
    checkDays(year, days);
    return transaction(this.dataSource, async (tx) => {
      await tx.query('LOCK TABLE calendar_version IN EXCLUSIVE MODE'); // versions are numbered one after another
      const changed = await changedDays(tx, body);
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
      const { version } = made!;
      const request = { version, askedBy, reason: source, notice: shorteningNotice, changed };
      await new RecalculationRepository(tx).request(request);
      await within(tx);
      return version;
    });
  }
}

/** First and last day on which it will differ whether a day is worked. */
async function changedDays(
  tx: EntityManager,
  { region, year, days }: CalendarYearBody,
): Promise<{ from: string; to: string } | null> {
  const [changed]: { from: string | null; to: string | null }[] = await tx.query(
    `WITH before AS (SELECT day, kind FROM calendar_day WHERE region = $1 AND extract(year FROM day) = $2),
       after AS (SELECT date AS day, kind FROM jsonb_to_recordset($3::jsonb) AS d(date date, kind text))
     SELECT min(day)::text AS "from", max(day)::text AS "to"
     FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS differ`,
    [region, year, JSON.stringify(days)],
  );
  const { from, to } = changed!;
  return from === null || to === null ? null : { from, to };
}

function checkDays(year: number, days: CalendarYearBody['days']): void {
  const seen = new Set<string>();
  const issues = days.flatMap(({ date }, index) => {
    const repeated = seen.has(date);
    seen.add(date);
    const field = `days.${index}.date`;
    if (repeated) return [issue(field, 'cases.dayRepeated')];
    return date.startsWith(`${year}-`) ? [] : [issue(field, 'cases.dayOfOtherYear', { year })];
  });
  if (issues.length > 0) throw invalid(...issues);
}
