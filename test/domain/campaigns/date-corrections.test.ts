import { correctDates, daysOfTasks } from '../../../domain/campaigns/date-corrections.js';
import { dates } from '../../workflows/campaigns/campaign.js';

const rectifying = { stage: 'rectifying', today: '2015-07-01' };
const faultsOf = (own: object, now = rectifying) =>
  correctDates(dates, own, now).issues.map(({ date, text }) => [date, text.code]);

it('a correction keeps the other days and lists those that differ', () => {
  const {
    dates: after,
    corrected,
    issues,
  } = correctDates(dates, { rectifyBy: '2015-07-20', lateUntil: dates.lateUntil }, rectifying);

  expect(after).toEqual({ ...dates, rectifyBy: '2015-07-20' });
  expect(corrected).toEqual([{ name: 'rectifyBy', from: '2015-07-15', to: '2015-07-20' }]);
  expect(issues).toEqual([]);
});

it('the day of a step that is over cannot be corrected', () => {
  expect(faultsOf({ inspectionBy: '2015-06-19' })).toEqual([['inspectionBy', 'campaigns.dateOver']]);
});

it('a day is not corrected to one that has passed', () => {
  expect(faultsOf({ rectifyBy: '2015-06-30' })).toEqual([['rectifyBy', 'campaigns.datePassed']]);
  expect(faultsOf({ rectifyBy: '2015-07-01' })).toEqual([]);
});

it('a corrected day stays in the order of the steps', () => {
  expect(faultsOf({ rectifyBy: '2015-07-23' })).toEqual([['lateUntil', 'campaigns.dateBefore']]);
});

it('every day of a campaign that has not begun can be corrected', () => {
  const notBegun = { stage: null, today: '2015-05-01' };

  expect(correctDates(dates, { noticeBy: '2015-05-14' }, notBegun as never).issues).toEqual([]);
});

it('corrected days are those of the tasks and clocks that end on them', () => {
  const corrected = [
    { name: 'catalogueBy', from: '2015-06-01', to: '2015-06-05' },
    { name: 'rectifyBy', from: '2015-07-15', to: '2015-07-20' },
  ] as const;

  expect(daysOfTasks(corrected)).toEqual({
    supplyFallback: '2015-06-05',
    freezeCatalogue: '2015-06-05',
    rectification: '2015-07-20',
  });
});
