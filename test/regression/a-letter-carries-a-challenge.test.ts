import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { captchaOf } from '../support/captcha.js';
import { startTestGateway } from '../support/gateway.js';
import { LETTER, sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const flagOf = async (process: string): Promise<string | null> => {
  const { body } = await request('GET', `/letters/${process}`, { as: 'mailbox.clerk' });
  return body.flagged;
};
const text = (words: string): object => ({ body: `${words}的路灯已经坏了一个星期，请尽快派人维修。` });

it('a letter refused for its challenge uses up no number', async () => {
  const before = await query('SELECT last FROM letter_number');

  const { status, body } = await request('POST', '/public/letters', { body: LETTER });

  expect([status, body.code]).toEqual([422, 'CAPTCHA_REQUIRED']);
  expect(await query('SELECT last FROM letter_number')).toEqual(before);
});

it('a solved challenge admits one letter', async () => {
  const captcha = await captchaOf(gateway);

  expect((await submitLetter(gateway, { captcha })).status).toBe(201);
  expect((await submitLetter(gateway, { captcha })).body.code).toBe('CAPTCHA_INVALID');
});

it('a refused letter does not use up its challenge', async () => {
  const captcha = await captchaOf(gateway);

  expect((await submitLetter(gateway, { captcha, attachmentIds: [randomUUID()] })).body.code).toBe(
    'ATTACHMENT_REJECTED',
  );
  expect((await submitLetter(gateway, { captcha })).status).toBe(201);
});

it('a letter repeated with its key gets the same receipt whatever its challenge', async () => {
  const headers = { 'idempotency-key': randomUUID() };

  const first = await submitLetter(gateway, {}, { headers });
  const second = await submitLetter(gateway, {}, { headers });

  expect(first.status).toBe(201);
  expect(second.body).toEqual(first.body);
});

it('flags a letter that repeats a text from the same address', async () => {
  const send = async () => {
    const { body } = await submitLetter(gateway, text('东门'), { from: '203.0.113.20' });
    const [row] = await query<{ process_id: string }>('SELECT process_id FROM letter WHERE letter_no = $1', [
      body.letterNo,
    ]);
    return flagOf(row!.process_id);
  };

  expect([await send(), await send()]).toEqual([null, 'REPEATED']);
});

it('flags the fourth letter with the same text from any address', async () => {
  const flags = [];
  for (let n = 0; n < 4; n += 1) flags.push(await flagOf((await sendLetter(gateway, text('西门'))).process));

  expect(flags).toEqual([null, null, null, 'REPEATED']);
});
