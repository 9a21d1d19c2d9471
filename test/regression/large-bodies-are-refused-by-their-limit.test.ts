import { expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { LETTER } from '../support/letters.js';

const { request } = await startTestGateway();

it.each(['/public/letters/lookup', '/auth/login'])('names the limit of 64 KiB at %s', async (path) => {
  const { status, body } = await request('POST', path, { body: { a: 'x'.repeat(64 * 1024) } });

  expect([status, body.code, body.params]).toEqual([413, 'PAYLOAD_TOO_LARGE', { bytes: 65_536 }]);
});

it('a public body of just under 64 KiB is accepted', async () => {
  const { body } = await request('POST', '/public/letters', {
    body: { ...LETTER, body: 'x'.repeat(65_000) },
  });

  expect(body.code).toBe('VALIDATION_FAILED');
});

it('a body of staff up to 1 MiB is accepted', async () => {
  const path = '/tasks/00000000-0000-4000-8000-000000000000.1/complete';
  const send = (bytes: number) =>
    request('POST', path, {
      as: 'mailbox.clerk',
      body: { outcome: 'accept', content: { a: 'x'.repeat(bytes) } },
    });

  expect((await send(1024 * 1024 - 1000)).body.code).toBe('NOT_FOUND');
  expect((await send(1024 * 1024)).body).toMatchObject({
    code: 'PAYLOAD_TOO_LARGE',
    params: { bytes: 1_048_576 },
    detail: '提交内容不得超过 1 MB',
  });
});
