import {
  computeLadder,
  timeoutInstant,
  recomputeLadder,
  redateLadder,
  resumeLadder,
} from '../../../../domain/cases/time-limits/ladder.js';
import { parsePolicy, type Policy } from '../../../../domain/cases/time-limits/policy.js';
import { at, calendar, changedCalendar, clockTime, qdn2015, shown } from './seeded.js';

const source = { basis: 'plan', note: '州府办发〔2015〕' } as const;
/** The plan's day for the rectification report, and its rectification, with what follows when it is missed. */
const policyWith = (roll: 'none' | 'next' | 'previous'): Policy =>
  parsePolicy({
    ...qdn2015,
    limits: {
      ...qdn2015.limits,
      report: { title: '报告', dated: { roll }, endsAt: 'midnight', source },
      silence: { title: '到期结束', dated: { roll }, endsAt: 'nextWorkingDay', source },
    },
    cards: {
      report: {
        clock: 'A',
        warning: { before: { workingDays: 5 }, again: { before: { workingDays: 1 } } },
        yellow: { after: { workingDays: 1 } },
        red: { after: { workingDays: 5 } },
        source,
      },
    },
  });
const startedAt = at('2015-06-01T09:00');
const request = (policy: Policy, due: string) => ({ policy, calendar, limit: 'report', due, startedAt });

it('a dated limit ends on the day of the case, with the ladder of the policy around it', () => {
  // 23 and 24 July are the prefecture's holiday.
  expect(shown(computeLadder(request(policyWith('none'), '2015-07-15'))!)).toEqual({
    warning: '2015-07-08 08:30',
    lastWarning: '2015-07-14 08:30',
    due: '2015-07-16 00:00',
    yellow: '2015-07-16 00:00',
    red: '2015-07-22 00:00',
  });
});

it.each([
  ['none', '2015-06-22 00:00'],
  ['next', '2015-06-24 00:00'],
  ['previous', '2015-06-20 00:00'],
] as const)('takes a day in a holiday as written, or rolls it: %s', (roll, due) => {
  // 21 June 2015 is a Sunday within 端午, 20 to 22 June.
  const ladder = computeLadder(request(policyWith(roll), '2015-06-21'))!;

  expect(clockTime(ladder.dueAt)).toBe(due);
});

it('the cards of a dated limit that ends on a rest day begin on the next working day', () => {
  expect(shown(computeLadder(request(policyWith('none'), '2015-06-21'))!)).toMatchObject({
    lastWarning: '2015-06-19 08:30',
    yellow: '2015-06-23 00:00',
  });
});

it('the timeout of a dated task is the instant of its yellow card', () => {
  const limit = { ...request(policyWith('none'), '2015-06-21'), limit: 'silence', from: startedAt };

  expect(clockTime(timeoutInstant(limit)!)).toBe('2015-06-23 00:00');
});

describe('a dated limit whose day is corrected', () => {
  const clock = { ...request(policyWith('none'), '2015-07-15'), dueAt: at('2015-07-16T00:00') };
  const correctedAt = at('2015-06-10T09:00');

  it.each([
    ['2015-07-27', '2015-07-28 00:00'],
    ['2015-07-03', '2015-07-04 00:00'],
  ])('ends on the new day, later or earlier: %s', (due, dueAt) => {
    expect(clockTime(redateLadder(clock, due, correctedAt).dueAt)).toBe(dueAt);
  });

  it('has the thresholds of the new day', () => {
    expect(shown(redateLadder(clock, '2015-07-31', correctedAt))).toMatchObject({
      warning: '2015-07-22 08:30',
      yellow: '2015-08-03 00:00',
    });
  });

  it('keeps the working days that a pause has added', () => {
    const pause = { pausedAt: at('2015-06-08T09:00'), resumedAt: at('2015-06-10T09:00') };
    const { dueAt } = resumeLadder(clock, pause);

    expect(clockTime(dueAt)).toBe('2015-07-18 00:00');
    expect(clockTime(redateLadder({ ...clock, dueAt }, '2015-07-20', correctedAt).dueAt)).toBe(
      '2015-07-23 00:00',
    );
  });
});

