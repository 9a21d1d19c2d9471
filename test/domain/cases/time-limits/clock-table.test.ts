/**
 * The table of clocks (C1–C4) under the default preset, on the days where a calendar goes wrong: 23 and 24 July 2015 are
 * the prefecture's own holidays; 3–5 September and 1–7 October are off, Sunday 6 September and Saturday 10 October are
 * worked. Every instant is computed by hand and reads as on a clock in Kaili.
 */
import { extensionCheck } from '../../../../domain/cases/time-limits/extension.js';
import {
  computeLadder,
  timeoutInstant,
  reclassLadder,
  resumeLadder,
} from '../../../../domain/cases/time-limits/ladder.js';
import { at, calendar, clockTime, policyOf, qdn2015, shown } from './seeded.js';

const basis = { policy: qdn2015, calendar };
const ladder = (limit: string, startedAt: string, caseClass?: string) =>
  shown(computeLadder({ ...basis, limit, caseClass, startedAt: at(startedAt) })!);

it.each([
  ['before 州庆', '2015-07-22T10:00', '2015-07-27 17:30', '2015-07-28 00:00', '2015-07-29 00:00'],
  [
    'before 州庆, at the cut-off',
    '2015-07-22T17:30',
    '2015-07-27 17:30',
    '2015-07-28 00:00',
    '2015-07-29 00:00',
  ],
  [
    'before 州庆, after the cut-off',
    '2015-07-22T17:31',
    '2015-07-28 17:30',
    '2015-07-29 00:00',
    '2015-07-30 00:00',
  ],
  [
    'before a worked Saturday',
    '2015-10-09T09:00',
    '2015-10-10 17:30',
    '2015-10-12 00:00',
    '2015-10-13 00:00',
  ],
  [
    'on a holiday before a worked Sunday',
    '2015-09-05T12:00',
    '2015-09-07 17:30',
    '2015-09-08 00:00',
    '2015-09-09 00:00',
  ],
])('C1, received %s: one working day, yellow one after, red two after', (_, received, due, yellow, red) => {
  expect(ladder('triage', received)).toEqual({ due, yellow, red });
  expect(ladder('assign', received)).toEqual({ due, yellow, red });
});

it.each([
  [
    'over 州庆',
    '2015-07-22T10:00',
    '2015-07-27 11:30',
    '2015-07-28 00:00',
    '2015-07-28 00:00',
    '2015-07-29 00:00',
  ],
  [
    'over a weekend',
    '2015-07-16T10:00',
    '2015-07-17 11:30',
    '2015-07-18 00:00',
    '2015-07-20 00:00',
    '2015-07-21 00:00',
  ],
  [
    'over a worked Saturday',
    '2015-10-08T10:00',
    '2015-10-09 11:30',
    '2015-10-10 00:00',
    '2015-10-10 00:00',
    '2015-10-12 00:00',
  ],
])(
  'C2, to be signed for %s: reminder at four office hours left, yellow after one day, red and deemed signed after two',
  (_, assigned, warning, due, yellow, red) => {
    expect(ladder('sign', assigned)).toEqual({ warning, due, yellow, red });
    expect(clockTime(timeoutInstant({ ...basis, limit: 'signDeemed', from: at(assigned) })!)).toBe(red);
  },
);

it.each([
  [
    'CONSULT',
    '2015-09-28T10:00',
    ['2015-10-09 08:30', '2015-10-11 00:00', '2015-10-12', '2015-10-16', '2015-10-23', '2015-10-30'],
  ],
  [
    'COMPLAINT',
    '2015-09-28T10:00',
    ['2015-10-14 08:30', '2015-10-17 00:00', '2015-10-19', '2015-10-23', '2015-10-30', '2015-11-06'],
  ],
  [
    'CONSULT',
    '2015-07-22T17:31',
    ['2015-07-31 08:30', '2015-08-04 00:00', '2015-08-04', '2015-08-10', '2015-08-17', '2015-08-24'],
  ],
  [
    'CONSULT',
    '2015-09-01T18:00',
    ['2015-09-09 08:30', '2015-09-11 00:00', '2015-09-11', '2015-09-17', '2015-09-24', '2015-10-08'],
  ],
])(
  'C3, a %s letter assigned at %s: reminder, due, yellow, red +5, urge +10, accountability +15',
  (caseClass, assigned, [warning, due, yellow, red, urge, accountability]) => {
    expect(ladder('handling', assigned, caseClass)).toEqual({
      warning,
      due,
      yellow: `${yellow} 00:00`,
      red: `${red} 00:00`,
      urge: `${urge} 00:00`,
      accountability: `${accountability} 00:00`,
    });
  },
);

