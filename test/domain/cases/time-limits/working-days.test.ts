import { WorkingCalendar } from '../../../../domain/cases/time-limits/calendar.js';
import { formatInstant, parseDay, parseInstant } from '../../../../domain/time/civil-time.js';
import { at, calendar, changedCalendar, clockTime } from './seeded.js';

const due = (receivedAt: string, workingDays: number, region = '5226', cutoff?: string): string =>
  calendar.dueDate({ receivedAt: at(receivedAt), workingDays, region, cutoff }).dueDate;

it.each([
  ['2015-07-20', '5226', '2015-07-29', 'the prefecture does not work on 23 and 24 July'],
  ['2015-07-20', 'CN', '2015-07-27', 'the rest of the country does'],
  ['2015-09-02', '5226', '2015-09-10', '3 to 5 September are off, Sunday the 6th is worked'],
  ['2015-09-28', '5226', '2015-10-10', 'Saturday 10 October is worked'],
  ['2015-06-18', '5226', '2015-06-26', 'the Dragon Boat Festival lies between'],
])('five working days from %s in %s end on %s: %s', (received, region, expected) => {
  expect(due(received, 5, region)).toBe(expected);
});

it('the phases of the plan have their working days', () => {
  expect(calendar.isWorkingDay('2015-06-21', '5226')).toBe(false);
  expect(calendar.addWorkingDays('2015-06-21', -1, '5226')).toBe('2015-06-19');
  expect(calendar.countWorkingDays('2015-05-15', '2015-06-01', '5226')).toBe(12);
  expect(calendar.countWorkingDays('2015-06-01', '2015-07-15', '5226')).toBe(32);
  expect(calendar.countWorkingDays('2015-07-16', '2015-07-31', '5226')).toBe(10);
  expect(calendar.countWorkingDays('2015-07-16', '2015-07-31', 'CN')).toBe(12);
});

it('a due date is 24:00 of the last day, and names the days that were skipped', () => {
  const answer = calendar.dueDate({ receivedAt: at('2015-07-20T10:00'), workingDays: 5, region: '5226' });

  expect(clockTime(answer.dueAt)).toBe('2015-07-30 00:00');
  expect(answer.provisional).toBe(false);
  expect(answer.skipped).toEqual([
    { date: '2015-07-23', note: '州庆' },
    { date: '2015-07-24', note: '州庆' },
    { date: '2015-07-25', note: '周六' },
    { date: '2015-07-26', note: '周日' },
  ]);
});

it('a limit counts from the day of receipt, also a rest day, unless the policy has a cut-off', () => {
  expect(due('2018-09-24T08:50', 2)).toBe('2018-09-26'); // 24 September 2018: 中秋节
  expect(due('2018-09-24T08:50', 2, '5226', '17:30')).toBe('2018-09-27');

  expect(due('2024-07-15T17:31', 1)).toBe('2024-07-16');
  expect(due('2024-07-15T17:30', 1, '5226', '17:30')).toBe('2024-07-16');
  expect(due('2024-07-15T17:31', 1, '5226', '17:30')).toBe('2024-07-17');
  expect(due('2024-07-19T18:00', 1, '5226', '17:30')).toBe('2024-07-25'); // Friday; 州庆 on Tuesday and Wednesday
});

it('the day of receipt is that of Asia/Shanghai', () => {
  expect(due('2024-03-04T15:59:59Z', 1)).toBe('2024-03-05');
  expect(due('2024-03-04T16:00:00Z', 1)).toBe('2024-03-06');
});

it('Saturday 31 December 2005 is worked, by the notice for 2006', () => {
  expect(calendar.isWorkingDay('2005-12-31', 'CN')).toBe(true);
  expect(due('2005-12-30', 1)).toBe('2005-12-31');
  expect(due('2005-12-31', 1)).toBe('2006-01-04');
});

it('a period of calendar days that ends on a rest day ends on the next working day', () => {
  expect(calendar.addCalendarDays('2015-05-15', 15, '5226')).toBe('2015-06-01'); // 30 May: Saturday
  expect(calendar.addCalendarDays('2015-07-20', 3, '5226')).toBe('2015-07-27'); // 23 July: 州庆
  expect(calendar.addCalendarDays('2015-05-15', 6, '5226')).toBe('2015-05-21');
});

