import { extensionCheck } from '../../../../domain/cases/time-limits/extension.js';
import {
  computeLadder,
  extendLadder,
  resumeLadder,
  type RunningClock,
} from '../../../../domain/cases/time-limits/ladder.js';
import { parsePolicy } from '../../../../domain/cases/time-limits/policy.js';
import type { Extension } from '../../../../workflows/engine/definition/events.js';
import { at, calendar, clockTime, policyOf, qdn2015, shown } from './seeded.js';

function running(caseClass: string, started = '2015-07-20T10:00', policy = qdn2015): RunningClock {
  const clock = { policy, calendar, limit: 'handling', caseClass, startedAt: at(started) };
  return { ...clock, dueAt: computeLadder(clock)!.dueAt };
}
const resumed = (clock: RunningClock, pausedAt: string, resumedAt: string) =>
  resumeLadder(clock, { pausedAt: at(pausedAt), resumedAt: at(resumedAt) });

it.each([
  ['five days were left', '2015-07-29T09:00', '2015-08-10T15:00', '2015-08-17'],
  ['it stopped and went on the same day', '2015-07-29T09:00', '2015-07-29T17:00', '2015-08-05'],
  ['it stood still over a night', '2015-07-29T17:00', '2015-07-30T09:00', '2015-08-06'],
  ['it stood still over 州庆 only', '2015-07-22T17:00', '2015-07-26T09:00', '2015-08-05'],
  ['it stopped on its last day and goes on a Saturday', '2015-08-05T09:00', '2015-08-08T09:00', '2015-08-10'],
  ['it was late by two days and stays so', '2015-08-07T09:00', '2015-08-12T09:00', '2015-08-10'],
])('counts what was left again when a clock goes on: %s', (_, pausedAt, resumedAt, due) => {
  expect(resumed(running('COMPLAINT'), pausedAt, resumedAt).dueDate).toBe(due);
});

it('a resumed clock moves its whole ladder, without reminders in the past', () => {
  expect(shown(resumed(running('COMPLAINT'), '2015-07-29T09:00', '2015-08-10T15:00'))).toEqual({
    warning: '2015-08-13 08:30',
    due: '2015-08-18 00:00',
    yellow: '2015-08-18 00:00',
    red: '2015-08-24 00:00',
    urge: '2015-08-31 00:00',
    accountability: '2015-09-08 00:00', // 3 to 5 September are off, the 6th is worked
  });
  expect(
    resumed(running('COMPLAINT'), '2015-08-04T09:00', '2015-08-10T15:00').thresholds.warning,
  ).toBeUndefined();
});

it('a resumed limit in hours has the office hours that remained', () => {
  const policy = parsePolicy({
    ...qdn2015,
    limits: {
      ...qdn2015.limits,
      sign: { ...qdn2015.limits['sign'], duration: { workingHours: 8 } },
    },
  });
  const clock = { policy, calendar, limit: 'sign', startedAt: at('2015-07-22T16:00') };
  const { dueAt } = computeLadder(clock)!;

  expect(clockTime(dueAt)).toBe('2015-07-27 17:00'); // 1.5 h on the 22nd, 3.5 h and 3 h on the 27th
  const after = resumed({ ...clock, dueAt }, '2015-07-27T11:00', '2015-07-29T16:30');
  expect(clockTime(after.dueAt)).toBe('2015-07-30 11:30'); // four hours were left
});

it('an extension in working days brings the warning of a long limit forward', () => {
  const consult = extendLadder(running('CONSULT'), { at: at('2015-07-27T09:00'), by: { workingDays: 3 } });
  expect(shown(consult)).toMatchObject({
    warning: '2015-07-31 08:30',
    due: '2015-08-04 00:00',
    yellow: '2015-08-04 00:00',
  });

  const help = extendLadder(running('HELP'), { at: at('2015-07-27T09:00'), by: { workingDays: 5 } });
  expect(shown(help)).toMatchObject({
    warning: '2015-08-05 08:30',
    due: '2015-08-08 00:00',
    yellow: '2015-08-10 00:00',
  });
});

it('an extension until a day ends on that day, even a Saturday', () => {
  const ladder = extendLadder(running('CONSULT'), {
    at: at('2015-07-27T09:00'),
    by: { until: '2015-08-08' },
  });
  expect(ladder.dueDate).toBe('2015-08-08');
  // 5 + 7 working days: long enough to be warned of two days before
  expect(shown(ladder)).toMatchObject({ warning: '2015-08-06 08:30', yellow: '2015-08-10 00:00' });
});

it.each(['2015-07-29', '2015-07-28'])(
  'an extension until %s, which is not later, does not shorten the clock',
  (until) => {
    const clock = running('CONSULT');
    const extended = extendLadder(clock, { at: at('2015-07-27'), by: { until } });

    expect([extended.dueAt, extended.extendedDays]).toEqual([clock.dueAt, 0]);
  },
);

