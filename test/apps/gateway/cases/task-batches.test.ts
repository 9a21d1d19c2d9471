import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const as = 'mailbox.clerk';
const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };

async function newTasks(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { process } = await sendLetter(gateway);
    ids.push(await openTask(gateway, process, 'register'));
  }
  return ids;
}
const batch = (items: object[], key = randomUUID()): Promise<Answer> =>
  request('POST', '/tasks/batch', {
    as,
    body: { outcome: 'dispatch', items },
    headers: { 'idempotency-key': key },
  });
const dispatch = (id: string): object => ({ id, decision, content: {} });

it('a batch dispatches several letters', async () => {
  const ids = await newTasks(3);

  const { status, body } = await batch(ids.map(dispatch));

  expect(status).toBe(207);
  expect(body).toMatchObject({ done: 3, accepted: 0, refused: 0 });
  expect(body.items.map((row: { id: string }) => row.id)).toEqual(ids);
  expect(body.items[0]).toMatchObject({ state: 'done', process: { stage: expect.any(String) } });
});

it('a row that is refused leaves the other rows done', async () => {
  const [first, second] = (await newTasks(2)) as [string, string];

  const { body } = await batch([dispatch(first), { id: second, decision: { ...decision, lead: 'NOBODY' } }]);

  expect(body).toMatchObject({ done: 1, refused: 1 });
  expect(body.items[1]).toMatchObject({
    id: second,
    state: 'refused',
    problem: { code: 'UNIT_UNKNOWN', status: 400, instance: '/api/v1/tasks/batch' },
  });
});

it('a row names the colleague who was quicker', async () => {
  const [id] = (await newTasks(1)) as [string];
  await request('POST', `/tasks/${id}/complete`, {
    as,
    body: { outcome: 'dispatch', decision, content: {} },
  });
  const [account] = await query<{ title: string }>('SELECT title FROM account WHERE username = $1', [as]);

  const { body } = await batch([dispatch(id)]);

  expect(body.items[0]).toMatchObject({ problem: { code: 'TASK_NOT_OPEN' }, by: account!.title });
});

it('a task that the account does not see is unknown in a batch', async () => {
  const { body } = await batch([dispatch(`${randomUUID()}.1`)]);

  expect(body.items[0].problem.code).toBe('NOT_FOUND');
});

it('a repeated batch acts on no task again', async () => {
  const ids = await newTasks(2);
  const key = randomUUID();
  await batch(ids.map(dispatch), key);
  const commands = () => query('SELECT id FROM command WHERE kind = $1', ['complete']);
  const before = await commands();

  const { body } = await batch(ids.map(dispatch), key);

  expect(body).toMatchObject({ done: 2, refused: 0 });
  expect(await commands()).toEqual(before);
});

it.each([
  ['no item', []],
  ['more than a hundred items', Array.from({ length: 101 }, (_, n) => ({ id: `${randomUUID()}.${n + 1}` }))],
  ['one task twice', Array(2).fill({ id: '0198c0de-0000-7000-8000-000000000000.1' })],
])('a batch with %s is refused', async (_, items) => {
  const { status, body } = await batch(items);

  expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
});

it('a batch delegates several tasks to a colleague', async () => {
  const ids = await newTasks(2);

  const { status, body } = await request('POST', '/tasks/batch/delegate', { as, body: { ids, to: as } });

  expect(status).toBe(207);
  expect(body).toMatchObject({ done: 2 });
});
