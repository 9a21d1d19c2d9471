import { planCards, type DueClock } from '../../../../domain/cases/sla-monitor/card-plan.js';

const clock: DueClock = {
  process_id: '00000000-0000-4000-8000-000000000001',
  number: 1,
  limit_key: 'handling',
  unit: '522601',
  due_at: new Date('2015-07-15T16:00:00Z'),
  thresholds: { yellow: '2015-07-15T16:00:00.000Z', red: '2015-07-21T16:00:00.000Z' },
  missed: null,
  still_since: null,
  acted_at: null,
  policy_id: 'QDN-2015',
  policy_version: 1,
  calendar_version: 1,
};

it.each([true, false])(
  'lets a red card absorb the yellow one of its clock as the policy says: %s',
  (absorb) => {
    const now = Date.parse('2015-07-22T00:00:00Z');
    const rules = {
      redOnSecondYellow: false,
      isOneUnit: () => true,
      points: { yellow: 5, red: 10, absorb },
      issueAt: now,
      reasonOf: () => '逾期',
    };

    const { cards } = planCards(clock, now, rules, []);

    expect(cards.map(({ level, points, absorbs }) => [level, points, absorbs])).toEqual([
      ['yellow', 5, false],
      ['red', 10, absorb],
    ]);
  },
);
