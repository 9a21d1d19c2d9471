import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;
const CLERK = 'mailbox.clerk';
const COUNTY = '522601';

it('a repeated request does not disclose that the letter has become an accusation', async () => {
  const { process } = await sendLetter(gateway);
  const decision = { class: 'CONSULT', lead: COUNTY, coUnits: [] };
  await complete(gateway, process, { name: 'register', as: CLERK, outcome: 'dispatch', decision });
  const path = `/tasks/${await openTask(gateway, process, 'sign')}/complete`;
  const body = {
    outcome: 'dispute',
    decision: { reason: 'NOT_OUR_DUTY' },
    content: { explanation: '不属本单位职责' },
  };
  const sent = { as: 'kaili.clerk', body, headers: { 'idempotency-key': randomUUID() } };
  const first = await request('POST', path, sent);
  await complete(gateway, process, { name: 'rule', as: CLERK, outcome: 'agree' });
  const inSight = await request('POST', path, sent);
  await complete(gateway, process, { name: 'assign', as: CLERK, outcome: 'discipline' });

  const repeated = await request('POST', path, sent);

  expect([first.status, inSight.body.process.stage, repeated.status]).toEqual([200, 'triaged', 200]);
  expect(repeated.body).toMatchObject({ outcome: 'dispute', state: 'completed' });
  expect(repeated.body.process).toMatchObject({ state: 'running', stage: null, stageTitle: null, facts: {} });
  expect((await request('GET', `/processes/${process}`, { as: 'kaili.clerk' })).status).toBe(404);
});
