import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const supervisor = 'supervisor';
const PAST = '2020-01-02T00:00:00+08:00';

const list = async (filter = '', as = supervisor) =>
  (await request('GET', `/supervision/orders?${filter}`, { as })).body;
const order = async (processIds: readonly string[], more: object = {}) =>
  request('POST', '/supervision/orders/batch', {
    as: supervisor,
    body: { processIds, kind: 'order', text: '请于三个工作日内报告。', ...more },
  });
const of = async (process: string, as = supervisor) => (await list(`processId=${process}`, as)).items[0];

it('one order goes to several letters, and each row has its result', async () => {
  const [first, second] = [await letterInProgress(gateway, 'ZJJ'), await letterInProgress(gateway, 'JTJ')];
  const unknown = randomUUID();

  const { status, body } = await order([first.process, unknown, second.process]);

  expect(status).toBe(207);
  expect(body).toMatchObject({ done: 2, accepted: 0, refused: 1 });
  expect(body.items.map((row: { id: string; state: string }) => [row.id, row.state])).toEqual([
    [first.process, 'done'],
    [unknown, 'refused'],
    [second.process, 'done'],
  ]);
  expect(body.items[1].problem.code).toBe('NOT_FOUND');
});

it('every order of a batch is in the audit log by itself', async () => {
  const letters = [await letterInProgress(gateway, 'ZJJ'), await letterInProgress(gateway, 'ZJJ')];
  await order(letters.map(({ process }) => process));

  const entries = await query<{ subject: string }>(
    `SELECT DISTINCT subject FROM audit_entry WHERE action = 'supervision.order' AND subject = ANY ($1)`,
    [letters.map(({ process }) => `process ${process}`)],
  );
  expect(entries).toHaveLength(2);
});

it('a batch that is repeated with its key sends no second order', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const sent = { as: supervisor, headers: { 'idempotency-key': randomUUID() } };
  const body = { processIds: [process], kind: 'urge', text: '请抓紧办理。' };

  await request('POST', '/supervision/orders/batch', { ...sent, body });
  await request('POST', '/supervision/orders/batch', { ...sent, body });

  expect((await list(`processId=${process}`)).items).toHaveLength(1);
});

it('an order is listed with its letter, unit, sender and reply day', async () => {
  const { process, letterNo } = await letterInProgress(gateway, 'ZJJ', { title: '关于路灯的投诉' });
  await order([process], { replyBy: '2099-01-02T00:00:00+08:00' });

  expect(await of(process)).toMatchObject({
    ...{ processId: process, subject: letterNo, matter: '关于路灯的投诉', kind: 'order', unit: 'ZJJ' },
    ...{ replyBy: '2099-01-01T16:00:00.000Z', state: 'open', answeredAt: null },
  });
});

it('an order is overdue once its reply day is over', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process], { replyBy: PAST });

  expect((await of(process)).state).toBe('overdue');
  expect((await list(`processId=${process}&state=open`)).items).toEqual([]);
});

it('a day for the reply is over at its 24:00 in Shanghai', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process], { replyBy: PAST });
  await query(
    `UPDATE content SET body = body || '{"replyBy": "2099-01-01"}' WHERE process_id = $1 AND body ? 'replyBy'`,
    [process],
  );

  expect(await of(process)).toMatchObject({ replyBy: '2099-01-01T16:00:00.000Z', state: 'open' });
});

it('an order is answered by a comment of its unit', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process], { replyBy: PAST });
  const [task] = await query<{ number: number }>(
    `SELECT number FROM task WHERE process_id = $1 AND state = 'open'`,
    [process],
  );
  const body = { body: '已到现场，本周五前办结。' };
  await request('POST', `/tasks/${process}.${task!.number}/comments`, { as: 'zjj.clerk', body });

  expect((await of(process)).state).toBe('answered');
});

it('an order is answered by a finished task of its unit', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process]);
  await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit' });

  const { state, answeredAt } = await of(process);

  expect([state, answeredAt]).toEqual(['answered', expect.any(String)]);
});

it('an agency reads the orders to itself only', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process]);

  expect(await of(process, 'zjj.clerk')).toBeDefined();
  expect(await of(process, 'jtj.clerk')).toBeUndefined();
});

it('an order to a letter that became secret is in no list', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await order([process]);
  await query('UPDATE process SET confidential = true WHERE id = $1', [process]);

  expect(await of(process)).toBeUndefined();
});

it('an accusation is refused in a batch like an unknown letter', async () => {
  const accusation = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });

  const { body } = await order([accusation.process]);

  expect(body.items[0].problem.code).toBe('NOT_FOUND');
});

it('orders are exported with their filters', async () => {
  const { status, headers } = await request('GET', '/supervision/orders/export?state=open', {
    as: supervisor,
  });

  expect([status, headers['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
});

it('a clerk sends no order', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const body = { processIds: [process], kind: 'order', text: '请办理。' };

  expect((await request('POST', '/supervision/orders/batch', { as: 'zjj.clerk', body })).status).toBe(403);
});

it.each(['open', 'overdue', 'answered', 'closed'])(
  'the list of %s orders holds these and counts them',
  async (state) => {
    const all = (await list('limit=200')).items as { id: string; state: string }[];

    const { items, count } = await list(`state=${state}&limit=200&count=true`);

    const ids = all.filter((one) => one.state === state).map(({ id }) => id);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(count.value).toBe(ids.length);
  },
);
