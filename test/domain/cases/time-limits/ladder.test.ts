import {
  computeLadder,
  timeoutInstant,
  issueInstant,
  redWithoutStatement,
} from '../../../../domain/cases/time-limits/ladder.js';
import { at, calendar, clockTime, policyOf, qdn2015, shown } from './seeded.js';

// A Monday; the working days after it are 21, 22, 27 … 31 July, 3 … 7, 10 … 14 August.
const startedAt = at('2015-07-20T10:00');
const basis = { policy: qdn2015, calendar };
const ladderOf = (limit: string, from: string, policy = qdn2015) =>
  shown(computeLadder({ policy, calendar, limit, startedAt: at(from) })!);

it.each([
  ['CONSULT', '07-28', '07-29', '07-30', '08-05', '08-12', '08-19'],
  ['SUGGEST', '07-30', '07-31', '08-03', '08-07', '08-14', '08-21'],
  ['HELP', '07-30', '07-31', '08-03', '08-07', '08-14', '08-21'],
  ['COMPLAINT', '08-03', '08-05', '08-06', '08-12', '08-19', '08-26'],
  ['COMPLEX', '08-10', '08-12', '08-13', '08-19', '08-26', '09-02'],
])(
  'a %s letter has its warning on %s and is due on %s',
  (caseClass, warning, due, yellow, red, urge, accountability) => {
    const ladder = computeLadder({ ...basis, limit: 'handling', caseClass, startedAt })!;

    expect(ladder.dueDate).toBe(`2015-${due}`);
    const { due: dueThreshold, ...cards } = shown(ladder);
    expect(dueThreshold).toMatch(/ 00:00$/); // 24:00 of the due day
    expect(cards).toEqual({
      warning: `2015-${warning} 08:30`,
      yellow: `2015-${yellow} 00:00`,
      red: `2015-${red} 00:00`,
      urge: `2015-${urge} 00:00`,
      accountability: `2015-${accountability} 00:00`,
    });
  },
);

it('an urgent letter has no warning before its assignment', () => {
  expect(shown(computeLadder({ ...basis, limit: 'handling', caseClass: 'URGENT', startedAt })!)).toEqual({
    due: '2015-07-22 00:00',
    yellow: '2015-07-22 00:00',
    red: '2015-07-30 00:00',
    urge: '2015-08-06 00:00',
    accountability: '2015-08-13 00:00',
  });
});

it('a letter of thanks has no clock', () => {
  expect(computeLadder({ ...basis, limit: 'handling', caseClass: 'THANKS', startedAt })).toBeNull();
  expect(timeoutInstant({ ...basis, limit: 'handling', caseClass: 'THANKS', from: startedAt })).toBeNull();
});

it('a limit that the policy does not have is refused', () => {
  expect(() => computeLadder({ ...basis, limit: 'handling', caseClass: 'REPORT', startedAt })).toThrow(
    "policy QDN-2015 has no limit 'handling' for class 'REPORT'",
  );
  expect(() => computeLadder({ ...basis, limit: 'handling', startedAt })).toThrow("for class ''");
  expect(() => computeLadder({ ...basis, limit: 'toString', startedAt })).toThrow("has no limit 'toString'");
});

it('the clock of the mailbox office ends when the office closes', () => {
  expect(ladderOf('triage', '2015-07-17T17:00')).toEqual({
    due: '2015-07-20 17:30',
    yellow: '2015-07-21 00:00',
    red: '2015-07-22 00:00',
  });
});

it('the warning of an unsigned letter comes when four office hours are left', () => {
  expect(ladderOf('sign', '2015-07-22T16:00')).toEqual({
    warning: '2015-07-27 11:30',
    due: '2015-07-28 00:00',
    yellow: '2015-07-28 00:00',
    red: '2015-07-29 00:00',
  });
  expect(clockTime(timeoutInstant({ ...basis, limit: 'signDeemed', from: at('2015-07-22T16:00') })!)).toBe(
    '2015-07-29 00:00',
  );
});

it('a second handling is due after five working days, yellow one day later, red after three', () => {
  expect(ladderOf('reopen', '2015-07-20T10:00')).toEqual({
    due: '2015-07-30 00:00',
    yellow: '2015-07-30 00:00',
    red: '2015-08-03 00:00',
  });
});

