import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../../apps/gateway/platform/auth/accounts.service.js';
import { startTestGateway } from '../../../support/gateway.js';
import { letterInProgress, openTask, sendLetter } from '../../../support/letters.js';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-30T02:00:00Z');
let now = START;
const gateway = await startTestGateway({}, { now: () => now, checkClock: false });
const { request, query } = gateway;

const inDays = (days: number): string => new Date(START + days * DAY_MS).toISOString().slice(0, 10);
const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const PHONE = '0855-8000012';
const enter = (fields: object, as = 'zjj.clerk', unit = 'ZJJ') =>
  request('POST', `/duty/units/${unit}/absences`, {
    as,
    body: {
      account: 'zjj.clerk',
      substitute: 'zjj.second',
      phone: PHONE,
      from: inDays(0),
      until: inDays(2),
      ...fields,
    },
  });

/** Id of the absence that has not ended. */
const current = (unit: { absences: { id: string; endedAt: string | null }[] }): string =>
  unit.absences.find(({ endedAt }) => endedAt === null)!.id;

/** Colleagues of the clerk of 州住建局. */
beforeAll(async () => {
  for (const [username, title, roles] of [
    ['zjj.second', '石某', '{agency-clerk}'],
    ['zjj.third', '欧某', '{agency-clerk}'],
  ])
    await query(
      `INSERT INTO account (id, username, alias, title, unit_code, roles, password_hash, demo)
       SELECT gen_random_uuid(), $1, NULL, $2, unit_code, $3::text[], password_hash, true FROM account WHERE username = 'zjj.clerk'`,
      [username, title, roles],
    );
});

beforeEach(async () => {
  now = START;
  await query('UPDATE absence SET ended_at = now() WHERE ended_at IS NULL');
  await forgotten();
});

/** Another day begins: the gateway reads within some seconds for whom an account acts. */
async function forgotten(): Promise<void> {
  for (const { id } of await query<{ id: string }>('SELECT id FROM account WHERE username LIKE $1', [
    'zjj.%',
  ]))
    gateway.app.get(AccountsService).forget(id);
}

/** A letter whose draft the clerk has claimed. */
async function claimedDraft(): Promise<{ process: string; task: string }> {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const task = await openTask(gateway, process, 'draft');
  await request('POST', `/tasks/${task}/claim`, { as: 'zjj.clerk' });
  return { process, task };
}
const draft = { outcome: 'submit', content: { reply: '请持身份证到窗口办理。' } };
const submit = async (task: string, as: string) => {
  const { body } = await request('GET', `/tasks/${task}`, { as });
  const example = body.outcomes?.find(({ name }: { name: string }) => name === 'submit')?.example ?? draft;
  return request('POST', `/tasks/${task}/complete`, { as, body: { outcome: 'submit', ...example } });
};
const timeline = async (process: string) =>
  (await request('GET', `/processes/${process}/timeline?limit=200`, { as: 'supervisor' })).body.items as {
    type: string;
    text: string;
    actor: string;
    onBehalfOf: string | null;
  }[];

describe('a substitute', () => {
  it('sees, takes up and completes the tasks of the absent colleague, and every act says for whom', async () => {
    const { process, task } = await claimedDraft();
    expect((await submit(task, 'zjj.second')).body.code).toBe('TASK_CLAIMED');

    const entered = await enter({});
    expect(entered.body.absences).toContainEqual(
      expect.objectContaining({ substituteName: '石某', uncovered: [], openTasks: 1, endedAt: null }),
    );

    const mine = await request('GET', '/tasks?mine=true&limit=200', { as: 'zjj.second' });
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toContain(task);
    const me = await request('GET', '/auth/me', { as: 'zjj.second' });
    expect(me.body.actsFor).toEqual([{ username: 'zjj.clerk', title: '州住建局 经办', until: inDays(2) }]);
    await request('POST', `/tasks/${task}/claim`, { as: 'zjj.second' });
    await request('POST', `/tasks/${task}/claim`, { as: 'zjj.second' });
    expect((await submit(task, 'zjj.second')).status).toBe(200);

    const said = (await timeline(process)).filter(({ onBehalfOf }) => onBehalfOf !== null);
    expect(said).toMatchObject([
      {
        type: 'task.substituted',
        actor: '石某',
        onBehalfOf: '州住建局 经办',
        text: '办理并拟稿：签领（代州住建局 经办办理）',
      },
      {
        type: 'task.closed',
        actor: '石某',
        onBehalfOf: '州住建局 经办',
        text: expect.stringContaining('（代州住建局 经办办理）'),
      },
    ]);
    const audited = await query<{ action: string }>(
      `SELECT DISTINCT action FROM audit_entry WHERE subject = $1 ORDER BY action`,
      [`${task} zjj.clerk`],
    );
    expect(audited.map(({ action }) => action)).toEqual(['task.claim', 'task.complete']);
  });

  it('is notified of the tasks that wait, and of new ones', async () => {
    const { task } = await claimedDraft();
    const { process } = await letterInProgress(gateway, 'ZJJ');
    await enter({});
    const next = await openTask(gateway, process, 'draft');
    await request('POST', `/tasks/${next}/reassign`, {
      as: 'supervisor',
      body: { assignee: 'zjj.clerk', reason: '由其办理' },
    });

    const { body } = await request('GET', '/me/notifications?limit=200', { as: 'zjj.second' });

    const texts = new Map(body.items.map((one: { task: string; text: string }) => [one.task, one.text]));
    expect(texts.get(task)).toMatch(/^（代州住建局 经办）“办理并拟稿”已交您办理/);
    expect(texts.get(next)).toMatch(/^（代州住建局 经办）“办理并拟稿”已交您办理/);
  });

  it('delegates and releases on behalf of the absent colleague', async () => {
    const one = await claimedDraft();
    const other = await claimedDraft();
    await enter({});

    await request('POST', `/tasks/${one.task}/delegate`, { as: 'zjj.second', body: { to: 'zjj.third' } });
    await request('POST', `/tasks/${other.task}/release`, { as: 'zjj.second' });

    expect((await timeline(one.process)).at(-1)).toMatchObject({
      text: '办理并拟稿：交由欧某办理（代州住建局 经办办理）',
    });
    expect((await timeline(other.process)).at(-1)).toMatchObject({
      text: '办理并拟稿：退回单位（代州住建局 经办办理）',
    });
  });

  it('acts neither before the first day nor after the last one', async () => {
    const { task } = await claimedDraft();
    await enter({ from: inDays(1), until: inDays(2) });
    expect((await submit(task, 'zjj.second')).body.code).toBe('TASK_CLAIMED');

    now = START + 3 * DAY_MS;
    await forgotten();
    expect((await submit(task, 'zjj.second')).body.code).toBe('TASK_CLAIMED');

    now = START + 2 * DAY_MS;
    await forgotten();
    expect((await submit(task, 'zjj.second')).status).toBe(200);
  });

  it('acts no more once the absence is ended, and the task is where it was', async () => {
    const { task } = await claimedDraft();
    const { body } = await enter({});
    await request('POST', `/tasks/${task}/claim`, { as: 'zjj.second' });

    const ended = await request('POST', `/duty/absences/${current(body)}/end`, { as: 'zjj.clerk' });

    expect(ended.status).toBe(200);
    expect((await submit(task, 'zjj.second')).body.code).toBe('TASK_CLAIMED');
    expect((await submit(task, 'zjj.clerk')).status).toBe(200);
  });

  it('does not see tasks of other units', async () => {
    const { process } = await sendLetter(gateway);
    await enter({});

    const register = await openTask(gateway, process, 'register');

    expect((await request('GET', `/tasks/${register}`, { as: 'zjj.second' })).status).toBe(404);
  });
});

