import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { openTask, sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const headers = { 'idempotency-key': 'letter-1' };

describe('a key that two citizens use', () => {
  it('two citizens with one key get separate letters', async () => {
    const send = (fields: object) => submitLetter(gateway, fields, { headers });

    const first = await send({ writerName: '张三丰' });
    const second = await send({ writerName: '李四光' });

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.letterNo).not.toBe(first.body.letterNo);
    expect(second.body.queryCode).not.toBe(first.body.queryCode);
    expect((await send({ writerName: '张三丰' })).body).toEqual(first.body);
  });

  it('two citizens with one key may each act on their own letter', async () => {
    for (const text of ['北京东路1号', '韶山南路2号']) {
      const { process, letterNo, queryCode } = await sendLetter(gateway);
      await request('POST', `/tasks/${await openTask(gateway, process, 'register')}/complete`, {
        as: 'mailbox.clerk',
        body: { outcome: 'askForMore', decision: {}, content: { question: '请补充地址。' } },
      });
      const body = { letterNo, queryCode, text };

      expect((await request('POST', '/public/letters/supplements', { body, headers })).status).toBe(200);

      const withdrawal = { body: { letterNo, queryCode }, headers: { 'idempotency-key': 'withdrawal-1' } };
      expect((await request('POST', '/public/letters/withdrawals', withdrawal)).status).toBe(200);
    }
  });

  it('a used key does not open a letter without its query code', async () => {
    const { letterNo, queryCode } = await sendLetter(gateway);
    const wrong = queryCode === '0000000000' ? '1111111111' : '0000000000';
    const withdraw = (code: string) =>
      request('POST', '/public/letters/withdrawals', { body: { letterNo, queryCode: code }, headers });
    expect((await withdraw(queryCode)).status).toBe(200);

    expect((await withdraw(wrong)).status).toBe(404);
    expect(await query('SELECT 1 FROM letter WHERE letter_no = $1', [letterNo])).toHaveLength(1);
  });
});
