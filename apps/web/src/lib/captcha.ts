import type { Challenge } from 'altcha-lib';
import { api } from '../api/client.js';

/** Challenges live for 30 minutes; a solution that is older than this is thrown away before the server does. */
const FRESH_MS = 25 * 60_000;

/** Solves one challenge of the server in a worker. @returns the field `captcha` of a request. @throws {Error} without a worker or in time */
export async function solveCaptcha(): Promise<string> {
  const { data } = await api.GET('/api/v1/public/captcha');
  const challenge = data as unknown as Challenge;
  const worker = new Worker(new URL('./captcha.worker.ts', import.meta.url), { type: 'module' });
  try {
    const solution = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data: solved }) => (solved ? resolve(solved) : reject(new Error('captcha')));
      worker.onerror = () => reject(new Error('captcha worker'));
      worker.postMessage(challenge);
    });
    return btoa(JSON.stringify({ challenge, solution }));
  } finally {
    worker.terminate();
  }
}

/** Solves ahead, so that nobody waits when a form is sent. Each solution is used once. */
export class CaptchaAhead {
  private started: { readonly at: number; readonly solution: Promise<string> } | undefined;

  /** Starts unless one is under way or solved. */
  start(): void {
    if (this.started && Date.now() - this.started.at < FRESH_MS) return;
    const solution = solveCaptcha();
    // Taken up by `take`; without network nobody waits for it yet.
    solution.catch(() => (this.started = undefined));
    this.started = { at: Date.now(), solution };
  }

  /** Starts, and resolves when it is solved. @throws {Error} as `solveCaptcha` */
  async ready(): Promise<void> {
    this.start();
    await this.started!.solution;
  }

  /** The solution, which is then used up. @throws {Error} as `solveCaptcha` */
  async take(): Promise<string> {
    this.start();
    const { solution } = this.started!;
    this.started = undefined;
    return solution;
  }
}
