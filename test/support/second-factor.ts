import { Secret, TOTP } from 'otpauth';
import { OWN_PASSWORD } from './accounts.js';
import type { TestGateway } from './gateway.js';

const STEP_MS = 30_000;

/** What an authenticator application shows. @param later steps from now: the next one is accepted as well */
export const codeOf = (key: string, later = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + later * STEP_MS });

export interface Enrolled {
  readonly key: string;
  readonly token: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets up a second factor, with the code of this step. @param token of an account with OWN_PASSWORD */
export async function enrol({ request }: Pick<TestGateway, 'request'>, token: string): Promise<Enrolled> {
  const proposed = await request('POST', '/auth/second-factor', { token, body: { password: OWN_PASSWORD } });
  const { key } = proposed.body;
  const confirmed = await request('POST', '/auth/second-factor/confirm', {
    token,
    body: { code: codeOf(key) },
  });
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body));
  const { accessToken, recoveryCodes } = confirmed.body;
  return { key, token: accessToken, recoveryCodes };
}
