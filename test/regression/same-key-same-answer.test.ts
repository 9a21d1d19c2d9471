import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { startTestGateway, type Answer, type Request } from '../support/gateway.js';
import { openTask, sendLetter } from '../support/letters.js';
import { changeRule } from '../support/rules.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** The same request twice under one key, with something that happens in between. */
async function twice(
  path: string,
  sent: Request,
  between: () => Promise<unknown> = async () => undefined,
): Promise<[Answer, Answer]> {
  const keyed = { ...sent, headers: { 'idempotency-key': randomUUID() } };
  const first = await request('POST', path, keyed);
  await between();
  return [first, await request('POST', path, keyed)];
}
function expectAlike([first, second]: [Answer, Answer], status: number): void {
  expect([first.status, second.status]).toEqual([status, status]);
  expect(second.body).toEqual(first.body);
}
const hideFrom = (process: string, unit: string): Promise<unknown> =>
  query('UPDATE process SET hidden_from = $2 WHERE id = $1', [process, [unit]]);

describe('the same request with the same key', () => {
  it('a repeated completion succeeds when the task is no longer visible', async () => {
    const { process } = await sendLetter(gateway, { kind: 'REPORT' });
    const complete = async (name: string, body: object) =>
      twice(`/tasks/${await openTask(gateway, process, name)}/complete`, { as: 'mailbox.clerk', body });
    expectAlike(await complete('register', { outcome: 'accept', decision: { class: 'REPORT' } }), 200);

    expectAlike(await complete('assign', { outcome: 'discipline', decision: {}, content: {} }), 200);

    expect((await request('GET', `/processes/${process}`, { as: 'mailbox.clerk' })).status).toBe(404);
  });

  it('a repeated completion succeeds after the task was transferred', async () => {
    const { process } = await sendLetter(gateway);
    const path = `/tasks/${await openTask(gateway, process, 'register')}/complete`;
    const body = { outcome: 'accept', decision: { class: 'CONSULT' } };
    const answers = await twice(path, { as: 'mailbox.clerk', body }, () =>
      query(`UPDATE task SET unit = 'ZJJ' WHERE process_id = $1 AND name = 'register'`, [process]),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('a repeated order succeeds when the process is no longer visible', async () => {
    const { process } = await sendLetter(gateway);
    const body = { processId: process, kind: 'urge', text: '请抓紧办理' };
    const answers = await twice('/supervision/orders', { as: 'supervisor', body }, () =>
      hideFrom(process, 'ZFB'),
    );

    expectAlike(answers, 201);
  });

  it('a repeated message succeeds when the process is no longer visible', async () => {
    const { process } = await sendLetter(gateway);
    const sent = { as: 'supervisor', body: { decision: { kind: 'URGE' }, content: { text: '请抓紧' } } };
    const answers = await twice(`/processes/${process}/messages/order`, sent, () => hideFrom(process, 'ZFB'));

    expectAlike(answers, 200);
  });

  it('a repeated card succeeds when the process is no longer visible', async () => {
    const { process } = await sendLetter(gateway);
    await query(`UPDATE process SET units = '{ZJJ}' WHERE id = $1`, [process]);
    const body = { processId: process, unit: 'ZJJ', level: 'yellow', reason: '办理情况不实' };
    const answers = await twice('/supervision/cards', { as: 'supervisor', body }, () =>
      hideFrom(process, 'ZFB'),
    );

    expectAlike(answers, 201);
  });

  it('a repeated decision on a card succeeds without an appeal', async () => {
    const { process } = await sendLetter(gateway);
    await query(`UPDATE process SET units = '{ZJJ}' WHERE id = $1`, [process]);
    const given = { processId: process, unit: 'ZJJ', level: 'yellow', reason: '办理情况不实' };
    const { body: card } = await request('POST', '/supervision/cards', { as: 'efficiency', body: given });
    const body = { decision: 'revoke', reason: '查明属实' };

    expectAlike(await twice(`/supervision/cards/${card.id}/decision`, { as: 'supervisor', body }), 200);
  });

  it('a repeated supplement succeeds after the letter stopped waiting', async () => {
    const { process, letterNo, queryCode } = await sendLetter(gateway);
    const task = await openTask(gateway, process, 'register');
    const asked = { outcome: 'askForMore', decision: {}, content: { question: '请补充地址。' } };
    expect(
      (await request('POST', `/tasks/${task}/complete`, { as: 'mailbox.clerk', body: asked })).status,
    ).toBe(200);
    const body = { letterNo, queryCode, text: '北京东路1号' };

    expectAlike(await twice('/public/letters/supplements', { body }), 200);
  });

  it('a repeated interview is created after its time has passed', async () => {
    const { body: policy } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
    const interviewPreview = { desiredDays: 7, minimumDays: 0 };
    await changeRule(request, {
      ...{ method: 'POST', path: '/policies', as: 'petition.clerk' },
      body: { ...policy, id: 'SHORT-LEAD', version: 1, interviewPreview },
    });
    const liveAt = new Date(Date.now() + 1500).toISOString();
    const body = { topic: '住房公积金', form: 'text', liveAt };

    const [first, second] = await twice('/interviews', { as: 'zjj.clerk', body }, () => sleep(1600));
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('a repeated postponement succeeds after it was announced', async () => {
    const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
    const { body: interview } = await request('POST', '/interviews', {
      as: 'zjj.clerk',
      body: { topic: '住房公积金', form: 'text', liveAt: at(20) },
    });
    const body = { liveAt: at(30), notice: '改期举行' };
    const answers = await twice(
      `/interviews/${interview.id}/postponements`,
      { as: 'info.editor', body },
      () => query(`UPDATE interview SET live_at = $2 WHERE id = $1`, [interview.id, body.liveAt]),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('a used key with another body is refused, whatever is visible', async () => {
    const { process } = await sendLetter(gateway);
    const path = `/tasks/${await openTask(gateway, process, 'register')}/complete`;
    const headers = { 'idempotency-key': randomUUID() };
    const send = (kind: string) =>
      request('POST', path, {
        as: 'mailbox.clerk',
        headers,
        body: { outcome: 'accept', decision: { class: kind } },
      });
    expect((await send('CONSULT')).status).toBe(200);

    expect((await send('HELP')).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});
