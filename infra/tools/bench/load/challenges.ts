import { solveChallenge, type Challenge, type DeriveKeyFunction } from 'altcha-lib';
import { pbkdf2Sync } from 'node:crypto';
import type { LoadClient } from './client.js';

/** How many challenges are fetched at once. */
const FETCHED_AT_ONCE = 16;

/** Solutions of so many challenges, as a form sends them: citizens do this on their own machines. */
export async function solveChallenges(client: LoadClient, count: number): Promise<string[]> {
  const solutions: string[] = [];
  let asked = 0;
  const one = async (): Promise<void> => {
    while (asked < count) {
      asked += 1;
      const challenge = JSON.parse(await client.get('/api/v1/public/captcha')) as Challenge;
      const solution = await solveChallenge({ challenge, deriveKey });
      solutions.push(Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'));
    }
  };
  await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, one));
  return solutions;
}

/** At the low cost of a benchmark, handing a key to Node's threads takes a hundred times as long as deriving it here. */
const deriveKey: DeriveKeyFunction = ({ cost, keyLength = 32 }, salt, password) =>
  Promise.resolve({
    parameters: {},
    derivedKey: pbkdf2Sync(password, salt, cost, keyLength, 'sha256'),
  });
