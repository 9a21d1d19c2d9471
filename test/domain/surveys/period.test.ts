import { periodOf, periodRules, questionnaireDay } from '../../../domain/surveys/period.js';
import { at, calendar, policyOf, qdn2015 } from '../cases/time-limits/seeded.js';

const rules = periodRules(qdn2015);
const region = calendar.region('5226');

it('the questionnaire is due ten working days before the opening, over 端午', () => {
  expect(questionnaireDay(rules, region, '2015-07-01')).toBe('2015-06-16');
});

it.each(['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'])(
  '%s says how long surveys are open',
  (id) => {
    expect(periodRules(policyOf(id))).toEqual({
      defaultDays: 15,
      minDays: 7,
      maxDays: 30,
      leadWorkingDays: 10,
    });
  },
);

it('a policy that lacks a length is refused with its limit', () => {
  const { surveyPeriodMax: _, ...limits } = qdn2015.limits;

  expect(() => periodRules({ ...qdn2015, limits })).toThrow(/surveyPeriodMax/);
});

it.each([
  ['ahead', '2015-06-20T10:00:00+08:00', { waitsUntil: '2015-06-30', closesOn: '2015-07-15' }],
  ['at the last moment', '2015-06-30T23:59:59+08:00', { waitsUntil: '2015-06-30', closesOn: '2015-07-15' }],
  ['on its day', '2015-07-01T00:00:00+08:00', { waitsUntil: null, closesOn: '2015-07-16' }],
  ['late', '2015-07-03T16:00:00+08:00', { waitsUntil: null, closesOn: '2015-07-18' }],
])('a survey published %s is open for all of its days', (_, now, period) => {
  expect(periodOf({ opensOn: '2015-07-01', days: 15 }, at(now))).toEqual(period);
});
