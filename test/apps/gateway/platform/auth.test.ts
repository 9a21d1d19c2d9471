import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { TEST_PASSWORD } from '../../../support/database.js';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request, query, signIn } = gateway;

const login = (username: string, password = TEST_PASSWORD) =>
  request('POST', '/auth/login', { body: { username, password } });
const token = (fields: object, headers?: Record<string, string>) =>
  request('POST', '/auth/token', { body: { grant_type: 'client_credentials', ...fields }, headers });
const failure = (code: string, status: number) => ({
  status,
  body: expect.objectContaining({ code, status }),
});
const CLIENT = { client_id: 'efficiency-platform', client_secret: TEST_PASSWORD };

const SESSIONS = `SELECT s.id, s.seen_at FROM staff_session s JOIN account a ON a.id = s.account_id WHERE a.username = $1`;
const idle = (username: string, minutes: number) =>
  query(
    `UPDATE staff_session SET seen_at = seen_at - $2 * interval '1 minute'
     FROM account a WHERE a.id = account_id AND a.username = $1`,
    [username, minutes],
  );

describe('signing in', () => {
  it('signing in returns a token, and sets it as an HttpOnly cookie', async () => {
    const { status, body, headers } = await login('mailbox.clerk');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      account: { username: 'mailbox.clerk', unit: 'QGZ', roles: ['mailbox-office'] },
    });
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(7 * 3_600_000);
    expect(headers['set-cookie']).toMatch(
      /^duban_session=.+; Path=\/api; Expires=.+; HttpOnly; SameSite=Strict$/,
    );
    expect(await request('GET', '/auth/me', { token: body.accessToken })).toMatchObject({
      status: 200,
      body: body.account,
    });
  });

  it('an account signs in by its alias', async () => {
    expect((await login('522601.clerk')).body.account.username).toBe('kaili.clerk');
  });

  it('unknown names and wrong passwords are refused alike, and locked after five failures', async () => {
    for (const username of ['jyj.signer', 'nobody.at.all']) {
      for (let failures = 0; failures < 5; failures += 1) {
        expect(await login(username, 'wrong')).toMatchObject(failure('LOGIN_FAILED', 401));
      }
      const locked = await login(username);
      expect(locked).toMatchObject(failure('ACCOUNT_LOCKED', 429));
      expect(locked.headers['retry-after']).toBe('1200');
    }
    await query(`UPDATE failed_attempt SET at = at - interval '20 minutes', locked_until = now()`);
    expect((await login('jyj.signer')).status).toBe(200);
  });

  it('a successful sign-in resets the count of failures', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let failures = 0; failures < 4; failures += 1) await login('jyj.clerk', 'wrong');
      expect((await login('jyj.clerk')).status).toBe(200);
    }
  });

  it('a disabled account cannot sign in', async () => {
    await query(`UPDATE account SET state = 'disabled' WHERE username = 'gaj.clerk'`);
    expect(await login('gaj.clerk')).toMatchObject(failure('LOGIN_FAILED', 401));
  });
});

