import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, sendLetter } from '../../../support/letters.js';

const NOW = Date.parse('2026-11-25T02:00:00Z'); // a Wednesday
const gateway = await startTestGateway({}, { now: () => NOW });
const { request, query } = gateway;

const counts = async (as: string) => (await request('GET', '/me/counts', { as })).body;
const dueAt = (process: string, due: string | null) =>
  query(`UPDATE task SET due_at = $2, warn_at = NULL WHERE process_id = $1 AND state = 'open'`, [
    process,
    due,
  ]);

describe('counts', () => {
  it('tasks are counted by overdue, today, this week, later, undated and paused', async () => {
    for (const due of [
      '2026-11-25T01:59:00Z',
      '2026-11-25T16:00:00Z', // 24:00 of today
      '2026-11-25T16:00:01Z',
      '2026-11-29T16:00:00Z', // 24:00 of Sunday
      '2026-11-29T16:00:01Z',
      null,
    ])
      await dueAt((await sendLetter(gateway)).process, due);
    const paused = await sendLetter(gateway);
    await dueAt(paused.process, null);
    await query(`UPDATE clock SET state = 'paused' WHERE process_id = $1`, [paused.process]);

    const body = await counts('mailbox.clerk');

    const expected = { overdue: 1, today: 1, week: 2, later: 1, undated: 1, paused: 1, more: false };
    expect(body).toMatchObject({ mine: expected, unit: expected, claimable: 7 });
    expect(body.asOf).toBe(new Date(NOW).toISOString());
  });

  it('a task that a colleague has claimed counts for the unit only', async () => {
    const { process } = await letterInProgress(gateway, 'HBJ');
    await query(
      `UPDATE task SET assignee = (SELECT id FROM account WHERE username = 'hbj.signer')
       WHERE process_id = $1 AND state = 'open'`,
      [process],
    );

    const { mine, unit, claimable } = await counts('hbj.clerk');

    expect(total(mine)).toBe(0);
    expect(total(unit)).toBe(1);
    expect(claimable).toBe(0);
  });

  it('an accusation counts for nobody who may not see it', async () => {
    const before = await counts('supervisor');
    const { process } = await sendLetter(gateway, { kind: 'REPORT' });

    expect(await counts('supervisor')).toEqual(before);
    await complete(gateway, process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'accept',
      decision: { class: 'REPORT' },
    });
    expect(await counts('supervisor')).toEqual(before);
  });

  it('a card that waits for a statement counts for its unit', async () => {
    const { process } = await letterInProgress(gateway, 'JTJ');
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         statement_due_at, policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'JTJ', 'auto', 'issued', now(), now(), now(), now(), 'QDN-2015', 1, 1)`,
      [process],
    );

    expect((await counts('jtj.clerk')).cards).toEqual({ toExplain: 1, toDecide: 0 });
    expect((await counts('hbj.clerk')).cards).toEqual({ toExplain: 0, toDecide: 0 });
  });
});

describe('colleagues', () => {
  const people = (code: string, as: string) => request('GET', `/units/${code}/colleagues`, { as });

  it('staff of a unit see who works there, with their roles', async () => {
    const { body } = await people('HBJ', 'hbj.clerk');

    expect(body.items).toEqual([
      {
        username: 'hbj.clerk',
        title: '州环保局 经办',
        roles: [{ id: 'agency-clerk', title: '承办单位经办' }],
      },
      {
        username: 'hbj.signer',
        title: '州环保局 签发',
        roles: [{ id: 'agency-signer', title: '承办单位签发' }],
      },
    ]);
  });

  it('colleagues are filtered by the role of the task', async () => {
    const { body } = await request('GET', '/units/HBJ/colleagues?role=agency-signer', { as: 'hbj.clerk' });

    expect(body.items.map(({ username }: { username: string }) => username)).toEqual(['hbj.signer']);
  });

  it.each([
    ['a unit above', '522601-ZJJ', 'kaili.clerk', 200],
    ['a supervisor', 'HBJ', 'supervisor', 200],
    ['another unit', 'HBJ', 'jtj.clerk', 404],
    ['a unit below', '522601', '522601-zjj.clerk', 404],
    ['a reader of an unknown unit', 'NOWHERE', 'jtj.clerk', 404],
  ])('%s gets the people of %s as %s with status %i', async (_, code, as, status) => {
    expect((await people(code, as)).status).toBe(status);
  });

  it('a disabled account is no colleague', async () => {
    await query(`UPDATE account SET state = 'disabled' WHERE username = 'czj.clerk'`);

    const { body } = await people('CZJ', 'czj.signer');

    expect(body.items.map(({ username }: { username: string }) => username)).toEqual(['czj.signer']);
  });
});

describe('preferences', () => {
  it('preferences are empty at first and replaced as a whole', async () => {
    const get = async () => (await request('GET', '/me/preferences', { as: 'czj.signer' })).body;
    const first = await get();

    await request('PUT', '/me/preferences', { as: 'czj.signer', body: { theme: 'dark', singleKeys: false } });
    const second = { density: 'compact', lists: [{ list: 'letters', columns: ['letterNo', 'dueAt'] }] };
    const put = await request('PUT', '/me/preferences', { as: 'czj.signer', body: second });

    expect(first).toEqual({});
    expect(put).toMatchObject({ status: 200, body: second });
    expect(await get()).toEqual(second);
  });

  it.each([
    { theme: 'pink' },
    { lists: [{ list: 'a b', columns: [] }] },
    { lists: Array(21).fill({ list: 'a', columns: [] }) },
  ])('preferences %j are refused', async (body) => {
    expect((await request('PUT', '/me/preferences', { as: 'czj.signer', body })).body.code).toBe(
      'VALIDATION_FAILED',
    );
  });
});

describe('saved views', () => {
  const VIEW = { page: 'letters', name: '超期', filter: 'light=red', order: 'due', shared: false };
  const save = async (as: string, fields: object = {}) =>
    (await request('POST', '/me/views', { as, body: { ...VIEW, ...fields } })).body as { id: string };
  const list = async (as: string, query = '') =>
    (await request('GET', `/me/views${query}`, { as })).body.items;

  it('an own view is listed, replaced and deleted', async () => {
    const { id } = await save('sfj.clerk');
    expect(await list('sfj.clerk')).toEqual([{ id, ...VIEW, own: true, by: '州司法局 经办' }]);

    await request('PUT', `/me/views/${id}`, {
      as: 'sfj.clerk',
      body: { ...VIEW, name: '红灯', order: undefined },
    });
    expect(await list('sfj.clerk')).toMatchObject([{ id, name: '红灯', order: null }]);

    expect((await request('DELETE', `/me/views/${id}`, { as: 'sfj.clerk' })).status).toBe(204);
    expect(await list('sfj.clerk')).toEqual([]);
  });

  it('a shared view is listed in its unit only, and only its account changes it', async () => {
    const { id } = await save('mzj.clerk', { shared: true });
    await save('mzj.clerk', { name: '自用' });

    expect(await list('mzj.signer')).toMatchObject([{ id, own: false, by: '州民政局 经办' }]);
    expect(await list('jtj.clerk')).toEqual([]);
    for (const as of ['mzj.signer', 'jtj.clerk']) {
      expect((await request('PUT', `/me/views/${id}`, { as, body: VIEW })).status).toBe(404);
      expect((await request('DELETE', `/me/views/${id}`, { as })).status).toBe(404);
    }
  });

  it('views are listed by page', async () => {
    await save('gtj.clerk', { page: 'work' });
    await save('gtj.clerk');

    expect(await list('gtj.clerk', '?page=work')).toMatchObject([{ page: 'work' }]);
  });

  it('an account saves at most 50 views', async () => {
    for (let n = 0; n < 50; n += 1) await save('kjj.clerk', { name: `视图${n}` });

    const refused = await request('POST', '/me/views', { as: 'kjj.clerk', body: VIEW });

    expect(refused.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ code: 'cases.tooManyViews', params: { max: 50 } }],
    });
  });
});

const total = ({ more: _more, ...groups }: Record<string, number>): number =>
  Object.values(groups).reduce((sum, n) => sum + n, 0);
