import { expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';

const { request, query } = await startTestGateway({ TRUSTED_PROXIES: '127.0.0.1' });

it.each([
  ['198.51.100.7:50123', '198.51.100.7'],
  ['[2001:db8::7]:50123', '2001:db8::7'],
  ['2001:db8::8', '2001:db8::8'],
  ['unknown', '0.0.0.0'],
  ['not an address', '0.0.0.0'],
])('a sign-in forwarded for %s is audited with the address %s', async (forwarded, address) => {
  const body = { username: 'mailbox.clerk', password: 'wrong' };

  const { status } = await request('POST', '/auth/login', {
    body,
    headers: { 'x-forwarded-for': forwarded },
  });

  expect(status).toBe(401);
  const [entry] = await query(
    `SELECT host(ip) AS ip FROM audit_entry WHERE action = 'login' ORDER BY id DESC LIMIT 1`,
  );
  expect(entry).toEqual({ ip: address });
});
