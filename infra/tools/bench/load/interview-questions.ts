import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError, type LoadClient } from './client.js';

const TRY_AGAIN_MS = 300;
const GIVE_UP_MS = 60_000;

/**
 * Submits a question, and repeats until it is accepted. A response that was lost with its gateway leaves open whether the
 * question was stored: then the challenge is refused as used, because the transaction that stores a question uses it up.
 */
export async function submitQuestion(
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
