import { describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { campaignRequests, CENTRE } from './campaign-requests.js';

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

describe('corrected days of a running campaign', () => {
  const { create, begun } = campaignRequests(gateway);
  const REASON = '端午放假，印发推迟两天';
  const correct = (campaign: string, body: object, as = 'supervisor', path = ''): Promise<Answer> =>
    request('POST', `/campaigns/${campaign}/dates${path}`, { as, body });
  const created = async (): Promise<string> => (await create()).body.id;
  const dueOf = async (campaign: string): Promise<string> => {
    const { body } = await request('GET', `/tasks?processId=${campaign}`, { as: CENTRE });
    return body.items[0].dueAt;
  };
  const issuesOf = ({ status, body }: Answer) => [
    status,
    ...(body.issues ?? []).map(({ field, code }: { field: string; code: string }) => [field, code]),
  ];

  it('a preview says what moves, and stores nothing', async () => {
    const campaign = await created();
    const { status, body } = await correct(
      campaign,
      { dates: { noticeBy: '2030-05-17' } },
      CENTRE,
      '/preview',
    );

    expect(status).toBe(200);
    expect(body.corrected).toEqual([
      { name: 'noticeBy', title: '印发通知', from: '2030-05-15', to: '2030-05-17', moves: 1 },
    ]);
    expect(dayOf(body, 'noticeBy')).toMatchObject({ day: '2030-05-17', over: false });
    const { body: view } = await request('GET', `/campaigns/${campaign}`, { as: CENTRE });
    expect(dayOf(view, 'noticeBy')).toMatchObject({ day: '2030-05-15' });
  });

  it('the open task ends on the corrected day, and the campaign shows it', async () => {
    const campaign = await created();
    const before = await dueOf(campaign);
    const { status, body } = await correct(campaign, { dates: { noticeBy: '2030-05-17' }, reason: REASON });

    expect(status).toBe(200);
    expect(dayOf(body, 'noticeBy')).toMatchObject({ day: '2030-05-17' });
    expect(Date.parse(await dueOf(campaign)) - Date.parse(before)).toBe(2 * 86_400_000);
    expect(await query('SELECT due_on::text FROM task WHERE process_id = $1', [campaign])).toEqual([
      { due_on: '2030-05-17' },
    ]);
  });

  it('what completing a task would do is still known after a correction', async () => {
    const campaign = await created();
    await correct(campaign, { dates: { noticeBy: '2030-05-17' }, reason: REASON });
    const { body: tasks } = await request('GET', `/tasks?processId=${campaign}`, { as: CENTRE });
    const { status, body } = await request('POST', `/tasks/${tasks.items[0].id}/preview`, {
      as: CENTRE,
      body: { outcome: 'issue', content: {} },
    });

    expect([status, body.certain]).toEqual([200, true]);
  });

  it('the timeline says who corrected the days, and why', async () => {
    const campaign = await created();
    await correct(campaign, { dates: { noticeBy: '2030-05-17' }, reason: REASON });
    const { body } = await request('GET', `/processes/${campaign}/timeline?limit=50`, { as: CENTRE });
    const entry = body.items.find(({ type }: { type: string }) => type === 'process.redated');

    expect(entry).toMatchObject({ text: `更正日期。${REASON}`, importance: 'high' });
    expect(entry.actor).toEqual(expect.any(String));
    expect(body.items.at(-1)).toMatchObject({ text: '印发通知时限：日期更正，至2030-05-17' });
  });

  it('those who do the dated tasks are notified, and not the account that corrected them', async () => {
    const campaign = await created();
    await correct(campaign, { dates: { noticeBy: '2030-05-17' }, reason: REASON });
    const redatedOf = async (as: string) =>
      (await request('GET', '/me/notifications?limit=50', { as })).body.items.filter(
        ({ kind, processId }: { kind: string; processId: string }) =>
          kind === 'redated' && processId === campaign,
      );

    expect(await redatedOf(CENTRE)).toEqual([
      expect.objectContaining({ text: expect.stringContaining('日期已更正'), task: null }),
    ]);
    expect(await redatedOf('supervisor')).toEqual([]);
  });

  it('a step that is over, a day that has passed and an unknown step are named', async () => {
    const campaign = await begun();
    const of = async (dates: object) => issuesOf(await correct(campaign, { dates, reason: REASON }));

    expect(await of({ noticeBy: '2030-05-16' })).toEqual([400, ['dates.noticeBy', 'campaigns.dateOver']]);
    expect(await of({ listBy: '2020-06-01' })).toContainEqual(['dates.listBy', 'campaigns.datePassed']);
    expect(await of({ listBy: '2030-13-01' })).toEqual([400, ['dates.listBy', 'fields.day']]);
    expect(await of({ someBy: '2030-06-01' })).toEqual([400, ['dates.someBy', 'fields.unknown']]);
    expect(await of({ bulletinBy: '2930-06-01' })).toEqual([
      400,
      ['dates.bulletinBy', 'cases.beyondCalendar'],
    ]);
    expect(await of({})).toEqual([400, ['dates', 'campaigns.noDateCorrected']]);
  });

  it('a correction needs a reason', async () => {
    const campaign = await created();
    const answer = await correct(campaign, { dates: { noticeBy: '2030-05-17' } });

    expect([answer.status, answer.body.issues[0].field]).toEqual([400, 'reason']);
  });

  it('departments may not correct days, and of a campaign that has ended nobody may', async () => {
    const campaign = await begun();
    const body = { dates: { listBy: '2030-06-01' }, reason: REASON };
    const refused = await correct(campaign, body, 'jyj.clerk');
    await query(`UPDATE process SET state = 'completed', ended_at = now() WHERE id = $1`, [campaign]);
    const ended = await correct(campaign, { ...body, dates: { listBy: '2030-05-31' } });

    expect([refused.status, ended.status, ended.body.code]).toEqual([403, 409, 'PROCESS_ENDED']);
  });
});
