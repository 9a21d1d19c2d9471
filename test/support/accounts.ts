import { captchaOf } from './captcha.js';
import type { Answer, TestGateway } from './gateway.js';

/** A password that the policy accepts. */
export const OWN_PASSWORD = 'Wasser-Fluss7';

export const admit = (
  { request }: Pick<TestGateway, 'request'>,
  { as, username, checkNumber }: { as: string; username: string; checkNumber: string },
): Promise<Answer> => request('POST', `/accounts/${username}/codes/admit`, { as, body: { checkNumber } });

/** Requests a one-time code, as the owner of the account does. */
export async function requestCode(
  gateway: Pick<TestGateway, 'request'>,
  username: string,
): Promise<{ code: string; checkNumber: string }> {
  const captcha = await captchaOf(gateway);
  const { status, body } = await gateway.request('POST', '/auth/codes', { body: { username, captcha } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

export const useCode = (
  { request }: Pick<TestGateway, 'request'>,
  body: { username: string; code: string; password?: string },
): Promise<Answer> => request('POST', '/auth/codes/use', { body: { password: OWN_PASSWORD, ...body } });

/** Creates an account whose owner has chosen OWN_PASSWORD, with roles that two persons granted. @returns its token */
export async function newStaff(
  gateway: Pick<TestGateway, 'request'>,
  account: { username: string; unit: string; roles?: readonly string[]; title?: string },
): Promise<string> {
  const { username, unit, roles = [], title = '陆某平' } = account;
  const body = { username, unit, title, roles };
  const created = await gateway.request('POST', '/accounts', { as: 'admin.system', body });
  if (created.status !== 201) throw new Error(JSON.stringify(created.body));
  const { code, checkNumber } = await requestCode(gateway, username);
  await admit(gateway, { as: 'admin.system', username, checkNumber });
  const signedIn = await useCode(gateway, { username, code });
  if (signedIn.status !== 200) throw new Error(JSON.stringify(signedIn.body));
  const ids = created.body.grants.map(({ id }: { id: string }) => id);
  if (ids.length > 0) {
    const confirmed = await gateway.request('POST', '/role-grants/confirm', {
      as: 'admin.security',
      body: { ids },
    });
    if (confirmed.status !== 204) throw new Error(JSON.stringify(confirmed.body));
  }
  return signedIn.body.accessToken;
}
