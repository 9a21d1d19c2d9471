import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import {
  complete,
  letterInProgress,
  openTask,
  sendLetter,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;
const MINIMAL = { prefer: 'return=minimal' };
const dispatch = {
  outcome: 'dispatch',
  decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
  content: {},
};

const EMPTY = { status: 204, headers: { 'preference-applied': 'return=minimal' } };
const empty = (answer: Answer): void => {
  expect(answer).toMatchObject(EMPTY);
  expect(answer.bytes).toHaveLength(0);
};

it.each(['return=minimal', 'Return = "minimal"', 'respond-async, return=minimal; strict'])(
  'a completion with the preference %s returns 204',
  async (prefer) => {
    const id = await openTask(gateway, (await sendLetter(gateway)).process, 'register');

    empty(
      await request('POST', `/tasks/${id}/complete`, {
        as: 'mailbox.clerk',
        body: dispatch,
        headers: { prefer },
      }),
    );
    expect((await request('GET', `/tasks/${id}`, { as: 'mailbox.clerk' })).body.state).toBe('completed');
  },
);

it.each(['return=representation', 'x-return=minimal', ''])(
  'a completion with the preference "%s" returns the task',
  async (prefer) => {
    const id = await openTask(gateway, (await sendLetter(gateway)).process, 'register');
    const answer = await request('POST', `/tasks/${id}/complete`, {
      as: 'mailbox.clerk',
      body: dispatch,
      headers: { prefer },
    });

    expect(answer).toMatchObject({ status: 200, body: { id, state: 'completed' } });
    expect(answer.headers).not.toHaveProperty('preference-applied');
  },
);

it('a repeated request with return=minimal returns 204 again, and a refusal its problem', async () => {
  const id = await openTask(gateway, (await sendLetter(gateway)).process, 'register');
  const headers = { ...MINIMAL, 'idempotency-key': randomUUID() };
  const once = { as: 'mailbox.clerk', body: dispatch, headers };

  empty(await request('POST', `/tasks/${id}/complete`, once));
  empty(await request('POST', `/tasks/${id}/complete`, once));
  const { status, body } = await request('POST', `/tasks/${id}/complete`, { ...once, headers: MINIMAL });
  expect([status, body.code]).toEqual([409, 'TASK_NOT_OPEN']);
});

it('ratings and withdrawals with return=minimal return 204', async () => {
  const citizen = (path: string, { letterNo, queryCode }: SentLetter, body: object): Promise<Answer> =>
    request('POST', `/public/letters/${path}`, { body: { letterNo, queryCode, ...body }, headers: MINIMAL });
  const answered = await letterInProgress(gateway);
  for (const [name, as, outcome] of [
    ['draft', 'zjj.clerk', 'submit'],
    ['signOff', 'zjj.signer', 'sign'],
    ['review', 'mailbox.reviewer', 'pass'],
  ] as const) {
    expect((await complete(gateway, answered.process, { name, as, outcome })).status).toBe(200);
  }
  const open = await sendLetter(gateway);

  empty(await citizen('ratings', answered, { rating: 'SATISFIED', final: true }));
  empty(await citizen('withdrawals', open, {}));
  for (const { letterNo, queryCode, stage } of [
    { ...answered, stage: 'closed' },
    { ...open, stage: 'withdrawn' },
  ]) {
    expect(
      (await request('POST', '/public/letters/lookup', { body: { letterNo, queryCode } })).body.stage,
    ).toBe(stage);
  }
});
