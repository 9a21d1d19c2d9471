import { expect, it } from '@jest/globals';
import { bandOf, nextOf, warningsOf } from '../../../../apps/web/src/features/campaigns/model/phases.js';

const DAYS = {
  noticeBy: '2015-05-15',
  contactBy: '2015-05-18',
  listBy: '2015-06-01',
  catalogueBy: '2015-06-01',
  inspectionBy: '2015-06-18',
  reportBy: '2015-06-21',
  rectifyBy: '2015-07-15',
  lateUntil: '2015-07-22',
  recheckBy: '2015-07-28',
  problemReportBy: '2015-07-31',
  bulletinBy: '2015-08-07',
};
const dates = Object.entries(DAYS).map(([name, day]) => ({
  name,
  title: name,
  day,
  warning: name === 'reportBy' ? '2015-06-21 不是工作日' : null,
}));
const at = (stage: string | null, today: string) => bandOf({ dates, stage, today });

it('the phases of the band are those of the plan with its days as written', () => {
  expect(at('listing', '2015-05-20').phases.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['listing', '2015-05-15', '2015-06-01'],
    ['checking', '2015-06-01', '2015-07-15'],
    ['concluding', '2015-07-16', '2015-07-31'],
  ]);
});

it('the stage says where a campaign stands, not the calendar', () => {
  const late = at('listing', '2015-07-20').phases.map(({ state }) => state);

  expect(late).toEqual(['now', 'ahead', 'ahead']);
  expect(at('closed', '2015-06-01').phases.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

it('no phase is current before a campaign begins', () => {
  expect(at(null, '2015-05-20').phases.map(({ state }) => state)).toEqual(['ahead', 'ahead', 'ahead']);
});

it('the next day is one that is still to come, of a step that is not over', () => {
  const over = (names: readonly string[]) =>
    dates.map((date) => ({ ...date, over: names.includes(date.name) }));

  expect(nextOf(over([]), '2015-05-20')?.name).toBe('listBy');
  expect(nextOf(over(['noticeBy', 'contactBy', 'listBy', 'catalogueBy']), '2015-05-20')?.name).toBe(
    'inspectionBy',
  );
  expect(nextOf(over([]), '2015-08-08')).toBeUndefined();
});

it('a warning that several days share is said once', () => {
  const provisional = dates.map((date) => ({
    ...date,
    warning: date.day > '2015-07-20' ? '尚未公布' : date.warning,
  }));

  expect(warningsOf(provisional)).toEqual([
    { warning: '2015-06-21 不是工作日', titles: ['reportBy'] },
    { warning: '尚未公布', titles: ['lateUntil', 'recheckBy', 'problemReportBy', 'bulletinBy'] },
  ]);
});

it('a rest day is marked on the band', () => {
  const warned = at('rectifying', '2015-07-08').marks.filter(({ isWarned }) => isWarned);

  expect(warned.map(({ day }) => day)).toEqual(['2015-06-21']);
});

it('today lies within the band while the plan runs', () => {
  expect(at('listing', '2015-05-15').today).toBe(0);
  expect(at('concluding', '2015-07-31').today).toBe(1);
  expect(at('rectifying', '2015-06-23').today).toBeCloseTo((17 + 22) / 76, 5);
  expect(at('concluding', '2015-08-20').today).toBeNull();
  expect(at('closed', '2015-07-01').today).toBeNull();
});
