import { beforeEach, expect, it } from '@jest/globals';
import { captchaOf } from '../support/captcha.js';
import { TEST_PASSWORD } from '../support/database.js';
import { startTestGateway } from '../support/gateway.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** Each test has a stranger of its own: his requests are limited as well. */
let strangers = 0;
let stranger = '';
beforeEach(() => void (stranger = `203.0.113.${100 + (strangers += 1)}`));
const login = (username: string, from: string, fields: object = {}) =>
  request('POST', '/auth/login', { body: { username, password: TEST_PASSWORD, ...fields }, from });
const token = (client_id: string, from: string, fields: object = {}) =>
  request('POST', '/auth/token', {
    body: { grant_type: 'client_credentials', client_id, client_secret: TEST_PASSWORD, ...fields },
    from,
  });
const PROGRAM = 'efficiency-platform';

async function fail(times: number, send: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n += 1) await send(n);
}

it('five failures lock out their address only', async () => {
  await fail(5, () => login('wjw.clerk', stranger, { password: 'wrong' }));

  const locked = await login('wjw.clerk', stranger);
  expect([locked.status, locked.body.code]).toEqual([429, 'ACCOUNT_LOCKED']);
  expect((await login('wjw.clerk', '203.0.113.1')).status).toBe(200);
});

it('50 failures of all addresses require a challenge and lock nobody out', async () => {
  await fail(50, (n) => login('mzj.clerk', `198.51.100.${n}`, { password: 'wrong' }));

  expect((await login('mzj.clerk', '203.0.113.2')).body.code).toBe('CAPTCHA_REQUIRED');
  const captcha = await captchaOf(gateway);
  expect((await login('mzj.clerk', '203.0.113.2', { captcha })).status).toBe(200);
});

it('unknown names are answered like known ones at every gateway', async () => {
  const answersOf = async (username: string): Promise<string[]> => {
    const codes: string[] = [];
    await fail(6, async () => codes.push((await login(username, stranger, { password: 'wrong' })).body.code));
    return codes;
  };

  expect(await answersOf('rsj.clerk')).toEqual(await answersOf('nobody.at.all'));
  const locks = await query('SELECT 1 FROM failed_attempt WHERE locked_until IS NOT NULL');
  expect(locks.length).toBeGreaterThanOrEqual(2); // in the database, for whichever gateway is asked next
});

it('aliases are answered like unknown names', async () => {
  await fail(5, () => login('kaili.clerk', stranger, { password: 'wrong' }));

  expect((await login('522601.clerk', stranger, { password: 'wrong' })).body.code).toBe('LOGIN_FAILED');
});

it('five wrong secrets lock their address out of a client only', async () => {
  await fail(5, () => token(PROGRAM, stranger, { client_secret: 'wrong' }));

  expect((await token(PROGRAM, stranger)).body.code).toBe('ACCOUNT_LOCKED');
  expect((await token(PROGRAM, '203.0.113.3')).status).toBe(200);
});

it('unlocking an account clears its user name and alias', async () => {
  const lockOf = async (): Promise<string | null> => {
    const { body } = await request('GET', '/accounts?q=zhenyuan', { as: 'admin.security' });
    return body.items.find(({ username }: { username: string }) => username === 'zhenyuan.clerk').lockedUntil;
  };
  const [account] = await query<{ alias: string }>(
    `SELECT alias FROM account WHERE username = 'zhenyuan.clerk'`,
  );
  await fail(5, () => login(account!.alias, stranger, { password: 'wrong' }));
  const locked = await lockOf();

  await request('POST', '/accounts/zhenyuan.clerk/unlock', { as: 'admin.security' });

  expect(Date.parse(locked!)).toBeGreaterThan(Date.now() + 19 * 60_000);
  expect(await lockOf()).toBeNull();
  expect((await login(account!.alias, stranger)).status).toBe(200);
});
