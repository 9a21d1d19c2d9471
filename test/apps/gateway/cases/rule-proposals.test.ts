import { describe, expect, it } from '@jest/globals';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';
import { startTestGateway, type TestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway({ DUBAN_DEMO: 'false' });
const demonstration = await startTestGateway();
const { request, query } = gateway;

const preset = policySeeds().find(({ id }) => id === 'QDN-2015')!.body;
const limits = preset['limits'] as Readonly<Record<string, object>>;
const policy = (id: string, triage: object): object => ({
  ...{ ...preset, id, version: 1 },
  limits: { ...limits, triage: { ...limits['triage'], duration: triage } },
});
const calendar = (year: number, more: object = {}): object => ({
  ...{ region: 'CN', year, source: '国办发明电' },
  days: [{ date: `${year}-01-04`, kind: 'holiday', note: '元旦' }],
  ...more,
});
const rule = {
  ...{ effectiveFrom: '2031-01-01', title: '新法' },
  ...{ period: { calendarDays: 30 }, hearingPapers: { calendarDays: 7 }, legalReview: { workingDays: 7 } },
  ...{ sorting: { workingDays: 10 }, answer: { workingDays: 15 } },
  source: { basis: 'regulation', note: '第十五条' },
};

const putCalendar = (body: object, { request: send }: TestGateway = gateway) =>
  send('PUT', '/calendar/days', { as: 'admin.system', body });
const postPolicy = (body: object) => request('POST', '/policies', { as: 'petition.clerk', body });
const act = (id: string, name: string, as: string, body: object = {}) =>
  request('POST', `/rule-proposals/${id}/${name}`, { as, body });
const actions = (subject: string) =>
  query('SELECT action, reason FROM audit_entry WHERE subject = $1 ORDER BY id', [subject]);

describe('a change of a rule', () => {
  it('a calendar is proposed by one person and in force once another approves it', async () => {
    const local = { region: '5226', source: '自治条例', days: [] };
    const proposed = await putCalendar(calendar(2035, { local }));
    const { id } = proposed.body;
    const covered = async () =>
      (await request('GET', '/calendar/days?year=2035', { as: 'admin.system' })).body.covered;
    const before = await covered();
    const own = await act(id, 'approve', 'admin.system');

    const approved = await act(id, 'approve', 'supervisor');

    expect(proposed).toMatchObject({
      status: 202,
      body: {
        ...{ kind: 'calendar', subject: 'CN 5226 2035', state: 'proposed', acts: ['withdraw'] },
        differences: [{ path: 'CN.2035-01-04', before: null, after: 'holiday' }],
      },
    });
    expect(own).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(approved).toMatchObject({
      status: 200,
      body: { state: 'approved', alone: false, decidedBy: { username: 'supervisor' }, acts: [] },
    });
    expect([before, await covered()]).toEqual([false, true]);
    expect(await actions('calendar CN 5226 2035')).toEqual([
      { action: 'rule.propose', reason: '国办发明电' },
      { action: 'rule.approve', reason: null },
    ]);
  });

  it('a kind of rules has one open proposal, which its proposer withdraws', async () => {
    const { body: first } = await putCalendar(calendar(2036));
    const second = await putCalendar(calendar(2037));
    const bySupervisor = await act(first.id, 'withdraw', 'supervisor');

    const withdrawn = await act(first.id, 'withdraw', 'admin.system');

    expect(second).toMatchObject({ status: 409, body: { code: 'PROPOSAL_OPEN' } });
    expect(bySupervisor.body.code).toBe('FORBIDDEN');
    expect(withdrawn.body.state).toBe('withdrawn');
    expect((await act(first.id, 'approve', 'supervisor')).body.code).toBe('PROPOSAL_DECIDED');
  });

  it('a rejected proposal changes nothing and keeps the reason', async () => {
    const { body } = await putCalendar(calendar(2036));
    const unexplained = await act(body.id, 'reject', 'supervisor');

    const rejected = await act(body.id, 'reject', 'supervisor', { reason: '与通知原文不符' });

    expect(unexplained.body.issues[0].field).toBe('reason');
    expect(rejected.body).toMatchObject({ state: 'rejected', decisionReason: '与通知原文不符' });
    const { body: year } = await request('GET', '/calendar/days?year=2036', { as: 'supervisor' });
    expect(year.covered).toBe(false);
    expect((await actions('calendar CN 2036')).at(-1)).toEqual({
      ...{ action: 'rule.reject', reason: '与通知原文不符' },
    });
  });

  it('limits proposed by the petition office are approved by the supervisor of the other office only', async () => {
    const { body } = await postPolicy(policy('OWN', { workingDays: 3 }));

    const ofSameOffice = await act(body.id, 'approve', 'petition.supervisor');
    const approved = await act(body.id, 'approve', 'supervisor');

    expect(body.differences).toEqual(
      expect.arrayContaining([
        { path: 'limits.triage.duration.workingDays', before: 1, after: 3 },
        { path: 'id', before: 'QDN-2015', after: 'OWN' },
      ]),
    );
    expect(ofSameOffice.body.code).toBe('FORBIDDEN');
    expect(approved.body.state).toBe('approved');
  });

  it('a limit below one working hour is refused', async () => {
    const { status, body } = await postPolicy(policy('HASTY', { workingHours: 0.5 }));

    expect({ status, field: body.issues[0].field, code: body.issues[0].code }).toEqual({
      ...{ status: 400, field: 'limits.triage.duration.workingHours', code: 'cases.limitBelowHour' },
    });
  });

  it('a consultation rule is approved by another person of the legal office', async () => {
    const propose = (more: object) =>
      request('POST', '/consultation-rules', { as: 'legal.officer', body: { ...rule, ...more } });
    const shorter = await propose({ period: { workingDays: 10 }, legalReview: { workingDays: 5 } });
    const { body } = await propose({ period: { calendarDays: 45 } });

    const own = await act(body.id, 'approve', 'legal.officer');
    const approved = await act(body.id, 'approve', 'legal.reviewer');

    expect(shorter.body.issues.map(({ field }: { field: string }) => field)).toEqual([
      'period',
      'legalReview',
    ]);
    expect(own.body.code).toBe('SECOND_PERSON_NEEDED');
    expect(approved.body).toMatchObject({ state: 'approved', inForceFrom: '2031-01-01' });
  });

  it('proposals are listed by kind and state, newest first, for those who change rules', async () => {
    const list = (search: string, as = 'supervisor') => request('GET', `/rule-proposals?${search}`, { as });
    const { body } = await list('kind=calendar&limit=2');

    expect(body.items.map(({ state }: { state: string }) => state)).toEqual(['rejected', 'withdrawn']);
    const next = await list(`kind=calendar&limit=2&cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ state: 'approved' }], nextCursor: null });
    expect((await list('state=rejected')).body.items).toHaveLength(1);
    expect((await list('', 'kaili.clerk')).status).toBe(403);
  });
});

describe('the database', () => {
  const as = (sql: string, ...values: unknown[]) => query(sql, values);

  it('refuses an approval by the proposer, whatever the program says', async () => {
    const { body } = await putCalendar(calendar(2036));
    await query(`UPDATE account SET demo = false WHERE username = 'admin.system'`);
    const approve = (alone: boolean) =>
      as(
        `UPDATE rule_proposal SET state = 'approved', in_force_from = '2036-01-01', decided_by = proposed_by,
           decided_at = now(), alone = $2 WHERE id = $1`,
        body.id,
        alone,
      );

    await expect(approve(false)).rejects.toThrow('rule_proposal_two_persons_check');
    await expect(approve(true)).rejects.toThrow('only a demo account approves its own proposal');
    await act(body.id, 'withdraw', 'admin.system');
  });

  it('keeps what was decided, and what was proposed', async () => {
    await expect(as(`UPDATE rule_proposal SET state = 'proposed'`)).rejects.toThrow('decided once');
    const { body } = await putCalendar(calendar(2036));

    await expect(as(`UPDATE rule_proposal SET content = '{}' WHERE id = $1`, body.id)).rejects.toThrow(
      'never edited',
    );
  });
});

it('in a demonstration one person may do both, and the log says so', async () => {
  const { body } = await putCalendar(calendar(2035), demonstration);

  const approved = await demonstration.request('POST', `/rule-proposals/${body.id}/approve`, {
    as: 'admin.system',
  });

  expect(body.acts).toEqual(['approve', 'withdraw']);
  expect(approved.body).toMatchObject({ state: 'approved', alone: true });
  const [entry] = await demonstration.query('SELECT reason FROM audit_entry ORDER BY id DESC LIMIT 1');
  expect(entry).toEqual({ reason: '演示：提出与批准为同一人' });
});

describe('what a calendar is read from', () => {
  const read = (body: object, as = 'admin.system') => request('POST', '/calendar/notices/read', { as, body });

  it('a notice is read with its holidays, and every line that cannot be read is a problem', async () => {
    const { body } = await read({
      year: 2027,
      text: '一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周六）放假。',
    });

    expect(body.holidays).toMatchObject([{ name: '元旦', off: ['2027-01-01', '2027-01-02', '2027-01-03'] }]);
    expect(body.problems).toMatchObject([
      { line: 2, code: 'cases.noticeWeekday', params: { weekday: '周五' } },
    ]);
    expect(body.problems[0].message).toContain('2027年2月5日是周五');
    expect((await read({ year: 2027, text: '元旦' }, 'supervisor')).status).toBe(403);
  });
});
