import { expect, it } from '@jest/globals';
import { admit, requestCode, useCode } from '../support/accounts.js';
import { startTestGateway } from '../support/gateway.js';

const gateway = await startTestGateway();
const { request } = gateway;

/** Accounts that one administrator would gain by. */
const TARGETS = ['admin.audit', 'discipline.clerk', 'supervisor', 'mailbox.clerk'];
const ADMINISTRATORS = ['admin.system', 'admin.security', 'admin.audit', 'kaili.admin'];

it.each(TARGETS)('no administrator chooses the password of %s', async (username) => {
  for (const as of ADMINISTRATORS) {
    const { status } = await request('POST', `/accounts/${username}/password`, {
      as,
      body: { password: 'Takeover#2026' },
    });
    expect([as, status]).toEqual([as, 404]);
  }
});

it.each(TARGETS)(
  'no administrator alone gets into the account of %s by a one-time code',
  async (username) => {
    for (const as of ADMINISTRATORS.filter((one) => one !== username)) {
      const { code, checkNumber } = await requestCode(gateway, username);
      for (let twice = 0; twice < 2; twice += 1) await admit(gateway, { as, username, checkNumber });

      const answer = await useCode(gateway, { username, code, password: 'Takeover#2026x' });

      expect([as, answer.status, answer.body.code]).toEqual([as, 409, 'CODE_NOT_ADMITTED']);
    }
  },
);

it.each(['admin.system', 'admin.security'])('%s gives itself no role', async (as) => {
  const answer = await request('POST', `/accounts/${as}/roles`, {
    as,
    body: { role: 'discipline', reason: '试试' },
  });

  expect(answer.status).toBe(403);
});

it.each(['admin.system', 'admin.security'])('%s alone gives no other account a role', async (as) => {
  const { body } = await request('POST', '/accounts/jtj.clerk/roles', {
    as,
    body: { role: as === 'admin.system' ? 'discipline' : 'supervisor', reason: '试试' },
  });
  const id = body.grants.at(-1).id;

  const confirmed = await request('POST', '/role-grants/confirm', { as, body: { ids: [id] } });

  expect(confirmed.body.code).toBe('SECOND_PERSON_NEEDED');
});

it('the auditor changes no account', async () => {
  const as = 'admin.audit';
  const reason = '试试';
  const acts: readonly (readonly [string, string, object?])[] = [
    ['POST', '/accounts', { username: 'x.y', title: '某', unit: 'ZJJ' }],
    ['PATCH', '/accounts/zjj.clerk', { title: '某', reason }],
    ['POST', '/accounts/zjj.clerk/disable', { reason }],
    ['POST', '/accounts/zjj.clerk/enable', { reason }],
    ['POST', '/accounts/zjj.clerk/lock', { reason }],
    ['POST', '/accounts/zjj.clerk/unlock'],
    ['POST', '/accounts/zjj.clerk/roles', { role: 'supervisor', reason }],
    ['POST', '/accounts/zjj.clerk/roles/agency-clerk/revoke', { reason }],
    ['POST', '/accounts/zjj.clerk/codes/admit', { checkNumber: '123456' }],
    ['POST', '/accounts/zjj.clerk/codes/void'],
  ];

  for (const [method, path, body] of acts)
    expect([path, (await request(method, path, { as, body })).status]).toEqual([path, 403]);
});
