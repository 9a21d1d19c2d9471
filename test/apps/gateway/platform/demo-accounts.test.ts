import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';

const { request } = await startTestGateway();
const withoutDemo = await startTestGateway({ DUBAN_DEMO: 'false' });

it('demo accounts are listed by role, with names that sign in', async () => {
  const { status, body } = await request('GET', '/auth/demo-accounts');

  expect(status).toBe(200);
  expect(body.items).toContainEqual({
    role: 'agency-clerk',
    title: '承办单位经办',
    can: expect.any(String),
    accounts: [expect.objectContaining({ username: expect.stringMatching(/\.clerk$/) }), expect.anything()],
  });
});

it('the demo accounts of offices are those that have work in the demonstration', async () => {
  const { body } = await request('GET', '/auth/demo-accounts');

  const names = (role: string): string[] =>
    body.items
      .find((one: { role: string }) => one.role === role)
      .accounts.map(({ username }: { username: string }) => username);
  expect(names('agency-clerk').sort()).toEqual(['jtj.clerk', 'kaili.clerk']);
  expect(names('agency-signer').sort()).toEqual(['jtj.signer', 'kaili.signer']);
});

it('the list of demo accounts holds no password', async () => {
  const { body } = await request('GET', '/auth/demo-accounts');

  expect(JSON.stringify(body)).not.toMatch(/password/i);
});

it('an installation without demo accounts lists none', async () => {
  expect(await withoutDemo.request('GET', '/auth/demo-accounts')).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  });
});
