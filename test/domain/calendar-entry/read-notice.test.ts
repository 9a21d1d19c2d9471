import { describe, expect, it } from '@jest/globals';
import { readNotice } from '../../../domain/calendar-entry/read-notice.js';
import { WorkingCalendar } from '../../../domain/cases/time-limits/calendar.js';
import { formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { calendar } from '../cases/time-limits/seeded.js';
import { INVENTED_2027, NOTICES } from './notices.js';

/** By further notices of the same year: 抗战胜利纪念日, and the longer 春节 of 2020. */
const CHANGED_LATER = ['2015-09-03', '2015-09-04', '2015-09-06', '2020-01-31', '2020-02-01'];
const notice = (line: string): string => `一、春节：${line}`;
const faultsOf = (text: string, year = 2027) =>
  readNotice(text, year).faults.map(({ line, text: { code } }) => [line, code]);

describe('the notice of a year', () => {
  it.each(Object.entries(NOTICES).map(([year, text]) => [Number(year), text] as const))(
    'the notice of %i gives the working days that the seeded calendar has',
    (year, text) => {
      const { days, faults } = readNotice(text, year);
      const rows = days.map((day) => ({ ...day, region: 'CN', source: '通知' }));
      const read = new WorkingCalendar({ version: 1, days: rows, coveredYears: [{ region: 'CN', year }] });

      expect(faults).toEqual([]);
      const first = parseDay(`${year}-01-01`);
      const length = parseDay(`${year + 1}-01-01`) - first;
      const differing = Array.from({ length }, (_, index) => formatDay(first + index))
        .filter((day) => !CHANGED_LATER.includes(day))
        .filter((day) => read.isWorkingDay(day, 'CN') !== calendar.isWorkingDay(day, 'CN'));
      expect(differing).toEqual([]);
    },
  );

  it('holidays are listed with their line, days off and days worked', () => {
    const { holidays, missing } = readNotice(INVENTED_2027, 2027);

    expect(holidays).toHaveLength(7);
    expect(holidays[4]).toEqual({ name: '端午节', line: 6, off: ['2027-06-09'], worked: [] });
    expect(holidays[1]).toMatchObject({ name: '春节', worked: ['2027-02-13', '2027-02-20'] });
    expect(missing).toEqual([]);
  });

  it('days of the year before belong to the calendar of that year', () => {
    const { days, outside } = readNotice(NOTICES[2023]!, 2023);

    expect(outside).toEqual([{ date: '2022-12-31', kind: 'holiday', note: '元旦' }]);
    expect(days[0]!.date).toBe('2023-01-01');
  });

  it('an advice to rest on a day is no day off and is shown', () => {
    expect(readNotice(NOTICES[2024]!, 2024).ignored).toEqual([
      { line: 3, text: '鼓励各单位结合带薪年休假等制度落实,安排职工在除夕(2月9日)休息' },
    ]);
  });

  it('a notice that was pasted into one line reads the same', () => {
    const { days } = readNotice(INVENTED_2027.replaceAll('\n', ' '), 2027);

    expect(days).toEqual(readNotice(INVENTED_2027, 2027).days);
  });

  it('statutory holidays that a notice does not name are listed', () => {
    expect(readNotice('一、元旦：1月1日放假。', 2027).missing).toEqual([
      ...['春节', '清明', '劳动节', '端午', '中秋', '国庆'],
    ]);
  });
});

describe('what cannot be read is a fault with its line', () => {
  it.each([
    ['a wrong weekday', notice('2月5日（周六）放假。'), 'cases.noticeWeekday'],
    ['a wrong count', notice('2月5日至11日放假调休，共8天。'), 'cases.noticeCount'],
    ['a day that does not exist', notice('2月30日放假。'), 'cases.noticeNoDay'],
    ['a period that ends before it begins', notice('2月11日至5日放假。'), 'cases.noticePeriod'],
    [
      'a day worked in exchange that is a Monday',
      notice('2月5日放假。2月8日上班。'),
      'cases.noticeWorkedWeekday',
    ],
    ['days joined by an unknown word', notice('2月5日或6日放假。'), 'cases.noticeJoint'],
    ['a holiday without days off', notice('2月13日（周六）上班。'), 'cases.noticeNoDaysOff'],
    ['a line without the name of a holiday', '2月5日至11日放假。', 'cases.noticeLineUnread'],
    ['a day that is off twice', `${notice('2月5日放假。')}二、元宵节：2月5日放假。`, 'cases.noticeDayTwice'],
  ])('%s', (_, text, code) => {
    expect(faultsOf(`\n${text}`)).toEqual([[2, code]]);
  });

  it('the notice of another year is refused', () => {
    expect(faultsOf(NOTICES[2026]!)[0]).toEqual([1, 'cases.noticeOfOtherYear']);
  });

  it('a text without holidays is refused as a whole', () => {
    expect(faultsOf('各省、自治区、直辖市人民政府')).toEqual([[null, 'cases.noticeWithoutHolidays']]);
  });
});
