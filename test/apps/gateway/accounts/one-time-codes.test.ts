import { expect, it } from '@jest/globals';
import { admit, newStaff, OWN_PASSWORD, requestCode, useCode } from '../../../support/accounts.js';
import { captchaOf } from '../../../support/captcha.js';
import { TEST_PASSWORD } from '../../../support/database.js';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const create = (username: string) =>
  request('POST', '/accounts', { as: 'admin.system', body: { username, title: '陆某平', unit: 'ZJJ' } });

it('the owner of a new account gets in with a code that an administrator has admitted', async () => {
  await create('first.one');
  const { code, checkNumber } = await requestCode(gateway, 'first.one');
  expect(await useCode(gateway, { username: 'first.one', code })).toMatchObject(
    failure('CODE_NOT_ADMITTED', 409),
  );

  await admit(gateway, { as: 'admin.system', username: 'first.one', checkNumber });
  const signedIn = await useCode(gateway, { username: 'first.one', code });

  expect(signedIn).toMatchObject({ status: 200, body: { account: { username: 'first.one', roles: [] } } });
  expect(signedIn.headers['set-cookie']).toMatch(/^duban_session=/);
  expect(
    (await request('POST', '/auth/login', { body: { username: 'first.one', password: OWN_PASSWORD } }))
      .status,
  ).toBe(200);
});

it('a code is used once', async () => {
  await create('used.once');
  const { code, checkNumber } = await requestCode(gateway, 'used.once');
  await admit(gateway, { as: 'admin.system', username: 'used.once', checkNumber });
  await useCode(gateway, { username: 'used.once', code });

  expect(await useCode(gateway, { username: 'used.once', code, password: 'Andere-Worte9' })).toMatchObject(
    failure('CODE_INVALID', 401),
  );
});

it('a code expires after 24 hours', async () => {
  await create('too.late');
  const { code, checkNumber } = await requestCode(gateway, 'too.late');
  await admit(gateway, { as: 'admin.system', username: 'too.late', checkNumber });
  await query(`UPDATE account_code SET expires_at = expires_at - interval '24 hours'`);

  expect(await useCode(gateway, { username: 'too.late', code })).toMatchObject(failure('CODE_INVALID', 401));
});

it('the code of an account with a role needs a second administrator', async () => {
  const username = 'zjj.signer';
  const { code, checkNumber } = await requestCode(gateway, username);
  const first = await admit(gateway, { as: 'admin.system', username, checkNumber });
  expect(first.body.code).toMatchObject({ state: 'admitted', checkNumber });
  expect(await admit(gateway, { as: 'admin.system', username, checkNumber })).toMatchObject(
    failure('SECOND_PERSON_NEEDED', 409),
  );
  expect(await useCode(gateway, { username, code })).toMatchObject(failure('CODE_NOT_ADMITTED', 409));

  await admit(gateway, { as: 'admin.security', username, checkNumber });

  expect((await useCode(gateway, { username, code })).status).toBe(200);
});

it('a code that one administrator admitted opens no account that has got a role since', async () => {
  const created = await request('POST', '/accounts', {
    as: 'admin.system',
    body: { username: 'role.later', title: '吴某', unit: 'ZJJ', roles: ['agency-signer'] },
  });
  const { code, checkNumber } = await requestCode(gateway, 'role.later');
  await admit(gateway, { as: 'admin.system', username: 'role.later', checkNumber });
  const ids = [created.body.grants[0].id];

  await request('POST', '/role-grants/confirm', { as: 'admin.security', body: { ids } });

  expect(await useCode(gateway, { username: 'role.later', code })).toMatchObject(
    failure('CODE_NOT_ADMITTED', 409),
  );
});

it('a code is requested alike for names that no account has', async () => {
  const [known, unknown] = [
    await requestCode(gateway, 'jtj.clerk'),
    await requestCode(gateway, 'nobody.at.all'),
  ];

  expect(Object.keys(unknown)).toEqual(Object.keys(known));
  expect(unknown.code).toMatch(/^\d{6}(-[A-Z2-9]{4}){3}$/);
});