it('a dated limit whose day has passed is late at once', () => {
  const ladder = computeLadder({ ...request(policyWith('none'), '2015-05-18'), startedAt })!;

  expect(shown(ladder)).toEqual({
    due: '2015-05-19 00:00',
    yellow: '2015-05-19 00:00',
    red: '2015-05-25 00:00',
  });
});

it('only a dated limit needs a day', () => {
  const policy = policyWith('none');

  expect(() => computeLadder({ policy, calendar, limit: 'report', startedAt })).toThrow(
    "limit 'report' needs the day on which it ends",
  );
  expect(() => computeLadder(request(policy, '2015-02-30'))).toThrow('is not a day');
  const undated = { ...request(policy, '2015-07-15'), limit: 'sign' };
  expect(computeLadder(undated)!.dueDate).toBe('2015-06-02');
});

it('a resumed dated limit has the working days that remained', () => {
  const clock = request(policyWith('none'), '2015-07-15');
  const running = { ...clock, dueAt: computeLadder(clock)!.dueAt };

  const resumed = resumeLadder(running, {
    pausedAt: at('2015-07-14T10:00'),
    resumedAt: at('2015-07-17T10:00'),
  });

  expect(resumed.dueDate).toBe('2015-07-20');
});

it('a changed calendar moves the cards of a dated limit, not its day', () => {
  const clock = request(policyWith('none'), '2015-07-15');
  const running = { ...clock, dueAt: computeLadder(clock)!.dueAt };
  const newCalendar = changedCalendar((seed) => ({
    ...seed,
    days: [...seed.days, { date: '2015-07-16', region: 'CN', kind: 'holiday', note: '调休', source: 'test' }],
  }));

  const { ladder, change } = recomputeLadder({ ...running, calendar: newCalendar });

  expect(change).toBe('same');
  expect(shown(ladder)).toMatchObject({ due: '2015-07-16 00:00', yellow: '2015-07-17 00:00' });
});

describe('a limit that is counted from the day of the case', () => {
  // An interview on Wednesday 17 June 2015; 20 to 22 June are 端午.
  const liveOn = '2015-06-17';
  const interview = (limit: string, startedAt: string) =>
    computeLadder({ policy: qdn2015, calendar, limit, due: liveOn, startedAt: at(startedAt) })!;

  it.each([
    ['interviewPlan', '2015-05-27 17:30'],
    ['interviewReview', '2015-06-03 17:30'],
    ['interviewPreview', '2015-06-11 00:00'],
    ['interviewQuestions', '2015-06-15 17:30'],
    ['interviewLive', '2015-06-18 00:00'],
    ['interviewTranscript', '2015-06-19 17:30'],
    ['interviewAnswers', '2015-06-26 00:00'],
    ['interviewReport', '2015-07-03 00:00'],
  ])('the limit %s ends at %s', (limit, due) => {
    expect(clockTime(interview(limit, '2015-05-15T09:00').dueAt)).toBe(due);
  });

  it('a limit before an event that starts too late ends on the next working day', () => {
    // Three working days before, and on a Friday.
    expect(clockTime(interview('interviewPreview', '2015-06-12T09:00').dueAt)).toBe('2015-06-16 00:00');
  });

  it('a limit that starts late has the minimum of working days of the policy', () => {
    expect(clockTime(interview('interviewPlan', '2015-05-22T09:00').dueAt)).toBe('2015-05-27 17:30');
    expect(clockTime(interview('interviewPlan', '2015-05-25T09:00').dueAt)).toBe('2015-05-28 17:30');
    expect(clockTime(interview('interviewPlan', '2015-06-12T09:00').dueAt)).toBe('2015-06-17 17:30');
  });

  it('a limit without a minimum is late when the day itself has passed', () => {
    expect(clockTime(interview('interviewReport', '2015-07-06T09:00').dueAt)).toBe('2015-07-03 00:00');
  });

  it('a dated limit ends before or after its day, never both', () => {
    const both = { roll: 'none', before: { workingDays: 1 }, after: { workingDays: 1 } };
    const limits = { ...qdn2015.limits, x: { title: 'x', dated: both, endsAt: 'midnight', source } };

    expect(() => parsePolicy({ ...qdn2015, limits })).toThrow('只能在该日之前或之后结束');
  });
});
