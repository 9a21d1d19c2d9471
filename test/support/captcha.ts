import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

import type { TestGateway } from './gateway.js';

/** Requests a challenge of this gateway and solves it: the field `captcha`. */
export async function captchaOf({ request }: Pick<TestGateway, 'request'>): Promise<string> {
  return solved((await request('GET', '/public/captcha')).body);
}

/** Solves a challenge as a browser's form widget does. @returns the field `captcha` of a request */
export async function solved(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}