describe('entering an absence', () => {
  it.each([
    [{ substitute: 'zjj.clerk' }, 'substitute', 'duty.substituteIsOneself'],
    [{ substitute: 'zjj.signer' }, 'substitute', 'duty.substituteLacksRole'],
    [{ substitute: 'jtj.clerk' }, 'substitute', 'duty.notOfUnit'],
    [{ account: 'nobody.here' }, 'account', 'duty.notOfUnit'],
    [{ from: inDays(-1) }, 'from', 'duty.fromInPast'],
    [{ until: inDays(-1) }, 'until', 'duty.untilBeforeFrom'],
    [{ phone: '110' }, 'phone', 'fields.telephone'],
  ])('%j is refused, naming the field', async (fields, field, code) => {
    const { status, body } = await enter(fields);

    expect([status, body.issues]).toEqual([400, [expect.objectContaining({ field, code })]]);
  });

  it('nobody makes himself a substitute', async () => {
    const { body } = await enter({}, 'zjj.second');

    expect(body.issues).toEqual([expect.objectContaining({ code: 'duty.substituteEntersNot' })]);
  });

  it('two absences of one person do not overlap', async () => {
    await enter({});

    expect(await enter({ substitute: 'zjj.third', from: inDays(2), until: inDays(4) })).toMatchObject(
      failure('ABSENCE_OVERLAPS', 409),
    );
    expect((await enter({ substitute: 'zjj.third', from: inDays(3), until: inDays(4) })).status).toBe(201);
  });

  it('substitutes are not chained, in either direction', async () => {
    await enter({});

    const substituteLeaves = await enter({ account: 'zjj.second', substitute: 'zjj.third' });
    const absentSubstitutes = await enter({ account: 'zjj.third', substitute: 'zjj.clerk' }, 'zjj.third');

    expect(substituteLeaves).toMatchObject(failure('ABSENCE_CHAINED', 409));
    expect(absentSubstitutes).toMatchObject(failure('ABSENCE_CHAINED', 409));
    expect(substituteLeaves.body.detail).toContain('请另选同事，或改用其他日期');
  });

  it('concurrent absences of one person are entered once', async () => {
    const answers = await Promise.all([enter({}), enter({ substitute: 'zjj.third' })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('the telephone of the substitute takes the place of the officer’s', async () => {
    await request('POST', '/duty/units/ZJJ/entries', {
      as: 'zjj.clerk',
      body: { business: 'mailbox', kind: 'officer', account: 'zjj.clerk', phone: '0855-8000011' },
    });
    await enter({});

    const { body } = await request('GET', '/duty?unit=ZJJ', { as: 'zjj.signer' });

    expect(body.items).toMatchObject([
      {
        state: 'substituted',
        officer: { phone: '0855-8000011' },
        substitute: { name: '石某', phone: PHONE },
      },
    ]);
  });

  it('a unit above or beside is not told of it', async () => {
    const { body } = await enter({});
    const end = (as: string) => request('POST', `/duty/absences/${current(body)}/end`, { as });

    expect(await end('jtj.clerk')).toMatchObject({ status: 404, body: { detailCode: 'duty.noAbsence' } });
    expect((await end('kaili.admin')).status).toBe(404);
    expect((await end('supervisor')).status).toBe(403);
  });
});
