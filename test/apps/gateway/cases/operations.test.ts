import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { MetricsServer } from '../../../../apps/gateway/cases/health/metrics-server.js';
import { readMetrics } from '../../../../apps/gateway/cases/health/case-metrics.js';
import { POOL } from '../../../../apps/gateway/platform/tokens.js';
import { startTestGateway } from '../../../support/gateway.js';
import { sendLetter, submitLetter } from '../../../support/letters.js';
import { changeRule } from '../../../support/rules.js';

const gateway = await startTestGateway({ TRUSTED_PROXIES: '10.0.0.0/8' });
const { request, query } = gateway;
/** An answer is given again for a second. */
const READY_IS_KEPT_MS = 1100;
const figuresNow = (): Promise<string> => readMetrics(gateway.app.get<Pool>(POOL));

describe('rate limits', () => {
  let letters = 0; // a number for each lookup: wrong codes of one letter are limited as well
  const lookup = (from: string, headers: Record<string, string> = {}) => {
    const body = { letterNo: `ZX${(letters += 1)}`, queryCode: '1' };
    return request('POST', '/public/letters/lookup', { body, from, headers });
  };
  const codes = async (times: number, send: () => Promise<{ body: { code: string } }>) => {
    const answers = await Promise.all(Array.from({ length: times }, send));
    return answers.map(({ body }) => body.code);
  };

  it('rate limits count each address by itself', async () => {
    expect(await codes(20, () => lookup('203.0.113.5'))).toEqual(Array(20).fill('NOT_FOUND'));
    const refused = await lookup('203.0.113.5');
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await lookup('203.0.113.6')).status).toBe(404);
  });

  it('ten letters a minute pass the rate limit', async () => {
    const send = () => submitLetter(gateway, {}, { from: '203.0.113.7' });

    expect((await codes(11, send)).filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
  });

  it('rate limits use a forwarding header of trusted proxies only', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.1' };
    await codes(20, () => lookup('10.1.2.3', forwarded));
    expect((await lookup('10.1.2.3', forwarded)).status).toBe(429);
    expect((await lookup('10.1.2.3', { 'x-forwarded-for': '198.51.100.2' })).status).toBe(404);

    let n = 0;
    await codes(20, () => lookup('203.0.113.8', { 'x-forwarded-for': `198.51.100.${(n += 1)}` }));
    expect((await lookup('203.0.113.8', { 'x-forwarded-for': '198.51.100.99' })).status).toBe(429);
  });

  it('rate limits do not count local requests', async () => {
    expect(await codes(30, () => lookup('127.0.0.1'))).not.toContain('RATE_LIMITED');
    expect(await codes(30, () => lookup('127.0.0.1', { 'x-forwarded-for': '198.51.100.3' }))).toContain(
      'RATE_LIMITED',
    );
  });
});

describe('the calendar', () => {
  const due = (receivedAt: string, region = '5226') =>
    request(
      'GET',
      `/calendar/due-date?${new URLSearchParams({ receivedAt, workingDays: '5', region })}`,
    ).then(({ body }) => body);

  it('the calendar computes a due date and lists skipped days', async () => {
    expect(await due('2015-07-20T09:00:00+08:00')).toMatchObject({
      dueDate: '2015-07-29',
      dueAt: '2015-07-29T16:00:00.000Z',
      provisional: false,
      skipped: expect.arrayContaining([{ date: '2015-07-23', note: expect.stringContaining('州庆') }]),
    });
    expect(await due('2015-07-20', 'CN')).toMatchObject({ dueDate: '2015-07-27' });
  });

  it('due dates are provisional until the calendar of their year is entered', async () => {
    expect(await due('2033-10-03T09:00:00+08:00', 'CN')).toMatchObject({
      dueDate: '2033-10-10',
      provisional: true,
    });
    const days = ['04', '05', '06', '07'].map((day) => ({
      date: `2033-10-${day}`,
      kind: 'holiday',
      note: '国庆节',
    }));
    const put = (more: object = {}) =>
      request('PUT', '/calendar/days', {
        as: 'admin.system',
        body: { region: 'CN', year: 2033, source: '国办发明电', days, ...more },
      });

    const change = (changed: object[] = days) =>
      changeRule(request, {
        ...{ method: 'PUT', path: '/calendar/days', as: 'admin.system' },
        body: { region: 'CN', year: 2033, source: '国办发明电', days: changed },
      });

    expect((await put({ days: [{ ...days[0], date: '2032-10-04' }] })).body).toMatchObject({
      issues: [{ field: 'days.0.date' }],
    });
    expect((await put({ days: [{ ...days[0], kind: 'feast' }] })).body).toMatchObject({
      issues: [{ field: 'days.0.kind' }],
    });
    await change();
    expect(await due('2033-10-03T09:00:00+08:00', 'CN')).toMatchObject({
      dueDate: '2033-10-14',
      provisional: false,
    });
    await change([]);
    expect(await due('2033-10-03T09:00:00+08:00', 'CN')).toMatchObject({
      dueDate: '2033-10-10',
      provisional: false,
    });
  });
});

