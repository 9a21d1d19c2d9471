import { expect, it } from '@jest/globals';
import { newStaff } from '../../../support/accounts.js';
import { startTestGateway } from '../../../support/gateway.js';
import { enrol } from '../../../support/second-factor.js';

const gateway = await startTestGateway();
const { request } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const propose = (as: string, username: string, role: string) =>
  request('POST', `/accounts/${username}/roles`, { as, body: { role, reason: '工作需要' } });
const confirm = (as: string, ...ids: string[]) =>
  request('POST', '/role-grants/confirm', { as, body: { ids } });
const rolesOf = async (username: string): Promise<string[]> =>
  (await request('GET', `/accounts/${username}`, { as: 'admin.audit' })).body.roles;

it('a role is in force once a second person confirms it', async () => {
  const { status, body } = await propose('admin.security', 'zjj.clerk', 'agency-signer');
  expect(status).toBe(202);
  expect(await rolesOf('zjj.clerk')).toEqual(['agency-clerk']);

  expect((await confirm('admin.system', body.grants[0].id)).status).toBe(204);

  expect(await rolesOf('zjj.clerk')).toEqual(['agency-clerk', 'agency-signer']);
});

it('nobody confirms an own proposal', async () => {
  for (const [as, username] of [
    ['admin.security', 'jyj.clerk'],
    ['admin.system', 'jtj.clerk'],
  ] as const) {
    const { body } = await propose(as, username, 'agency-signer');
    expect(await confirm(as, body.grants[0].id)).toMatchObject(failure('SECOND_PERSON_NEEDED', 409));
  }
});

it('two system administrators grant no role', async () => {
  const second = await newStaff(gateway, { username: 'second.system', unit: 'XXB', roles: ['admin-system'] });
  const { token } = await enrol(gateway, second);
  const { body } = await propose('admin.system', 'gaj.clerk', 'agency-signer');

  const answer = await request('POST', '/role-grants/confirm', { token, body: { ids: [body.grants[0].id] } });

  expect(answer).toMatchObject(failure('SECOND_PERSON_NEEDED', 409));
});

it.each([
  ['admin.audit', 'admin-security'],
  ['admin.audit', 'supervisor'],
  ['mzj.clerk', 'admin-audit'],
])('%s is not proposed for %s beside its role', async (username, role) => {
  expect(await propose('admin.security', username, role)).toMatchObject(failure('ROLES_EXCLUDE', 409));
});

it('two proposals that exclude one another are not made', async () => {
  await request('POST', '/accounts', {
    as: 'admin.system',
    body: { username: 'both.roles', title: '吴某', unit: 'XXB', roles: ['admin-audit'] },
  });

  expect(await propose('admin.security', 'both.roles', 'info-editor')).toMatchObject(
    failure('ROLES_EXCLUDE', 409),
  );
});

it('a role is proposed once', async () => {
  await propose('admin.security', 'sfj.clerk', 'agency-signer');

  expect(await propose('admin.system', 'sfj.clerk', 'agency-signer')).toMatchObject(
    failure('ROLE_PROPOSED', 409),
  );
});

it('several proposals are confirmed all or not at all', async () => {
  const first = await propose('admin.system', 'fgw.clerk', 'agency-signer');
  const second = await propose('admin.security', 'kjj.clerk', 'agency-signer');
  const ids = [first.body.grants[0].id, second.body.grants[0].id];

  expect(await confirm('admin.security', ...ids)).toMatchObject(failure('SECOND_PERSON_NEEDED', 409));
  expect(await rolesOf('fgw.clerk')).toEqual(['agency-clerk']);
});

it('a rejected proposal cannot be confirmed', async () => {
  const { body } = await propose('admin.system', 'gxw.clerk', 'agency-signer');
  const { id } = body.grants[0];
  await request('POST', `/role-grants/${id}/reject`, { as: 'admin.security', body: { reason: '不合适' } });

  expect(await confirm('admin.security', id)).toMatchObject(failure('GRANT_DECIDED', 409));
});

it('the security administrator takes a role at once', async () => {
  const before = await gateway.signIn('czj.signer');
  const { body } = await request('POST', '/accounts/czj.signer/roles/agency-signer/revoke', {
    as: 'admin.security',
    body: { reason: '岗位调整' },
  });

  expect(body.roles).toEqual([]);
  expect((await request('GET', '/auth/me', { token: before })).body.roles).toEqual([]);
});

it('the auditor sees proposals and decides none', async () => {
  const { body } = await propose('admin.system', 'hbj.clerk', 'agency-signer');
  const { id } = body.grants[0];

  const seen = await request('GET', '/accounts?waiting=true&q=hbj.clerk', { as: 'admin.audit' });
  expect(seen.body.items[0].grants).toEqual([expect.objectContaining({ id })]);
  expect(await confirm('admin.audit', id)).toMatchObject(failure('FORBIDDEN', 403));
});

it('to who may not reject it, a decided proposal is as unknown as none', async () => {
  const { body } = await propose('admin.system', 'nyw.clerk', 'agency-signer');
  const { id } = body.grants[0];
  await confirm('admin.security', id);

  for (const grant of [id, crypto.randomUUID()])
    expect(
      await request('POST', `/role-grants/${grant}/reject`, { as: 'kaili.admin', body: { reason: '试试' } }),
    ).toMatchObject(failure('NOT_FOUND', 404));
});
