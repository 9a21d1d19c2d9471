import { expect, it } from '@jest/globals';
import { newStaff, OWN_PASSWORD } from '../../../support/accounts.js';
import { TEST_PASSWORD } from '../../../support/database.js';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const login = (username: string, password = OWN_PASSWORD, headers?: Record<string, string>) =>
  request('POST', '/auth/login', { body: { username, password }, ...(headers && { headers }) });
const change = (token: string, password: string, current = OWN_PASSWORD) =>
  request('POST', '/auth/password', { token, body: { current, password } });

it('an own new password ends every other session and goes on in a new one', async () => {
  const first = await newStaff(gateway, { username: 'own.one', unit: 'ZJJ' });
  const second = (await login('own.one')).body.accessToken;

  const { status, body } = await change(second, 'Andere-Worte9');

  expect(status).toBe(200);
  for (const token of [first, second])
    expect(await request('GET', '/auth/me', { token })).toMatchObject(failure('UNAUTHENTICATED', 401));
  expect((await request('GET', '/auth/me', { token: body.accessToken })).status).toBe(200);
});

it('none of the last five passwords returns', async () => {
  let token = await newStaff(gateway, { username: 'own.two', unit: 'ZJJ' });
  const passwords = [OWN_PASSWORD, 'Andere-Worte1', 'Andere-Worte2', 'Andere-Worte3', 'Andere-Worte4'];
  for (const [index, password] of passwords.slice(1).entries())
    token = (await change(token, password, passwords[index])).body.accessToken;

  for (const password of passwords) {
    const { body } = await change(token, password, passwords.at(-1));
    expect(body.issues).toEqual([
      expect.objectContaining({ field: 'password', code: 'accounts.passwordUsed', params: { count: 5 } }),
    ]);
  }
  const sixth = await change(token, 'Andere-Worte5', passwords.at(-1));
  expect((await change(sixth.body.accessToken, OWN_PASSWORD, 'Andere-Worte5')).status).toBe(200);
});

it('a weak own password is refused with its reason', async () => {
  const token = await newStaff(gateway, { username: 'own.three', unit: 'ZJJ' });

  const { body } = await change(token, 'Password-2026');

  expect(body.issues).toEqual([
    expect.objectContaining({ field: 'password', code: 'accounts.passwordCommon' }),
  ]);
});

it('a wrong current password is refused, and locks the address after five', async () => {
  const token = await newStaff(gateway, { username: 'own.four', unit: 'ZJJ' });
  for (let wrong = 0; wrong < 5; wrong += 1)
    expect((await change(token, 'Andere-Worte9', 'wrong')).body.issues[0].code).toBe(
      'accounts.passwordWrong',
    );

  expect(await change(token, 'Andere-Worte9')).toMatchObject(failure('ACCOUNT_LOCKED', 429));
});

it('a password older than the policy allows opens nothing but its own change', async () => {
  const token = await newStaff(gateway, { username: 'own.five', unit: 'ZJJ' });
  await query(
    `UPDATE account SET password_set_at = password_set_at - interval '180 days' WHERE username = 'own.five'`,
  );
  const { body } = await login('own.five');

  expect(await request('GET', '/tasks', { token: body.accessToken })).toMatchObject(
    failure('PASSWORD_EXPIRED', 403),
  );
  const me = await request('GET', '/auth/me', { token: body.accessToken });
  expect(Date.parse(me.body.passwordExpiresAt)).toBeLessThanOrEqual(Date.now());
  const changed = await change(body.accessToken, 'Andere-Worte9');
  expect((await request('GET', '/tasks', { token: changed.body.accessToken })).status).toBe(200);
  expect(token).toBeDefined();
});

it('a password of a demonstration does not expire', async () => {
  await query(`UPDATE account SET password_set_at = now() - interval '5 years' WHERE username = 'zjj.clerk'`);

  const { body } = await request('GET', '/auth/me', { as: 'zjj.clerk' });

  expect(body).toMatchObject({ demo: true, passwordExpiresAt: null });
  expect((await request('GET', '/tasks', { as: 'zjj.clerk' })).status).toBe(200);
});

it('a sixth sign-in ends the session that was used least', async () => {
  const tokens = [await newStaff(gateway, { username: 'own.six', unit: 'ZJJ' })];
  for (let more = 0; more < 5; more += 1) tokens.push((await login('own.six')).body.accessToken);

  const statuses = await Promise.all(
    tokens.map(async (token) => (await request('GET', '/auth/me', { token })).status),
  );

  expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
});

it('accounts of a demonstration have any number of sessions', async () => {
  const tokens: string[] = [];
  for (let more = 0; more < 7; more += 1)
    tokens.push((await login('jtj.clerk', TEST_PASSWORD)).body.accessToken);

  expect((await request('GET', '/auth/me', { token: tokens[0]! })).status).toBe(200);
});

it('own sessions are listed and ended one by one', async () => {
  const first = await newStaff(gateway, { username: 'own.seven', unit: 'ZJJ' });
  const second = (await login('own.seven', OWN_PASSWORD, { 'user-agent': 'Firefox' })).body.accessToken;
  const { body } = await request('GET', '/auth/sessions', { token: second });
  expect(body.items).toHaveLength(2);
  expect(body.items[0]).toMatchObject({ current: true, ip: '127.0.0.1', client: 'Firefox' });

  const ended = await request('DELETE', `/auth/sessions/${body.items[1].id}`, { token: second });

  expect(ended.status).toBe(204);
  expect(await request('GET', '/auth/me', { token: first })).toMatchObject(failure('UNAUTHENTICATED', 401));
  expect((await request('GET', '/auth/me', { token: second })).status).toBe(200);
});

it('sessions of others are not ended', async () => {
  const own = await newStaff(gateway, { username: 'own.eight', unit: 'ZJJ' });
  const { body } = await request('GET', '/auth/sessions', { token: own });

  const answer = await request('DELETE', `/auth/sessions/${body.items[0].id}`, { as: 'mailbox.clerk' });

  expect(answer).toMatchObject(failure('NOT_FOUND', 404));
  expect((await request('GET', '/auth/me', { token: own })).status).toBe(200);
});

it.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
])('a page with %j signs nobody in', async (headers) => {
  const answer = await login('mailbox.clerk', TEST_PASSWORD, headers);

  expect(answer).toMatchObject(failure('FORBIDDEN', 403));
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it('our own pages sign in', async () => {
  expect((await login('mailbox.clerk', TEST_PASSWORD, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});

it.each(['/auth/me', '/tasks', '/letters', '/accounts', '/auth/sessions'])(
  'no cache keeps what GET %s answers',
  async (path) => {
    const { headers } = await request('GET', path, { as: 'admin.system' });

    expect(headers['cache-control']).toBe('no-store');
  },
);