it('C4: a rework has three days, yellow one after, red three after', () => {
  // The first limit ends on 31 July, so all three days are left of it.
  const cap = { dueAt: at('2015-08-01T00:00'), from: at('2015-07-22T09:00') };
  const rework = computeLadder({ ...basis, limit: 'rework', startedAt: at('2015-07-22T09:00'), cap })!;
  expect(shown(rework)).toEqual({
    due: '2015-07-30 00:00',
    yellow: '2015-07-30 00:00',
    red: '2015-08-03 00:00',
  });
});

it('C4: a second handling has five days over the holidays of September', () => {
  expect(ladder('reopen', '2015-09-01T10:00')).toEqual({
    due: '2015-09-10 00:00',
    yellow: '2015-09-10 00:00',
    red: '2015-09-14 00:00',
  });
});

it.each(['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'])(
  '%s has every clock of the table, and a red card at once for a false closure (C6)',
  (id) => {
    const { cards, immediate, receiptCutoff } = policyOf(id);
    const ofLetters = Object.entries(cards).flatMap(([limit, { clock }]) =>
      clock.startsWith('C') ? [[limit, clock]] : [],
    );
    expect(Object.fromEntries(ofLetters)).toEqual({
      triage: 'C1',
      assign: 'C1',
      extensionDecision: 'C1',
      complexDecision: 'C1',
      sign: 'C2',
      handling: 'C3',
      rework: 'C4',
      reopen: 'C4',
      followUp: 'C4',
    });
    expect(immediate.falseClosure).toBe('auto');
    expect(receiptCutoff).toBe('17:30');
  },
);

describe('while “complex” needs a decision', () => {
  const strict = { ...policyOf('GB-2014'), complexNeedsDecision: true };
  const complaint = {
    policy: strict,
    calendar,
    limit: 'handling',
    caseClass: 'COMPLAINT',
    startedAt: at('2015-07-20T10:00'),
  };

  it('a complaint has seven working days, and the decision can add what fifteen leave', () => {
    const { dueAt, dueDate } = computeLadder(complaint)!;
    expect(dueDate).toBe('2015-07-31');
    const asked = (workingDays: number) => ({
      by: { workingDays },
      at: at('2015-07-22T10:00'),
      extensions: 0,
    });
    expect(extensionCheck({ ...complaint, dueAt }, asked(8))).toEqual({ allowed: true });
    expect(extensionCheck({ ...complaint, dueAt }, asked(9))).toMatchObject({ atMost: { workingDays: 8 } });
  });

  it('a complaint decided to be complex has fifteen days from its start, and more by the days of its pauses', () => {
    const { dueAt } = computeLadder(complaint)!;
    const complex = computeLadder({ ...complaint, caseClass: 'COMPLEX' })!;
    const stoodStill = resumeLadder(
      { ...complaint, dueAt },
      { pausedAt: at('2015-07-22T10:00'), resumedAt: at('2015-07-27T10:00') },
    );

    const decided = reclassLadder({ ...complaint, dueAt }, 'COMPLEX', at('2015-07-22T10:00'));
    const later = reclassLadder({ ...complaint, dueAt: stoodStill.dueAt }, 'COMPLEX', at('2015-07-27T10:00'));

    expect(decided).toEqual(complex);
    // 27 July is the only working day in between.
    expect([complex.dueDate, later.dueDate]).toEqual(['2015-08-12', '2015-08-13']);
  });

  it('a class with a shorter limit makes no letter due earlier', () => {
    const { dueAt } = computeLadder(complaint)!;

    expect(reclassLadder({ ...complaint, dueAt }, 'URGENT', at('2015-07-22T10:00')).dueAt).toBe(dueAt);
  });

  it('without the decision a complex letter has fifteen days at once, and no more', () => {
    const wide = { ...complaint, policy: policyOf('GB-2014') };
    const { dueAt, dueDate } = computeLadder(wide)!;
    expect(dueDate).toBe('2015-08-12');
    const request = { by: { workingDays: 1 }, at: at('2015-07-22T10:00'), extensions: 0 };
    expect(extensionCheck({ ...wide, dueAt }, request)).toEqual({ allowed: false, reason: 'capReached' });
  });
});
