import { setTimeout as sleep } from 'node:timers/promises';

export interface PersistenceOptions {
  /** Called once an outage when the server is unreachable, and when it answers again, with a sentence. */
  readonly say: (sentence: string) => void;
  /** How long to retry. @default two minutes */
  readonly patienceMs?: number;
  /** First delay in ms; doubled each time, up to five seconds. @default 250 */
  readonly firstWaitMs?: number;
}

const LONGEST_WAIT_MS = 5_000;

/** Retries with exponential backoff while a server is restarted. */
export class Persistence {
  private away = false;

  constructor(private readonly options: PersistenceOptions) {}

  /**
   * @param request called again when no connection was made
   * @param repeatable the request is idempotent: called again also when the connection was lost
   */
  async with<T>(request: () => Promise<T>, repeatable: boolean): Promise<T> {
    const { say, patienceMs = 120_000, firstWaitMs = 250 } = this.options;
    const until = performance.now() + patienceMs;
    for (let wait = firstWaitMs; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        const answer = await request();
        if (this.away) say('The gateway answers again.');
        this.away = false;
        return answer;
      } catch (error) {
        if (!isOutage(error, repeatable) || performance.now() + wait > until) throw error;
        if (!this.away) say(`The gateway cannot be reached: trying again for ${patienceMs / 1000} s.`);
        this.away = true;
        await sleep(wait * (0.5 + Math.random() / 2)); // jitter: concurrent requests do not all retry at once
      }
    }
  }
}

const REFUSED = 'ECONNREFUSED';
/** Of node's sockets and of its fetch. */
const BROKEN_OFF = [REFUSED, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

function isOutage(error: unknown, repeatable: boolean): boolean {
  const { code } = ((error as Error).cause ?? error) as { code?: string };
  return code !== undefined && (repeatable ? BROKEN_OFF.includes(code) : code === REFUSED);
}