it('an extension of a petition counts calendar days', () => {
  const clock = {
    policy: policyOf('PETITION-2005'),
    calendar,
    limit: 'petitionClose',
    startedAt: at('2015-05-15T10:00'),
  };
  const { dueAt, dueDate } = computeLadder(clock)!;
  expect(dueDate).toBe('2015-07-14');
  const extended = extendLadder({ ...clock, dueAt }, { at: at('2015-07-10'), by: { calendarDays: 30 } });
  expect(extended.dueDate).toBe('2015-08-13');
});

it.each([
  ['CONSULT', '2015-07-28T16:00', 10, 0, 0, { allowed: true }],
  [
    'CONSULT',
    '2015-07-28T16:00',
    11,
    0,
    0,
    { allowed: false, reason: 'tooLong', atMost: { workingDays: 10 } },
  ],
  ['COMPLAINT', '2015-07-28T16:00', 3, 0, 2, { allowed: true }],
  [
    'COMPLAINT',
    '2015-07-28T16:00',
    4,
    0,
    2,
    { allowed: false, reason: 'tooLong', atMost: { workingDays: 3 } },
  ],
  ['CONSULT', '2015-07-29T09:00', 1, 0, 0, { allowed: false, reason: 'tooLate' }],
  ['CONSULT', '2015-07-27T09:00', 1, 1, 3, { allowed: false, reason: 'tooOften' }],
  ['COMPLEX', '2015-07-27T09:00', 1, 0, 0, { allowed: false, reason: 'capReached' }],
])(
  'extension of a %s letter, requested at %s, by %d working days, after %d extensions of %d days: %j',
  (caseClass, asked, workingDays, extensions, extendedDays, expected) => {
    const request = { by: { workingDays }, at: at(asked), extensions };
    expect(extensionCheck({ ...running(caseClass), extendedDays }, request)).toEqual(expected);
  },
);

it('a decided extension is not checked again for the time of its request', () => {
  const request = { by: { workingDays: 1 }, at: null, extensions: 0 };
  expect(extensionCheck(running('CONSULT', '2015-07-01T10:00'), request)).toEqual({ allowed: true });
});

it('each extension has its own maximum where the policy has no cap', () => {
  const clock = running('COMPLEX', '2015-07-20T10:00', policyOf('GZ-2014'));
  const check = (workingDays: number) =>
    extensionCheck(clock, { by: { workingDays }, at: at('2015-07-27'), extensions: 0 });

  expect(check(15)).toEqual({ allowed: true });
  expect(check(16)).toEqual({ allowed: false, reason: 'tooLong', atMost: { workingDays: 15 } });
});

function petition(extension: object = { max: 1, by: { calendarDays: 30 } }): RunningClock {
  const preset = policyOf('PETITION-2022');
  const petitionClose = { ...preset.limits['petitionClose'], extension };
  const policy = parsePolicy({ ...preset, limits: { ...preset.limits, petitionClose } });
  const clock = { policy, calendar, limit: 'petitionClose', startedAt: at('2015-05-15T10:00') };
  return { ...clock, dueAt: computeLadder(clock)!.dueAt };
}
const askedOn10July = (by: Extension) => ({ by, at: at('2015-07-10'), extensions: 0 });

it.each([
  ['30 calendar days', { calendarDays: 30 }, { allowed: true }],
  [
    '31 calendar days',
    { calendarDays: 31 },
    { allowed: false, reason: 'tooLong', atMost: { calendarDays: 30 } },
  ],
  ['working days', { workingDays: 5 }, { allowed: false, reason: 'otherForm' }],
  ['a day', { until: '2015-07-20' }, { allowed: false, reason: 'otherForm' }],
])('judges %s for a petition, which is extended by up to 30 calendar days', (_, by, expected) => {
  expect(extensionCheck(petition(), askedOn10July(by))).toEqual(expected);
});

it('limit and extension of a petition are capped in calendar days', () => {
  const clock = petition({ max: 2, by: { calendarDays: 30 }, totalCap: { calendarDays: 80 } });
  expect(extensionCheck(clock, askedOn10July({ calendarDays: 21 }))).toEqual({
    allowed: false,
    reason: 'tooLong',
    atMost: { calendarDays: 20 },
  });
});

it.each([
  ['2015-08-03', { allowed: true }], // 20 days after 14 July
  ['2015-08-04', { allowed: false, reason: 'tooLong', atMost: { calendarDays: 20 } }],
  ['2015-07-14', { allowed: false, reason: 'notLater' }],
])('judges an extension until %s by the days that it gains', (until, expected) => {
  const clock = petition({ max: 1, by: 'date', totalCap: { calendarDays: 80 } });
  expect(extensionCheck(clock, askedOn10July({ until }))).toEqual(expected);
});

it('a limit without an extension in the policy cannot be extended', () => {
  const clock = { ...petition(), limit: 'petitionInform' };
  expect(extensionCheck(clock, askedOn10July({ calendarDays: 1 }))).toEqual({
    allowed: false,
    reason: 'never',
  });
});