it('a code is requested with a solved challenge', async () => {
  const answer = await request('POST', '/auth/codes', { body: { username: 'jtj.clerk' } });

  expect(answer).toMatchObject(failure('CAPTCHA_REQUIRED', 422));
});

it('administrators see neither codes nor check numbers that nobody has told them', async () => {
  await create('unseen.one');
  const { code, checkNumber } = await requestCode(gateway, 'unseen.one');

  const { body } = await request('GET', '/accounts/unseen.one', { as: 'admin.system' });

  expect(body).toMatchObject({ code: null, codesRequested: 1 });
  expect(JSON.stringify(body)).not.toContain(checkNumber);
  const [row] = await query(`SELECT code_hash FROM account_code WHERE check_number = $1`, [checkNumber]);
  expect(row!['code_hash']).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify(row)).not.toContain(code.slice(7));
});

it('a voided code opens nothing', async () => {
  await create('voided.one');
  const { code, checkNumber } = await requestCode(gateway, 'voided.one');
  await admit(gateway, { as: 'admin.system', username: 'voided.one', checkNumber });

  await request('POST', '/accounts/voided.one/codes/void', { as: 'admin.system' });

  expect(await useCode(gateway, { username: 'voided.one', code })).toMatchObject(
    failure('CODE_INVALID', 401),
  );
});

it('five wrong codes lock the address out', async () => {
  await create('guessed.one');
  for (let wrong = 0; wrong < 5; wrong += 1)
    await useCode(gateway, { username: 'guessed.one', code: `000000-AAAA-AAAA-AAA${wrong + 2}` });

  const { code } = await requestCode(gateway, 'guessed.one');

  expect(await useCode(gateway, { username: 'guessed.one', code })).toMatchObject(
    failure('ACCOUNT_LOCKED', 429),
  );
});

it('a new password ends sessions and the old password', async () => {
  const username = 'jyj.signer';
  const before = await gateway.signIn(username);
  const { code, checkNumber } = await requestCode(gateway, username);
  await admit(gateway, { as: 'admin.security', username, checkNumber });
  await admit(gateway, { as: 'admin.system', username, checkNumber });

  await useCode(gateway, { username, code });

  expect(await request('GET', '/auth/me', { token: before })).toMatchObject(failure('UNAUTHENTICATED', 401));
  const old = await request('POST', '/auth/login', { body: { username, password: TEST_PASSWORD } });
  expect(old).toMatchObject(failure('LOGIN_FAILED', 401));
});

it('a code of a locked account opens nothing', async () => {
  await newStaff(gateway, { username: 'locked.one', unit: 'ZJJ' });
  const { code, checkNumber } = await requestCode(gateway, 'locked.one');
  await admit(gateway, { as: 'admin.system', username: 'locked.one', checkNumber });
  await request('POST', '/accounts/locked.one/lock', { as: 'admin.security', body: { reason: '核查' } });

  expect(await useCode(gateway, { username: 'locked.one', code, password: 'Andere-Worte9' })).toMatchObject(
    failure('CODE_INVALID', 401),
  );
});

it('codes, passwords and user names that were typed wrong are in no log', async () => {
  await create('logged.one');
  const { code, checkNumber } = await requestCode(gateway, 'logged.one');
  await admit(gateway, { as: 'admin.system', username: 'logged.one', checkNumber });
  await useCode(gateway, { username: 'logged.one', code, password: 'Geheim-Wort77' });
  await request('POST', '/auth/login', { body: { username: 'Geheim-Wort77', password: 'x' } });
  await request('POST', '/auth/codes', {
    body: { username: 'Geheim-Wort77', captcha: await captchaOf(gateway) },
  });

  const audit = await query('SELECT * FROM audit_entry');

  for (const secret of ['Geheim-Wort77', code, code.slice(7)]) {
    expect(JSON.stringify(audit)).not.toContain(secret);
    expect(gateway.log.join('\n')).not.toContain(secret);
  }
});