describe('a recalculation', () => {
  /** @returns the version of the calendar */
  const change = async (more: object = {}): Promise<number> => {
    await changeRule(request, {
      ...{ method: 'PUT', path: '/calendar/days', as: 'admin.system' },
      body: {
        region: 'CN',
        year: 2034,
        source: '国办发明电2034',
        days: [{ date: '2034-10-02', kind: 'holiday', note: '国庆节' }],
        ...more,
      },
    });
    const [newest] = await query<{ version: number }>('SELECT max(version) AS version FROM calendar_version');
    return newest!.version;
  };
  const look = (path = '', as = 'supervisor') => request('GET', `/calendar/recalculations${path}`, { as });

  it('a change of the calendar requests a recalculation and shows its remaining clocks', async () => {
    await sendLetter(gateway);
    const version = await change();

    const { status, body: view } = await look(`/${version}`);
    expect(status).toBe(200);
    expect(view).toMatchObject({
      calendarVersion: version,
      state: 'running',
      askedBy: 'admin.system',
      reason: '国办发明电2034',
      shorteningNotice: null,
      clocks: 0,
      later: 0,
      finishedAt: null,
    });
    const open = await query(`SELECT 1 FROM clock WHERE state <> 'stopped'`);
    expect(view.remaining).toBe(open.length);
    expect(view.remaining).toBeGreaterThan(0);
    expect(
      await query(`SELECT changed_from::text, changed_to::text FROM recalculation WHERE state = 'running'`),
    ).toEqual([
      { changed_from: '2033-10-04', changed_to: '2034-10-02' }, // what the change before has left, too
    ]);
  });

  it('a newer change supersedes a recalculation, and its proposal and approval are audited', async () => {
    const version = await change({ days: [], shorteningNotice: '政府公报第9号' });

    const { body: list } = await look('?limit=2');
    expect(list.items).toMatchObject([
      { calendarVersion: version, state: 'running', shorteningNotice: '政府公报第9号' },
      { state: 'superseded', remaining: 0 },
    ]);
    const next = await look(`?limit=1&cursor=${list.nextCursor}`);
    expect(next.body.items[0].calendarVersion).toBe(version - 2);
    const entries = await query('SELECT action, subject, reason FROM audit_entry ORDER BY id DESC LIMIT 2');
    expect(entries).toEqual([
      { action: 'rule.approve', subject: 'calendar CN 2034', reason: null },
      { action: 'rule.propose', subject: 'calendar CN 2034', reason: '国办发明电2034' },
    ]);
  });

  it('recalculations are visible to administrators and supervisors only', async () => {
    expect((await look('', 'mailbox.clerk')).status).toBe(403);
    expect((await look('/9999')).body.code).toBe('NOT_FOUND');
    expect((await look('/x')).body.code).toBe('NOT_FOUND');
  });
});

describe('policies', () => {
  it('an activated policy applies to new letters', async () => {
    await changeRule(request, { method: 'POST', path: '/policies/STRICT/activate', as: 'petition.clerk' });
    const { body } = await request('GET', '/policies', { as: 'supervisor' });
    const active = body.items.filter((item: { active: boolean }) => item.active);
    expect(active.map(({ id }: { id: string }) => id)).toEqual(['STRICT']);
    const { process } = await sendLetter(gateway);
    expect(await query('SELECT policy_id FROM clock WHERE process_id = $1', [process])).toEqual([
      { policy_id: 'STRICT' },
    ]);
    expect((await request('POST', '/policies/NONE/activate', { as: 'petition.clerk' })).body.code).toBe(
      'NOT_FOUND',
    );
    const still = await request('GET', '/policies', { as: 'supervisor' });
    expect(still.body.items.filter((item: { active: boolean }) => item.active)).toHaveLength(1);
  });
});

describe('for operators', () => {
  it('a healthy gateway is live and ready', async () => {
    await query(`UPDATE sla_monitor_state SET beat_at = now(), next_at = now() + interval '5 minutes'`);

    expect((await request('GET', '/health/live')).body).toEqual({ status: 'live' });
    expect((await request('GET', '/health/ready')).body).toEqual({
      status: 'ready',
      database: true,
      temporal: true,
      worker: true,
      watch: true,
      streams: true,
      clock: true,
    });
  });

  it.each([
    ['has never run', 'next_at = NULL, turn_at = NULL, beat_at = NULL', -1],
    ['is two minutes late', `next_at = now() - interval '2 minutes'`, 120],
    ['does not finish a turn', `next_at = NULL, turn_at = now() - interval '90 seconds'`, 90],
  ])('the gateway is not ready when the SLA monitor %s', async (_, state, behind) => {
    await query(`UPDATE sla_monitor_state SET ${state}`);
    await sleep(READY_IS_KEPT_MS);

    const { status, body } = await request('GET', '/health/ready');
    const figures = await figuresNow();

    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 503,
      code: 'NOT_READY',
      detail: '以下部分尚未就绪：watch',
    });
    const seconds = Number(/^duban_watch_behind_seconds (.+)$/m.exec(figures)![1]);
    expect(Math.abs(seconds - behind)).toBeLessThan(10);
  });

  it('metrics count incidents by kind', async () => {
    await query(
      `INSERT INTO incident (process_id, kind, detail, first_seen_at, last_seen_at)
       SELECT gen_random_uuid(), 'clock', 'x', now(), now() FROM generate_series(1, 3)`,
    );

    expect(await figuresNow()).toMatch(/^duban_incidents\{kind="clock"\} 3$/m);
  });

  it('metrics include requests, commands and the lag of the SLA monitor', async () => {
    const { process } = await sendLetter(gateway);
    await query(`UPDATE clock SET next_at = now() - interval '90 seconds' WHERE process_id = $1`, [process]);
    const port = await gateway.app.get(MetricsServer).listen(0);
    const body = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

    expect(body).toMatch(
      /duban_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/public\/letters",status="201"\} \d+/,
    );
    expect(body).toMatch(/duban_commands_total\{kind="begin",result="done"\} \d+/);
    expect(Number(/^duban_overdue_not_escalated_seconds (.+)$/m.exec(body)![1])).toBeGreaterThanOrEqual(90);
  });
});
