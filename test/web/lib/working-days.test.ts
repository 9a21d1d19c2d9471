import { describe, expect, it } from '@jest/globals';
import { specialDays } from '../../../apps/web/src/lib/working-day-rows.js';
import { WorkingDays } from '../../../apps/web/src/lib/working-days.js';
import { WorkingCalendar } from '../../../domain/cases/time-limits/calendar.js';
import { formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { calendarSeed } from '../../../infra/database/seeds/calendar.js';

const REGION = '5226';
const server = new WorkingCalendar(calendarSeed());
const [FIRST, LAST] = [parseDay('2015-01-01'), parseDay('2026-12-31')];
const days = Array.from({ length: LAST - FIRST + 1 }, (_, index) => formatDay(FIRST + index));

/** The page's calendar from what the server's due dates skip, as the console reads it. */
function fromServer(): WorkingDays {
  const skipped = days
    .filter((day) => !server.isWorkingDay(day, REGION))
    .map((date) => ({ date, note: '休' }));
  return new WorkingDays(specialDays(skipped, '2014-12-31', '2026-12-31'));
}

describe('working days of the pages', () => {
  it('pages and server agree on every day from 2015 to 2026', () => {
    const page = fromServer();

    expect(days.filter((day) => page.isWorkingDay(day) !== server.isWorkingDay(day, REGION))).toEqual([]);
  });

  it('pages count between two days as the server does', () => {
    const page = fromServer();
    const wrong = days.flatMap((from, index) =>
      [1, 6, 7, 30, 365]
        .map((gap) => days[index + gap])
        .filter((to) => to !== undefined)
        .filter((to) => page.between(from, to) !== server.workingDaysBetween(from, to, REGION)),
    );

    expect(wrong).toEqual([]);
  });

  it('working days between a later and an earlier day are negative', () => {
    expect(new WorkingDays([]).between('2026-11-30', '2026-11-26')).toBe(-2);
  });
});
