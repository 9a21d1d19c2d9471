import { expect, it } from '@jest/globals';
import { admit, newStaff, OWN_PASSWORD, requestCode } from '../../../support/accounts.js';
import { TEST_PASSWORD } from '../../../support/database.js';
import { startTestGateway } from '../../../support/gateway.js';
import { codeOf, enrol } from '../../../support/second-factor.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const login = (username: string, code?: string, password = OWN_PASSWORD) =>
  request('POST', '/auth/login', { body: { username, password, ...(code !== undefined && { code }) } });
const staff = (username: string, roles: readonly string[] = []) =>
  newStaff(gateway, { username, unit: 'XXB', roles });

it('a sign-in needs the password and then a code', async () => {
  const { key } = await enrol(gateway, await staff('two.steps'));

  expect(await login('two.steps')).toMatchObject(failure('SECOND_FACTOR_REQUIRED', 401));
  expect(await login('two.steps', codeOf(key, 1), 'wrong')).toMatchObject(failure('LOGIN_FAILED', 401));
  expect((await login('two.steps', codeOf(key, 1))).status).toBe(200);
});

it('a code is used once', async () => {
  const { key } = await enrol(gateway, await staff('used.code'));
  const code = codeOf(key, 1);
  expect((await login('used.code', code)).status).toBe(200);

  expect(await login('used.code', code)).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
});

it('the code that confirmed the key does not sign in', async () => {
  const { key } = await enrol(gateway, await staff('first.code'));

  expect(await login('first.code', codeOf(key))).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
});

it('five wrong codes lock the address, and a right password between them forgets none', async () => {
  const { key } = await enrol(gateway, await staff('wrong.code'));
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await login('wrong.code');
    expect(await login('wrong.code', codeOf(key, 50))).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
  }

  expect(await login('wrong.code', codeOf(key, 1))).toMatchObject(failure('ACCOUNT_LOCKED', 429));
});

it('after thirty wrong codes only a recovery code signs in, until somebody unlocks the account', async () => {
  const { key, recoveryCodes } = await enrol(gateway, await staff('guessed.code'));
  await query(
    `UPDATE second_factor SET failures = 30 WHERE account_id = (SELECT id FROM account WHERE username = 'guessed.code')`,
  );
  expect(await login('guessed.code', codeOf(key, 1))).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
  expect((await login('guessed.code', recoveryCodes[0])).status).toBe(200);

  await request('POST', '/accounts/guessed.code/unlock', { as: 'admin.security' });

  expect((await login('guessed.code', codeOf(key, 1))).status).toBe(200);
});

it('a recovery code signs in once', async () => {
  const { recoveryCodes } = await enrol(gateway, await staff('recovered.one'));
  const [code] = recoveryCodes;
  expect((await login('recovered.one', code!.toLowerCase())).status).toBe(200);

  expect(await login('recovered.one', code)).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
});

it('new recovery codes void those before', async () => {
  const { key, token, recoveryCodes } = await enrol(gateway, await staff('recovered.two'));

  const { body } = await request('POST', '/auth/second-factor/recovery-codes', {
    token,
    body: { password: OWN_PASSWORD, code: codeOf(key, 1) },
  });

  expect(await login('recovered.two', recoveryCodes[0])).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
  expect((await login('recovered.two', body.recoveryCodes[0])).status).toBe(200);
});

it('a role that needs it can do nothing else before', async () => {
  const token = await staff('new.officer', ['discipline']);
  expect(await request('GET', '/letters', { token })).toMatchObject(failure('SECOND_FACTOR_MISSING', 403));
  expect((await request('GET', '/auth/me', { token })).body).toMatchObject({ secondFactorMissing: true });

  const enrolled = await enrol(gateway, token);

  expect((await request('GET', '/letters', { token: enrolled.token })).status).toBe(200);
  expect((await request('GET', '/auth/me', { token: enrolled.token })).body).toMatchObject({
    secondFactorMissing: false,
  });
  const end = await request('POST', '/auth/second-factor/end', {
    token: enrolled.token,
    body: { password: OWN_PASSWORD, code: codeOf(enrolled.key, 1) },
  });
  expect(end).toMatchObject(failure('ACCOUNT_STATE', 409));
});

