import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import {
  CalendarRepository,
  type ChangedDays,
} from '../../../../domain/cases/calendar/calendar.repository.js';
import { RecalculationRepository } from '../../../../domain/cases/recalculation/recalculation.repository.js';
import { TimeLimitsRepository } from '../../../../domain/cases/time-limits/time-limits.repository.js';
import type { Database } from '../../../../infra/database/query.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { PageQuery } from '../../platform/paging/page.js';
import { differencesOf, type Difference } from '../registration/differences.js';
import type { Approval, CalendarChange, RuleKind } from '../registration/rule-kind.js';
import type { CalendarVersionPage, CalendarYearBody } from './calendar.dto.js';
import { regionsOf, subjectOf, withYear, type YearOfRegion } from './calendar-year.js';

export const CALENDAR_PROPOSERS = ['admin-system'] as const;

/** The calendar, which two persons change: whole years of a region, or of the state and a region. */
@Injectable()
export class CalendarService implements RuleKind {
  readonly kind = 'calendar';
  readonly approvers = ['supervisor'] as const;

  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /** Versions of the calendar, newest first. @throws {DubanError} CURSOR_INVALID */
  versions(query: PageQuery): Promise<CalendarVersionPage> {
    return new CalendarRepository(this.dataSource).versions(query, ({ createdAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
    }));
  }

  /** By day: its kind. */
  async differences(db: Database, content: object): Promise<Difference[]> {
    const body = content as CalendarYearBody;
    const regions = regionsOf(body);
    const { days } = await new TimeLimitsRepository(db).calendar();
    const before = regions.map(({ region, source }) => ({
      ...{ region, source },
      days: days.filter((day) => day.region === region && day.date.startsWith(`${body.year}-`)),
    }));
    return differencesOf(kindsOf(before), kindsOf(regions));
  }

  async changeOfCalendar(db: Database, content: object): Promise<CalendarChange> {
    const body = content as CalendarYearBody;
    const calendar = withYear(await new TimeLimitsRepository(db).calendar(), body);
    return { calendar, reason: body.source, notice: body.shorteningNotice ?? null };
  }

  /**
   * Replaces the days of the year, marks it as known, and requests the recalculation of running clocks.
   *
   * @returns today: days are counted with it from now on
   */
  async apply(tx: EntityManager, { content, proposedBy, today }: Approval): Promise<string> {
    const body = content as CalendarYearBody;
    const { year, source, shorteningNotice = null } = body;
    const calendar = new CalendarRepository(tx);
    await calendar.lock();
    const changes: ChangedDays[] = [];
    for (const { region, source: itsSource, days } of regionsOf(body)) {
      const changed = await calendar.changedDays(region, year, days);
      if (changed) changes.push(changed);
      await calendar.replaceYear({ region, year, source: itsSource }, days);
    }
    const version = await calendar.addVersion(`${subjectOf(body)}: ${source}`);
    const request = { version, requestedBy: proposedBy, reason: source, notice: shorteningNotice };
    await new RecalculationRepository(tx).request({ ...request, changed: union(changes) });
    return today;
  }
}

/** The days of all regions in one object; a region's own day has its region before it. */
const kindsOf = (regions: readonly YearOfRegion[]): object =>
  Object.fromEntries(
    regions.flatMap(({ region, days }) => days.map(({ date, kind }) => [`${region}.${date}`, kind])),
  );

/** First and last day of all changes; null: there is none. */
function union(changes: readonly ChangedDays[]): ChangedDays | null {
  if (changes.length === 0) return null;
  const days = changes.flatMap(({ from, to }) => [from, to]).sort();
  return { from: days[0]!, to: days.at(-1)! };
}