it.each([
  ['much is left of the first limit', '2015-07-29T16:00', '2015-08-03T09:00', '2015-08-06'],
  ['one day is left of it', '2015-08-04T16:00', '2015-08-06T09:00', '2015-08-07'],
  ['nothing is left of it', '2015-08-05T16:00', '2015-08-06T09:00', '2015-08-07'],
  ['it was late already', '2015-08-07T16:00', '2015-08-10T09:00', '2015-08-11'],
])('gives a rework three days at most and one at least when %s', (_, from, started, due) => {
  const handling = computeLadder({ ...basis, limit: 'handling', caseClass: 'COMPLAINT', startedAt })!;
  const cap = { dueAt: handling.dueAt, from: at(from) };

  expect(computeLadder({ ...basis, limit: 'rework', startedAt: at(started), cap })!.dueDate).toBe(due);
});

it('a letter received after the cut-off counts from the next working day', () => {
  const request = { ...basis, limit: 'handling', caseClass: 'CONSULT' };
  expect(computeLadder({ ...request, startedAt: at('2015-07-20T17:30') })!.dueDate).toBe('2015-07-29');
  expect(computeLadder({ ...request, startedAt: at('2015-07-20T18:00') })!.dueDate).toBe('2015-07-30');
  const { receiptCutoff: _none, ...policy } = qdn2015;
  const late = { ...request, policy, startedAt: at('2015-07-20T18:00') };
  expect(computeLadder(late)!.dueDate).toBe('2015-07-29');
});

it('the week in which the citizen can rate ends on a working day', () => {
  const rating = (from: string): string =>
    clockTime(timeoutInstant({ ...basis, limit: 'rating', from: at(from) })!);
  expect(rating('2015-09-25T09:00')).toBe('2015-10-09 00:00'); // 2 October: 国庆节 until the 7th
  expect(rating('2015-09-01T09:00')).toBe('2015-09-09 00:00');
});

it('a petition is counted in calendar days', () => {
  expect(ladderOf('petitionInform', '2015-05-15T10:00', policyOf('PETITION-2005'))).toEqual({
    warning: '2015-05-27 08:30',
    due: '2015-06-02 00:00', // 30 May: Saturday, so 1 June
    yellow: '2015-06-02 00:00',
    red: '2015-06-06 00:00',
  });
});

it('a warning on a rest day moves to the working day before', () => {
  // due 21 July 2015; 16 July is five days before. Due 8 October: the 3rd is a holiday, 30 September is not.
  expect(ladderOf('petitionReview', '2015-06-21T10:00', policyOf('PETITION-2005')).warning).toBe(
    '2015-07-16 08:30',
  );
  expect(ladderOf('petitionReview', '2015-09-05T10:00', policyOf('PETITION-2005')).warning).toBe(
    '2015-09-30 08:30',
  );
});

it('the cards of Wuhu are counted in calendar days', () => {
  const ladder = computeLadder({
    policy: policyOf('WUHU-2008'),
    calendar,
    limit: 'handling',
    caseClass: 'CONSULT',
    startedAt,
  })!;
  expect(shown(ladder)).toMatchObject({
    yellow: '2015-08-03 00:00',
    red: '2015-08-13 00:00',
    urge: '2015-08-28 00:00',
  });
});

it('a card is issued one office hour after its threshold', () => {
  const issue = (reachedAt: string): string => clockTime(issueInstant(basis, at(reachedAt)));
  expect(issue('2015-07-30T00:00')).toBe('2015-07-30 09:30');
  expect(issue('2015-07-30T11:30')).toBe('2015-07-30 14:30');
  expect(issue('2015-07-30T11:00')).toBe('2015-07-30 12:00');
  expect(issue('2015-07-22T17:00')).toBe('2015-07-27 09:00');
});

it('a yellow card turns red three working days after its issue without a statement', () => {
  const red = (limit: string): number | null =>
    redWithoutStatement({ ...basis, limit }, at('2015-07-31T09:30'));
  expect(clockTime(red('handling')!)).toBe('2015-08-06 00:00');
  expect(red('sign')).toBeNull();
});

it('a ladder names its policy and calendar, and is the same when computed again', () => {
  const request = { ...basis, limit: 'handling', caseClass: 'COMPLAINT', startedAt };
  const recorded = computeLadder(request)!;

  expect(recorded).toMatchObject({
    policyRef: { id: 'QDN-2015', version: qdn2015.version },
    calendarVersion: 1,
  });
  computeLadder({ ...request, policy: policyOf('STRICT') });
  expect(computeLadder(request)).toEqual(recorded);
});
