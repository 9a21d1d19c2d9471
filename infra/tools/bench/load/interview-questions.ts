import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError, type LoadClient } from './client.js';

const TRY_AGAIN_MS = 300;
const GIVE_UP_MS = 60_000;

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
