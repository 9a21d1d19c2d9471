import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { CalendarRepository } from '../../../../domain/cases/calendar/calendar.repository.js';
import { RecalculationRepository } from '../../../../domain/cases/recalculation/recalculation.repository.js';
import { issue } from '../../../../domain/messages/index.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { invalid } from '../../platform/problems/validation.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { PageQuery } from '../../platform/paging/page.js';
import type { CalendarVersionPage, CalendarYearBody } from './calendar.dto.js';

/** The calendar as administrators edit it: whole years of a region. */
@Injectable()
export class CalendarService {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /** Versions of the calendar, newest first. @throws {DubanError} CURSOR_INVALID */
  versions(query: PageQuery): Promise<CalendarVersionPage> {
    return new CalendarRepository(this.dataSource).versions(query, ({ createdAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
    }));
  }

  /**
   * Replaces the days of a region's year, marks the year as known, and requests the recalculation of running clocks, all
   * in one transaction.
   *
   * @param within runs at the end of the transaction
   * @returns the new version of the calendar
   * @throws {DubanError} VALIDATION_FAILED
   */
  replaceYear(
    body: CalendarYearBody,
    requestedBy: string,
    within: (tx: EntityManager) => Promise<void>,
  ): Promise<number> {
    const { region, year, source, days, shorteningNotice = null } = body;
    assertDays(year, days);
    return transaction(this.dataSource, async (tx) => {
      const calendar = new CalendarRepository(tx);
      await calendar.lock();
      const changed = await calendar.changedDays(region, year, days);
      await calendar.replaceYear({ region, year, source }, days);
      const version = await calendar.addVersion(`${region} ${year}: ${source}`);
      const request = { version, requestedBy, reason: source, notice: shorteningNotice, changed };
      await new RecalculationRepository(tx).request(request);
      await within(tx);
      return version;
    });
  }
}

/** @throws {DubanError} VALIDATION_FAILED naming each day that is repeated or of another year */
function assertDays(year: number, days: CalendarYearBody['days']): void {
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