it('a county inherits from its prefecture, and the prefecture from the state', () => {
  expect(calendar.isWorkingDay('2015-07-23', '522601')).toBe(false);
  expect(calendar.isWorkingDay('2015-07-23', '5227')).toBe(true);
  expect(calendar.isWorkingDay('2015-10-10', '522601')).toBe(true);

  const flooded = changedCalendar(({ days, coveredYears }) => ({
    coveredYears,
    days: [
      ...days,
      { date: '2015-07-23', region: '522601', kind: 'workday', note: '防汛上班', source: 'a county order' },
    ],
  }));
  expect(flooded.isWorkingDay('2015-07-23', '522601')).toBe(true);
  expect(flooded.isWorkingDay('2015-07-23', '522622')).toBe(false);
});

it('a due date that touches a year without data is provisional', () => {
  const answer = (receivedAt: string, workingDays: number): [string, boolean] => {
    const { dueDate, provisional } = calendar.dueDate({
      receivedAt: at(receivedAt),
      workingDays,
      region: '5226',
    });
    return [dueDate, provisional];
  };

  expect(answer('2026-12-25', 4)).toEqual(['2026-12-31', false]);
  expect(answer('2026-12-25', 5)).toEqual(['2027-01-04', true]); // Monday to Friday but for 元旦 is assumed
  expect(answer('2027-02-05', 1)).toEqual(['2027-02-08', true]);
});

it('a due date is provisional while the holidays of the prefecture are unknown', () => {
  const request = { receivedAt: at('2027-07-20'), workingDays: 5 };
  const imported = changedCalendar(({ days, coveredYears }) => ({
    days,
    coveredYears: [...coveredYears, { region: 'CN', year: 2027 }],
  }));

  expect(imported.dueDate({ ...request, region: 'CN' }).provisional).toBe(false);
  expect(imported.dueDate({ ...request, region: '5226' }).provisional).toBe(true);
});

it('without any data every due date is provisional', () => {
  const empty = new WorkingCalendar({ version: 1, days: [], coveredYears: [] });
  expect(empty.dueDate({ receivedAt: at('2015-07-20'), workingDays: 5, region: '5226' })).toMatchObject({
    dueDate: '2015-07-27',
    provisional: true,
  });
});

it('invalid arguments are refused by name', () => {
  const holiday = { date: '2015-02-30', region: 'CN', kind: 'holiday', note: '', source: '' } as const;
  const fine = { ...holiday, date: '2015-02-28' };
  const build = (...days: (typeof holiday | typeof fine)[]) =>
    new WorkingCalendar({ version: 1, days, coveredYears: [] });

  expect(() => build(holiday)).toThrow("'2015-02-30' is not a day");
  expect(() => build(fine, fine)).toThrow('region CN has two rows for 2015-02-28');
  expect(() => calendar.region('Kaili')).toThrow("there is no region 'Kaili'");
  expect(() => due('2015-07-20', 0)).toThrow('workingDays must be a whole number from 1, not 0');
  expect(() => due('2015-07-20', 1.5)).toThrow('not 1.5');
  expect(() => due('2015-07-20', 100_000)).toThrow('covers 2000 to 2099');
  expect(() => calendar.isWorkingDay('1999-12-31', 'CN')).toThrow('covers 2000 to 2099');
});

it('instants are read with and without an offset, and as days', () => {
  const noon = parseInstant('2015-07-20T12:00');
  expect(noon).toBe(Date.UTC(2015, 6, 20, 4));
  expect(parseInstant('2015-07-20T04:00:00.000Z')).toBe(noon);
  expect(parseInstant('2015-07-20T12:00:00+08:00')).toBe(noon);
  expect(formatInstant(noon)).toBe('2015-07-20T12:00:00+08:00');
  expect(parseInstant('2015-07-20')).toBe(Date.UTC(2015, 6, 19, 16));
  for (const text of [
    '20 July',
    '2015-02-30',
    '2015-02-30T10:00',
    '2015-07-20T25:00',
    '2015-07-20 10:00',
    '',
  ]) {
    expect(() => parseInstant(text)).toThrow(RangeError);
  }
  expect(() => parseDay('2015-7-20')).toThrow("'2015-7-20' is not a day YYYY-MM-DD");
});