describe('a session', () => {
  it('only public routes work without a token', async () => {
    expect(await request('GET', '/tasks')).toMatchObject({
      ...failure('UNAUTHENTICATED', 401),
      headers: { 'www-authenticate': 'Bearer' },
    });
    expect(await request('GET', '/tasks', { token: 'nonsense' })).toMatchObject(
      failure('UNAUTHENTICATED', 401),
    );
    expect((await request('GET', '/units')).status).toBe(200);
  });

  it('a page that starts is told who is signed in', async () => {
    const token = (await login('mailbox.clerk')).body.accessToken as string;
    const { status, body } = await request('GET', '/auth/session', { token });

    expect(status).toBe(200);
    expect(body.account).toEqual((await request('GET', '/auth/me', { token })).body);
  });

  it('a page that starts is told that nobody is signed in, without an error', async () => {
    const token = (await login('mzj.signer')).body.accessToken as string;
    await request('POST', '/auth/logout', { token });

    for (const options of [{}, { token }, { token: 'nonsense' }])
      expect(await request('GET', '/auth/session', options)).toMatchObject({
        status: 200,
        body: { account: null },
      });
  });

  it('a token with a forged or missing signature is refused', async () => {
    const [account] = await query<{ id: string }>(`SELECT id FROM account WHERE username = 'supervisor'`);
    const [key] = await query<{ id: string }>('SELECT id FROM signing_key');
    const forged = await new SignJWT({ kind: 'staff', version: 0 })
      .setProtectedHeader({ alg: 'HS256', kid: key!.id })
      .setIssuer('duban')
      .setSubject(account!.id)
      .setExpirationTime('1 h')
      .sign(Buffer.alloc(32, 1));
    const unsigned = `${base64({ alg: 'none' })}.${base64({ iss: 'duban', sub: account!.id, kind: 'staff', version: 0 })}.`;

    for (const bad of [forged, unsigned]) {
      expect(await request('GET', '/tasks', { token: bad })).toMatchObject(failure('UNAUTHENTICATED', 401));
    }
  });

  it('an expired token is refused with TOKEN_EXPIRED', async () => {
    const [account] = await query<{ id: string }>(`SELECT id FROM account WHERE username = 'supervisor'`);
    const [key] = await query<{ id: string; secret: string }>('SELECT id, secret FROM signing_key');
    const expired = await new SignJWT({ kind: 'staff', version: 0 })
      .setProtectedHeader({ alg: 'HS256', kid: key!.id })
      .setIssuer('duban')
      .setSubject(account!.id)
      .setExpirationTime(Math.floor(Date.now() / 1000) - 1)
      .sign(Buffer.from(key!.secret, 'base64url'));

    expect(await request('GET', '/tasks', { token: expired })).toMatchObject(failure('TOKEN_EXPIRED', 401));
  });

  it('signing out ends every session of the account', async () => {
    const first = (await login('mzj.clerk')).body.accessToken as string;
    const second = (await login('mzj.clerk')).body.accessToken as string;

    const signedOut = await request('POST', '/auth/logout', { token: first });
    expect(signedOut.status).toBe(204);
    expect(signedOut.headers['set-cookie']).toMatch(/^duban_session=;/);
    for (const ended of [first, second]) {
      expect(await request('GET', '/auth/me', { token: ended })).toMatchObject(
        failure('UNAUTHENTICATED', 401),
      );
    }
    expect((await login('mzj.clerk')).status).toBe(200);
  });

  it('signing out of one session leaves the others', async () => {
    const first = (await login('mzj.signer')).body.accessToken as string;
    const second = (await login('mzj.signer')).body.accessToken as string;

    const signedOut = await request('POST', '/auth/logout/session', { token: first });

    expect(signedOut.status).toBe(204);
    expect(signedOut.headers['set-cookie']).toMatch(/^duban_session=;/);
    expect(await request('GET', '/auth/me', { token: first })).toMatchObject(failure('UNAUTHENTICATED', 401));
    expect((await request('GET', '/auth/me', { token: second })).status).toBe(200);
  });

  it('a session without use for 30 minutes ends', async () => {
    const { accessToken: token } = (await login('lyj.clerk')).body;
    await idle('lyj.clerk', 30);

    expect(await request('GET', '/auth/me', { token })).toMatchObject({
      ...failure('TOKEN_EXPIRED', 401),
      body: { detailCode: 'platform.sessionIdle', params: { minutes: 30 } },
    });
  });

  it('a request renews its session', async () => {
    const { accessToken: token } = (await login('lyj.signer')).body;
    await idle('lyj.signer', 29);

    const { body } = await request('GET', '/auth/me', { token });

    expect(Date.parse(body.session.idleEndsAt) - Date.now()).toBeGreaterThan(29 * 60_000);
    const [row] = await query<{ seen_at: Date }>(SESSIONS, ['lyj.signer']);
    expect(Date.now() - row!.seen_at.getTime()).toBeLessThan(60_000);
  });

  it.each<Record<string, string>>([{ 'x-background': 'true' }, { accept: 'text/event-stream' }])(
    'a request with %j does not renew its session',
    async (headers) => {
      const { accessToken: token } = (await login('hbj.clerk')).body;
      await idle('hbj.clerk', 29);

      const { body } = await request('GET', '/auth/me', { token, headers });

      expect(Date.parse(body.session.idleEndsAt) - Date.now()).toBeLessThan(60_000);
    },
  );

  it('the current account comes with its units, role titles and the age of its password', async () => {
    const { body } = await request('GET', '/auth/me', { as: 'kaili.clerk' });

    expect(body).toMatchObject({
      username: 'kaili.clerk',
      unit: '522601',
      unitName: '凯里市',
      unitPath: [{ code: '5226' }, { code: '522601', shortName: '凯里' }],
      roles: ['agency-clerk'],
      roleTitles: [{ id: 'agency-clerk', title: '承办单位经办' }],
      session: { idleMinutes: 30 },
    });
    expect(body.unitsBelow.map(({ code }: { code: string }) => code)).toContain('522601-ZJJ');
    expect(Date.parse(body.passwordSetAt)).toBeLessThanOrEqual(Date.now());
  });

  it('a session cookie authorizes changes from our own pages only', async () => {
    const cookie = `duban_session=${await signIn('supervisor')}`;
    const change = (headers: Record<string, string>) =>
      request('POST', `/processes/${crypto.randomUUID()}/suspend`, {
        body: { reason: '核实情况' },
        headers: { cookie, ...headers },
      });

    expect((await request('GET', '/auth/me', { headers: { cookie } })).status).toBe(200);
    expect(
      (await request('GET', '/auth/me', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(200);
    for (const foreign of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ]) {
      expect(await change(foreign as Record<string, string>)).toMatchObject(failure('FORBIDDEN', 403));
    }
    expect(await change({ 'sec-fetch-site': 'same-origin' })).toMatchObject(failure('NOT_FOUND', 404));
    expect(await change({ host: 'duban.example', origin: 'https://duban.example' })).toMatchObject(
      failure('NOT_FOUND', 404),
    );
  });
});

describe('a program', () => {
  it('a program gets a token by form, by JSON and by Basic credentials', async () => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...CLIENT }).toString();
    const basic = Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64');
    const answers = [
      await token(CLIENT),
      await token({}, { authorization: `Basic ${basic}` }),
      await request('POST', '/auth/token', {
        body: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    ];

    for (const { status, body, headers } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: expect.any(String),
      });
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it.each([
    ['no credentials', {}],
    ['a wrong secret', { ...CLIENT, client_secret: 'wrong' }],
    ['an unknown name', { ...CLIENT, client_id: 'nobody' }],
    ['a scope that it does not have', { ...CLIENT, scope: 'everything' }],
  ])('a program with %s gets no token', async (_, fields) => {
    expect(await token(fields)).toMatchObject(failure('CLIENT_INVALID', 401));
  });

  it('programs cannot use routes of staff, nor staff those of programs', async () => {
    const { body } = await token(CLIENT);

    expect(await request('GET', '/tasks', { token: body.access_token })).toMatchObject(
      failure('FORBIDDEN', 403),
    );
    expect(await request('GET', '/supervision/events', { as: 'supervisor' })).toMatchObject(
      failure('FORBIDDEN', 403),
    );
  });
});

describe('the three administrators', () => {
  const doing: readonly (readonly [string, string, string, object | undefined])[] = [
    ['admin.audit', 'GET', '/audit', undefined],
    ['admin.security', 'POST', '/accounts/kaili.signer/unlock', undefined],
    ['admin.system', 'PUT', '/calendar/days', { region: 'CN', year: 2031, source: '测试通知', days: [] }],
  ];

  it.each(doing)('%s alone may %s %s', async (admin, method, path, body) => {
    for (const other of ['admin.audit', 'admin.security', 'admin.system', 'supervisor', 'mailbox.clerk']) {
      const { status } = await request(method, path, { as: other, body });
      expect([other, status < 300]).toEqual([other, other === admin]);
    }
  });

  it('the security administrator unlocks an account', async () => {
    for (let failures = 0; failures < 5; failures += 1) await login('jtj.clerk', 'wrong');
    expect(await login('jtj.clerk')).toMatchObject(failure('ACCOUNT_LOCKED', 429));

    expect((await request('POST', '/accounts/jtj.clerk/unlock', { as: 'admin.security' })).status).toBe(204);
    expect((await login('jtj.clerk')).status).toBe(200);
    expect(await request('POST', '/accounts/nobody/unlock', { as: 'admin.security' })).toMatchObject(
      failure('NOT_FOUND', 404),
    );
  });

  it('the auditor reads sign-ins page by page', async () => {
    await login('jtj.signer', 'wrong');
    await login('jtj.signer');
    const { body } = await request('GET', '/audit?action=login&limit=1', { as: 'admin.audit' });
    const entry = { subject: 'jtj.signer', action: 'login', ip: '127.0.0.1' };

    expect(body.items).toEqual([expect.objectContaining({ ...entry, result: 'done' })]);
    const next = await request('GET', `/audit?action=login&limit=1&cursor=${body.nextCursor}`, {
      as: 'admin.audit',
    });
    expect(next.body.items).toEqual([expect.objectContaining({ ...entry, result: 'failed' })]);
  });
});

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
