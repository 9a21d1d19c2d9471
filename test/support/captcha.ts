import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

import type { TestGateway } from './gateway.js';

/** A solved challenge of this gateway: the field `captcha`. */
export async function captchaOf({ ask }: Pick<TestGateway, 'ask'>): Promise<string> {
  return solved((await ask('GET', '/public/captcha')).body);
}

/** What a browser's form widget makes of a challenge: the field `captcha` of what is sent. */
export async function solved(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}
