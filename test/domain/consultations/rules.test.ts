import {
  hearingFaults,
  missingParts,
  plannedPeriod,
  type Draft,
} from '../../../domain/consultations/completeness.js';
import { ConsultationDays, ruleAt } from '../../../domain/consultations/consultation-days.js';
import { ConsultationRulesRepository } from '../../../domain/consultations/consultation-rules.repository.js';
import { parseRule } from '../../../domain/consultations/rules.js';
import { parseDay } from '../../../domain/time/civil-time.js';
import { consultationRuleSeeds } from '../../../infra/database/seeds/consultation-rules.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { at, calendar, qdn2015 } from '../cases/time-limits/seeded.js';

const [of2015, of2019] = consultationRuleSeeds().map(
  ({ effectiveFrom, title, body }) =>
    new ConsultationDays(parseRule(effectiveFrom, title, body), { policy: qdn2015, calendar }),
) as [ConsultationDays, ConsultationDays];

describe('the law in force', () => {
  let database: TestDatabase;
  let rules: ConsultationRulesRepository;
  beforeAll(async () => {
    database = await createTestDatabase();
    rules = new ConsultationRulesRepository(database.dataSource);
  });
  afterAll(() => database?.drop());

  it.each([
    ['2015-05-15T09:00', '2015-05-15'],
    ['2019-08-31T23:59', '2015-05-15'],
    ['2019-09-01T00:00', '2019-09-01'],
    ['2026-11-25T12:00', '2019-09-01'],
  ])('the rule in force on %s is that of %s', async (day, effectiveFrom) => {
    expect(await ruleAt(rules, at(day))).toMatchObject({ effectiveFrom });
  });

  it('no rule is in force before the first one', async () => {
    await expect(ruleAt(rules, at('2015-05-14T12:00'))).rejects.toMatchObject({
      code: 'POLICY_MISSING',
      detail: { code: 'consultations.noRuleInForce', params: { on: '2015-05-14' } },
    });
  });

  it('a new rule is another row', async () => {
    const { body } = consultationRuleSeeds()[1]!;
    await database.dataSource.query(`INSERT INTO consultation_rule VALUES ('2027-01-01', '新法', $1)`, [
      JSON.stringify({ ...body, period: { calendarDays: 60 } }),
    ]);

    const rule = await ruleAt(rules, at('2027-01-01T08:00'));
    expect(rule).toMatchObject({ title: '新法', period: { calendarDays: 60 } });
  });

  it('a rule without the notice of hearing papers is rejected', () => {
    expect(() => parseRule('2027-01-01', '新法', { period: { calendarDays: 60 } })).toThrow('hearingPapers');
  });

  it('a rule that ends sorting after the feedback is rejected', () => {
    const { body } = consultationRuleSeeds()[1]!;

    expect(() => parseRule('2027-01-01', '新法', { ...body, sorting: { workingDays: 16 } })).toThrow(
      'cases.longerThan',
    );
  });
});

describe('the shortest period', () => {
  // 22 and 23 June 2015: 端午 is 20 to 22 June.
  it.each([
    ['2015-06-09T10:00', '2015-06-24'],
    ['2015-06-09T18:00', '2015-06-25'],
  ])('a period of 2015 published at %s ends after ten working days, on %s', (published, until) => {
    expect(of2015.minimumClose(at(published))).toBe(until);
  });

  it.each([
    ['2019-09-02T10:00', '2019-10-08', 'the thirtieth is in the October holiday'],
    ['2019-10-14T10:00', '2019-11-13', 'the thirtieth is a working day'],
    ['2019-10-11T23:00', '2019-11-11', 'the thirtieth is a Sunday'],
  ])('a period of 2019 published at %s ends after thirty days on %s: %s', (published, until) => {
    expect(of2019.minimumClose(at(published))).toBe(until);
  });
});

it('sorting and feedback count from the last day of the period, rest day or not', () => {
  expect(of2019.sortBy('2026-11-20')).toBe('2026-12-04');
  expect(of2019.answerBy('2026-11-20')).toBe('2026-12-11');
  expect(of2019.sortBy('2026-11-22')).toBe('2026-12-04');
});

it('the legal review lasts seven working days', () => {
  expect(of2019.reviewUntil(at('2026-11-25T10:00'))).toBe('2026-12-04');
  expect(of2019.reviewUntil(at('2026-11-25T17:31'))).toBe('2026-12-07');
});

const draft: Draft = {
  clauses: 3,
  explanation: '说明',
  howToAnswer: '方式',
  period: 'PRESET',
  closesOn: null,
  shortReason: null,
  hearingOn: null,
};
const published = at('2026-11-25T10:00');

it.each([
  ['clauses', { clauses: 0 }],
  ['explanation', { explanation: null }],
  ['howToAnswer', { howToAnswer: null }],
  ['period', { period: null }],
] as const)('only %s is reported when only it is missing', (field, without) => {
  expect(missingParts({ ...draft, ...without }).map((fault) => fault.field)).toEqual([field]);
});

describe('the days of a draft', () => {
  it('a preset period lasts as long as the legal minimum', () => {
    expect(plannedPeriod(draft, of2019, published)).toMatchObject({ closesOn: '2026-12-25', faults: [] });
  });

  it('a dated period ends on its day', () => {
    const longer = { ...draft, period: 'DATED', closesOn: '2027-01-31' } as const;
    expect(plannedPeriod(longer, of2019, published)).toMatchObject({ closesOn: '2027-01-31', faults: [] });
  });

  it.each([
    [
      'shorter than the minimum, without a reason',
      { closesOn: '2026-12-24' },
      ['consultations.shortWithoutReason'],
    ],
    ['shorter than the minimum, with a reason', { closesOn: '2026-12-24', shortReason: '汛期将至' }, []],
    [
      'that ends on the day of publication',
      { closesOn: '2026-11-25', shortReason: '汛期将至' },
      ['consultations.closesTooEarly'],
    ],
  ])('a period %s has its faults', (_, period, codes) => {
    const { faults } = plannedPeriod({ ...draft, period: 'DATED', ...period }, of2019, published);

    expect(faults.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['2026-12-02', []],
    ['2026-12-01', ['consultations.papersTooLate']],
    ['2026-12-26', ['consultations.hearingOutsidePeriod']],
  ])('a hearing on %s needs a week for its papers and must be within the period', (hearingOn, codes) => {
    const { faults } = plannedPeriod({ ...draft, hearingOn }, of2019, published);

    expect(faults.map(({ code }) => code)).toEqual(codes);
  });
});

it.each([
  ['2026-12-01', 0],
  ['2026-12-02', 1],
])('papers due on 2026-12-01 that are sent on %s have %i faults', (today, faults) => {
  const days = { closesOn: '2026-12-25', papersBy: '2026-12-01' };

  const found = hearingFaults('hearing.on', '2026-12-08', { ...days, today: parseDay(today) });

  expect(found).toHaveLength(faults);
});
