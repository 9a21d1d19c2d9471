import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError, type LoadClient } from './client.js';

/** How many challenges are fetched and solved at once. */
const SOLVERS = 8;
const TRY_AGAIN_MS = 300;
const GIVE_UP_MS = 60_000;

/** Solutions for so many questions: citizens do this on their own machines. */
export async function solveChallenges(client: LoadClient, count: number): Promise<string[]> {
  const solutions: string[] = [];
  const one = async (): Promise<void> => {
    while (solutions.length < count) {
      const challenge = JSON.parse(await client.get('/api/v1/public/captcha')) as Challenge;
      const solution = await solveChallenge({ challenge, deriveKey });
      solutions.push(Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'));
    }
  };
  await Promise.all(Array.from({ length: SOLVERS }, one));
  return solutions;
}

/**
 * Asks a question, until it is answered that it was taken. An answer that was lost with its gateway leaves open whether
 * it was: then its challenge tells, which was used up in the transaction that stored it.
 */
export async function ask(
  client: LoadClient,
  interview: string,
  { text, captcha }: { text: string; captcha: string },
): Promise<void> {
  const until = Date.now() + GIVE_UP_MS;
  for (let lost = false; ; lost = true) {
    try {
      await client.post(`/api/v1/public/interviews/${interview}/questions`, { text, captcha });
      return;
    } catch (error) {
      if (error instanceof RefusedError) {
        if (lost && error.message.includes('has been used')) return;
        if (error.status < 500) throw error;
      }
      if (Date.now() > until) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
}
