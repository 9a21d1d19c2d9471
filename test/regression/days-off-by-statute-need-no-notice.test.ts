import { WorkingCalendar } from '../../domain/cases/time-limits/calendar.js';
import { computeLadder } from '../../domain/cases/time-limits/ladder.js';
import { calendarSeed } from '../../infra/database/seeds/calendar.js';
import { at, calendar, changedCalendar, clockTime, qdn2015 } from '../domain/cases/time-limits/seeded.js';

const unknown = new WorkingCalendar({ version: 1, days: [], coveredYears: [] });
const restsIn = (year: number): string[] => {
  const days = ['01-01', '05-01', '05-02', '05-03', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
  return days.filter((day) => !unknown.isWorkingDay(day, 'CN') && new Date(day).getUTCDay() % 6 !== 0);
};

describe('a year without a notice', () => {
  it('a year without a notice has the days off of the statute in force', () => {
    // Of 2007, 2024 and 2030 these are the ones on Mondays to Fridays.
    expect(restsIn(2007)).toEqual(['2007-01-01', '2007-05-01', '2007-05-02', '2007-05-03', ...october(2007)]);
    expect(restsIn(2024)).toEqual(['2024-01-01', '2024-05-01', ...october(2024)]);
    expect(restsIn(2030)).toEqual(['2030-01-01', '2030-05-01', '2030-05-02', ...october(2030)]);
  });

  it('a due date in a year without a notice names the days off by statute, and is provisional', () => {
    const asked = { receivedAt: at('2026-12-28T09:00'), workingDays: 5, region: '5226' };

    expect(calendar.dueDate(asked)).toMatchObject({
      dueDate: '2027-01-05',
      provisional: true,
      skipped: [
        { date: '2027-01-01', note: '元旦' },
        { date: '2027-01-02', note: '周六' },
        { date: '2027-01-03', note: '周日' },
      ],
    });
  });

  it('clocks count days off by statute in a year without a notice', () => {
    const clock = { policy: qdn2015, calendar, limit: 'handling', caseClass: 'CONSULT' };

    const ladder = computeLadder({ ...clock, startedAt: at('2026-12-28T09:00') })!;

    expect([clockTime(ladder.dueAt), ladder.provisional]).toEqual(['2027-01-06 00:00', true]);
  });

  it('a row of the region can make a day off by statute a working day', () => {
    const onDuty = changedCalendar(({ days, coveredYears }) => ({
      coveredYears,
      days: [
        ...days,
        { date: '2027-01-01', region: '5226', kind: 'workday', note: '值班', source: 'an order' },
      ],
    }));

    expect(onDuty.isWorkingDay('2027-01-01', '5226')).toBe(true);
    expect(onDuty.isWorkingDay('2027-01-01', 'CN')).toBe(false);
  });
});

it('every published notice contains the days off by statute', () => {
  const named = new Set(calendarSeed().days.map(({ date, region, kind }) => `${region} ${date} ${kind}`));
  const years = Array.from({ length: 2026 - 2004 + 1 }, (_, index) => 2004 + index);
  const days = years.flatMap((year) => restsIn(year).map((day) => `CN ${day} holiday`));

  expect(days.filter((day) => !named.has(day))).toEqual([]);
});

/** 1 to 3 October, as far as they are no weekend. */
function october(year: number): string[] {
  return ['01', '02', '03']
    .map((day) => `${year}-10-${day}`)
    .filter((day) => new Date(day).getUTCDay() % 6 !== 0);
}
