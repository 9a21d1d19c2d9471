import { describe, expect, it } from '@jest/globals';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const commands = gateway.app.get(ProcessCommands, { strict: false });
const DISPATCH = {
  outcome: 'dispatch',
  decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
  content: {},
};

/** While the read model takes no task of this name. */
async function whileRefused<T>(name: string, work: () => Promise<T>): Promise<T> {
  await query(`ALTER TABLE task ADD CONSTRAINT refused CHECK (name <> '${name}') NOT VALID`);
  try {
    return await work();
  } finally {
    await query('ALTER TABLE task DROP CONSTRAINT refused');
    await query(`UPDATE command SET sent_at = now() - interval '1 hour' WHERE state = 'accepted'`);
  }
}

describe('a clerk’s command whose events cannot be written', () => {
  it('a command whose events cannot be projected is accepted, with an incident, and done once they can be', async () => {
    const { process } = await sendLetter(gateway);
    const task = await openTask(gateway, process, 'register');
    const sent = { as: 'mailbox.clerk', body: DISPATCH, headers: { 'idempotency-key': 'k1' } };

    const answer = await whileRefused('sign', () => request('POST', `/tasks/${task}/complete`, sent));

    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'ENGINE_UNAVAILABLE', detailCode: 'cases.acceptedNotReadable' },
      headers: { 'retry-after': '5' },
    });
    expect(await query('SELECT kind FROM incident WHERE process_id = $1', [process])).toEqual([
      { kind: 'projection' },
    ]);
    await commands.resumeAccepted({ olderThanMs: 0 });
    expect((await request('POST', `/tasks/${task}/complete`, sent)).status).toBe(200);
    expect(await openTask(gateway, process, 'sign')).toBeDefined();
    expect(await query('SELECT 1 FROM incident WHERE process_id = $1', [process])).toEqual([]);
  });

  it('an operator gets the same answer when events cannot be projected', async () => {
    const { process } = await sendLetter(gateway);
    await query(`ALTER TABLE process ADD CONSTRAINT refused CHECK (state <> 'suspended') NOT VALID`);

    const body = { reason: '等待司法程序' };
    const answer = await request('POST', `/processes/${process}/suspend`, { as: 'supervisor', body });
    await query('ALTER TABLE process DROP CONSTRAINT refused');

    expect(answer).toMatchObject({ status: 503, body: { code: 'ENGINE_UNAVAILABLE' } });
  });
});

it('a letter whose first events cannot be projected is received, with its number and code', async () => {
  const sent = await whileRefused('register', () => submitLetter(gateway));

  expect(sent).toMatchObject({
    status: 201,
    body: { letterNo: expect.any(String), queryCode: expect.any(String) },
  });
  await commands.resumeAccepted({ olderThanMs: 0 });
  const [letter] = await query<{ process_id: string }>('SELECT process_id FROM letter WHERE letter_no = $1', [
    sent.body.letterNo,
  ]);
  const registered = await complete(gateway, letter!.process_id, {
    name: 'register',
    as: 'mailbox.clerk',
    ...DISPATCH,
  });
  expect(registered.status).toBe(200);
});
