import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/**
 * Fetches a challenge of a gateway and solves it as a citizen's browser does: some 50 to 100 key derivations.
 *
 * @param gateway its address, without a path
 * @returns the field `captcha` of a public request: valid for 30 minutes and one use
 */
export async function solvedChallenge(gateway: string): Promise<string> {
  const response = await fetch(`${gateway}/api/v1/public/captcha`);
  if (!response.ok) throw new Error(`${gateway} gives no challenge: ${response.status}`);
  const challenge = (await response.json()) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}
