import { expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { CENTRE } from './campaign-requests.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const preview = (body: object, as = CENTRE): Promise<Answer> =>
  request('POST', '/campaigns/preview', { as, body });
const dayOf = (body: { dates: { name: string; day: string }[] }, name: string) =>
  body.dates.find((date) => date.name === name);

it('plans for campaigns are listed with their days, to the centre and the supervisor only', async () => {
  const { status, body } = await request('GET', '/campaign-presets', { as: CENTRE });
  const [plan] = body.items;

  expect(status).toBe(200);
  expect(plan).toMatchObject({ key: 'QDN-2015', centre: 'ZWZX', government: 'ZFB', start: '2015-05-15' });
  expect(dayOf(plan, 'rectifyBy')).toEqual({ name: 'rectifyBy', day: '2015-07-15' });
  expect(body.steps[0]).toEqual({ name: 'noticeBy', title: '印发通知' });
  expect((await request('GET', '/campaign-presets', { as: 'supervisor' })).status).toBe(200);
  expect((await request('GET', '/campaign-presets', { as: 'jyj.clerk' })).status).toBe(403);
});

it('a preview shifts the days of a plan and marks rest days, without starting anything', async () => {
  const { status, body } = await preview({ preset: 'QDN-2015', firstDay: '2026-03-16' });

  expect(status).toBe(200);
  // T+37 is a working day, T+17 the Thursday before 清明节 2026
  expect(dayOf(body, 'reportBy')).toMatchObject({ day: '2026-04-22', warning: null });
  const own = await preview({
    preset: 'QDN-2015',
    firstDay: '2026-03-16',
    dates: { rectifyBy: '2026-05-17' },
  });
  expect(dayOf(own.body, 'rectifyBy')).toMatchObject({
    day: '2026-05-17',
    warning: expect.stringContaining('不是工作日'),
  });
  expect(await query('SELECT count(*)::integer AS n FROM campaign')).toEqual([{ n: 0 }]);
});

it('a preview names every day that is missing or before an earlier step', async () => {
  const { status, body } = await preview({ dates: { noticeBy: '2026-03-16', contactBy: '2026-03-15' } });
  const fields = body.issues.map(({ field }: { field: string }) => field);

  expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
  expect(fields).toContain('dates.contactBy');
  expect(fields).toContain('dates.bulletinBy');
  expect(fields).not.toContain('dates.noticeBy');
});

it('departments may not preview a campaign', async () => {
  const { status } = await preview({ preset: 'QDN-2015' }, 'jyj.clerk');

  expect(status).toBe(403);
});
