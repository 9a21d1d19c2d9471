import { setTimeout as sleep } from 'node:timers/promises';

export interface PersistenceOptions {
  /** Hears when the other side cannot be reached, and when it answers again: a sentence each, once an outage. */
  readonly say: (sentence: string) => void;
  /** How long it is tried again. @default two minutes */
  readonly patienceMs?: number;
  /** The first wait; each is twice the one before, up to five seconds. @default 250 */
  readonly firstWaitMs?: number;
}

const LONGEST_WAIT_MS = 5_000;

/** Tries again, with longer and longer waits, while a server that is being restarted cannot be reached. */
export class Persistence {
  private away = false;

  constructor(private readonly options: PersistenceOptions) {}

  /**
   * @param request asks once; called again when no connection was made
   * @param repeatable asking twice is no harm: called again also when the connection broke off
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
        await sleep(wait * (0.5 + Math.random() / 2)); // many letters at once do not all come back in one instant
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