it('an account that does not need it turns it off', async () => {
  const { key, token } = await enrol(gateway, await staff('own.wish'));

  const { status } = await request('POST', '/auth/second-factor/end', {
    token,
    body: { password: OWN_PASSWORD, code: codeOf(key, 1) },
  });

  expect(status).toBe(204);
  expect((await login('own.wish')).status).toBe(200);
});

it('a change of it needs the password, and a code of the one in use', async () => {
  const { key, token } = await enrol(gateway, await staff('new.phone'));
  const propose = (body: object) => request('POST', '/auth/second-factor', { token, body });

  expect((await propose({ password: 'wrong' })).body.issues[0].code).toBe('accounts.passwordWrong');
  expect((await propose({ password: OWN_PASSWORD })).body.issues[0].code).toBe('platform.factorRequired');
  const next = await propose({ password: OWN_PASSWORD, code: codeOf(key, 1) });
  const wrong = await request('POST', '/auth/second-factor/confirm', { token, body: { code: '000000' } });
  expect(wrong.body.issues[0].code).toBe('accounts.factorNotConfirmed');
  const confirmed = await request('POST', '/auth/second-factor/confirm', {
    token,
    body: { code: codeOf(next.body.key) },
  });

  expect(confirmed.status).toBe(200);
  expect(await request('GET', '/auth/me', { token })).toMatchObject(failure('UNAUTHENTICATED', 401));
  expect((await login('new.phone', codeOf(next.body.key, 1))).status).toBe(200);
});

it('a one-time code does not replace it', async () => {
  const { key } = await enrol(gateway, await staff('forgot.word'));
  const { code, checkNumber } = await requestCode(gateway, 'forgot.word');
  await admit(gateway, { as: 'admin.system', username: 'forgot.word', checkNumber });
  const use = (body: object) =>
    request('POST', '/auth/codes/use', {
      body: { username: 'forgot.word', code, password: 'Andere-Worte9', ...body },
    });

  expect(await use({})).toMatchObject(failure('SECOND_FACTOR_REQUIRED', 401));
  expect(await use({ secondFactor: '000000' })).toMatchObject(failure('SECOND_FACTOR_WRONG', 401));
  expect((await use({ secondFactor: codeOf(key, 1) })).status).toBe(200);
});

it('an administrator resets it, with a reason that the log keeps, and never the own one', async () => {
  const { token } = await enrol(gateway, await staff('lost.phone'));
  const reset = (username: string, as: string) =>
    request('POST', `/accounts/${username}/second-factor/reset`, { as, body: { reason: '手机遗失' } });
  expect((await reset('lost.phone', 'admin.audit')).status).toBe(403);
  expect((await reset('admin.security', 'admin.security')).status).toBe(403);

  const { status, body } = await reset('lost.phone', 'admin.security');

  expect([status, body.secondFactorSince]).toEqual([200, null]);
  expect(await request('GET', '/auth/me', { token })).toMatchObject(failure('UNAUTHENTICATED', 401));
  expect((await login('lost.phone')).status).toBe(200);
  expect(
    await query(`SELECT subject, reason FROM audit_entry WHERE action = 'account.factor.reset'`),
  ).toEqual([{ subject: 'lost.phone', reason: '手机遗失' }]);
  expect(await reset('lost.phone', 'admin.security')).toMatchObject(failure('ACCOUNT_STATE', 409));
});

it('accounts of a demonstration have none', async () => {
  const { body } = await request('GET', '/auth/second-factor', { as: 'admin.security' });
  expect(body).toEqual({ since: null, required: false, recoveryCodes: 0 });

  const { status } = await request('POST', '/auth/second-factor', {
    as: 'admin.security',
    body: { password: TEST_PASSWORD },
  });

  expect(status).toBe(409);
});

it('neither key nor recovery codes stand in the database in clear', async () => {
  const { key, recoveryCodes } = await enrol(gateway, await staff('sealed.key'));

  const [row] = await query<{ key: Buffer; codes: string[] }>(
    `SELECT f.key, array(SELECT code_hash FROM recovery_code c WHERE c.account_id = f.account_id) AS codes
     FROM second_factor f JOIN account a ON a.id = f.account_id WHERE a.username = 'sealed.key'`,
  );

  expect(row!.key.includes(key)).toBe(false);
  expect(row!.codes).toHaveLength(recoveryCodes.length);
  for (const hash of row!.codes) expect(hash).toMatch(/^\$argon2id\$/);
});
