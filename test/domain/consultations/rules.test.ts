import {
  hearingFaults,
  missingParts,
  plannedPeriod,
  type Draft,
} from '../../../domain/consultations/completeness.js';
import { ConsultationDays, parseRule, ruleAt } from '../../../domain/consultations/rules.js';
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
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database?.drop());

  it.each([
    ['2015-05-15T09:00', '2015-05-15'],
    ['2019-08-31T23:59', '2015-05-15'],
    ['2019-09-01T00:00', '2019-09-01'],
    ['2026-11-25T12:00', '2019-09-01'],
  ])('on %s is that of %s', async (day, effectiveFrom) => {
    expect(await ruleAt(database.dataSource, at(day))).toMatchObject({ effectiveFrom });
  });

  it('is none before the first one, and a new one is another row', async () => {
    await expect(ruleAt(database.dataSource, at('2015-05-14T12:00'))).rejects.toMatchObject({
      code: 'POLICY_MISSING',
    });
    const { body } = consultationRuleSeeds()[1]!;
    await database.dataSource.query(`INSERT INTO consultation_rule VALUES ('2027-01-01', '新法', $1)`, [
      JSON.stringify({ ...body, period: { calendarDays: 60 } }),
    ]);

    const rule = await ruleAt(database.dataSource, at('2027-01-01T08:00'));
    expect(rule).toMatchObject({ title: '新法', period: { calendarDays: 60 } });
  });

  it('must say everything', () => {
    expect(() => parseRule('2027-01-01', '新法', { period: { calendarDays: 60 } })).toThrow('hearingPapers');
  });

  it('lets opinions be sorted before their adoption is public', () => {
    const { body } = consultationRuleSeeds()[1]!;

    expect(() => parseRule('2027-01-01', '新法', { ...body, sorting: { workingDays: 16 } })).toThrow(
      'must not end after answer',
    );
  });
});

describe('the shortest period', () => {
  // 22 and 23 June 2015: 端午 is 20 to 22 June.
  it.each([
    ['2015-06-09T10:00', '2015-06-24'],
    ['2015-06-09T18:00', '2015-06-25'],
  ])('of 2015 is ten working days from %s: until %s', (published, until) => {
    expect(of2015.minimumClose(at(published))).toBe(until);
  });

  it.each([
    ['2019-09-02T10:00', '2019-10-08', 'a day in the holiday of October'],
    ['2019-10-14T10:00', '2019-11-13', 'a working day'],
    ['2019-10-11T23:00', '2019-11-11', 'a Sunday'],
  ])('of 2019 is thirty days from %s: until %s, past %s', (published, until) => {
    expect(of2019.minimumClose(at(published))).toBe(until);
  });
});

it('counts sorting and feedback from the last day of the period, which may be a rest day', () => {
  expect(of2019.sortBy('2026-11-20')).toBe('2026-12-04');
  expect(of2019.answerBy('2026-11-20')).toBe('2026-12-11');
  expect(of2019.sortBy('2026-11-22')).toBe('2026-12-04');
});

it('gives the legal review seven working days', () => {
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
] as const)('names %s when it is missing, and nothing else', (field, without) => {
  expect(missingParts({ ...draft, ...without }).map((fault) => fault.field)).toEqual([field]);
});

describe('the days of a draft', () => {
  it('are the preset of the law, or as they are given', () => {
    expect(plannedPeriod(draft, of2019, published)).toMatchObject({ closesOn: '2026-12-25', faults: [] });
    const longer = { ...draft, period: 'DATED', closesOn: '2027-01-31' } as const;
    expect(plannedPeriod(longer, of2019, published)).toMatchObject({ closesOn: '2027-01-31', faults: [] });
  });

  it.each([
    ['shorter without a reason', { closesOn: '2026-12-24' }, ['period.shortReason']],
    ['shorter with one', { closesOn: '2026-12-24', shortReason: '汛期将至' }, []],
    ['over before they begin', { closesOn: '2026-11-25', shortReason: '汛期将至' }, ['period.closesOn']],
  ])('may be %s or not', (_, period, fields) => {
    const { faults } = plannedPeriod({ ...draft, period: 'DATED', ...period }, of2019, published);

    expect(faults.map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    ['2026-12-02', []],
    ['2026-12-01', ['hearing.on']],
    ['2026-12-26', ['hearing.on']],
  ])('leave a week for the papers of a hearing on %s, within the period', (hearingOn, fields) => {
    const { faults } = plannedPeriod({ ...draft, hearingOn }, of2019, published);

    expect(faults.map(({ field }) => field)).toEqual(fields);
  });
});

it('takes papers of today for in time', () => {
  const days = { closesOn: '2026-12-25', papersBy: '2026-12-01' };

  expect(hearingFaults('2026-12-08', { ...days, today: parseDay('2026-12-01') })).toEqual([]);
  expect(hearingFaults('2026-12-08', { ...days, today: parseDay('2026-12-02') })).toHaveLength(1);
});
