import { dateIssues, dateWarnings, shiftDates } from '../../../domain/campaigns/campaign-dates.js';
import { presets } from '../../../domain/campaigns/campaign-presets.js';
import { calendar } from '../cases/time-limits/seeded.js';

const plan = presets().get('QDN-2015')!;

it('days of the 2015 plan that are not working days stay as written, with a warning', () => {
  const warnings = dateWarnings(plan.dates, calendar, '5226');

  expect(plan.dates.reportBy).toBe('2015-06-21');
  expect(warnings).toEqual([
    {
      date: 'reportBy',
      text: {
        code: 'campaigns.notWorkingDay',
        params: { day: '2015-06-21', rest: '周日', last: '2015-06-19' },
      },
    },
  ]);
});

it('a plan with another first day keeps the distance of every day from the first', () => {
  const shifted = shiftDates(plan.dates, plan.start, '2026-11-25');

  expect(shifted).toMatchObject({
    noticeBy: '2026-11-25',
    listBy: '2026-12-12', // T+17
    reportBy: '2027-01-01', // T+37
    rectifyBy: '2027-01-25', // T+61
    problemReportBy: '2027-02-10', // T+77
  });
  expect(dateWarnings(shifted, calendar, '5226').map(({ date, text }) => [date, text])).toEqual(
    expect.arrayContaining([
      [
        'listBy',
        {
          code: 'campaigns.notWorkingDay',
          params: { day: '2026-12-12', rest: '周六', last: '2026-12-11' },
        },
      ],
      ['reportBy', { code: 'campaigns.calendarProvisional', params: { year: '2027' } }],
    ]),
  );
});

it('dates that do not exist or precede an earlier step are issues', () => {
  const issues = dateIssues({ ...plan.dates, contactBy: '2015-05-32', rectifyBy: '2015-06-20' });

  expect(issues).toEqual([
    { date: 'contactBy', text: { code: 'fields.day', params: {} } },
    {
      date: 'rectifyBy',
      text: { code: 'campaigns.dateBefore', params: { other: '报送检查报告和整改方案' } },
    },
  ]);
});
