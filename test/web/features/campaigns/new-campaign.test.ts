import { expect, it } from '@jest/globals';
import {
  bodyOf,
  daysOf,
  faultOf,
  formOf,
  missingFields,
  withFirstDay,
} from '../../../../apps/web/src/features/campaigns/model/new-campaign.js';

const preset = {
  ...{ key: 'QDN-2015', title: '检查清理（2015）', plan: '《方案》', centre: 'ZWZX', government: 'ZFB' },
  ...{ start: '2015-05-15', dates: [] },
};
const STEPS = [{ name: 'noticeBy' }, { name: 'listBy' }];
const form = formOf(preset, 'ZWZX', '2026-11-30');

it('a new campaign begins with the units of its plan and the year of its first day', () => {
  expect(form).toMatchObject({ title: '检查清理（2026）', centre: 'ZWZX', government: 'ZFB' });
});

it('the title follows the first day until somebody rewrites it', () => {
  const next = withFirstDay(form, preset, '2027-01-11');

  expect(next.title).toBe('检查清理（2027）');
  expect(withFirstDay({ ...next, title: '第二轮' }, preset, '2028-01-10').title).toBe('第二轮');
});

it('a day that is being typed is not replaced by the day of the plan', () => {
  expect(daysOf({ ...form, dates: { listBy: null } }, STEPS)).toBeNull();
  expect(daysOf({ ...form, dates: { listBy: '2026-12-20' } }, STEPS)).toEqual({
    preset: 'QDN-2015',
    firstDay: '2026-11-30',
    dates: { listBy: '2026-12-20' },
  });
});

it('without a plan every step needs a day', () => {
  const own = formOf(undefined, 'ZWZX', '2026-11-30');

  expect(daysOf({ ...own, dates: { noticeBy: '2026-12-01' } }, STEPS)).toBeNull();
  expect(daysOf({ ...own, dates: { noticeBy: '2026-12-01', listBy: '2026-12-20' } }, STEPS)).toEqual({
    dates: { noticeBy: '2026-12-01', listBy: '2026-12-20' },
  });
});

it('further hosts are read however they are separated', () => {
  const typed = { ...form, alsoHosts: 'a.gov.cn，b.gov.cn  c.gov.cn' };

  expect(bodyOf(typed, daysOf(form, STEPS)!).site.alsoHosts).toEqual(['a.gov.cn', 'b.gov.cn', 'c.gov.cn']);
});

it('what the server says against one unit is shown at the units', () => {
  const faults = new Map([['departments.3', '没有此单位']]);

  expect(faultOf(faults, 'departments')).toBe('没有此单位');
  expect(faultOf(faults, 'dates')).toBeUndefined();
});

it('fields that are not filled in are named before anything is sent', () => {
  expect(missingFields(form, true)).toEqual(['units', 'url']);
  expect(missingFields({ ...form, departments: ['JYJ'], url: 'http://a.cn/' }, false)).toEqual(['days']);
});
