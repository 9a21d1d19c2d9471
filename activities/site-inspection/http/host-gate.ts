import { setTimeout as sleep } from 'node:timers/promises';

export interface Politeness {
  /** Requests to one host under way at once. */
  readonly concurrency: number;
  /** Requests begun at one host in a second; 0: as fast as it answers. */
  readonly ratePerSecond: number;
}

interface Host {
  underWay: number;
  /** When the next request may begin, by the monotonic clock, in ms. */
  nextAt: number;
  intervalMs: number;
  readonly waiting: (() => void)[];
}

/** Keeps requests to each host apart, in number and in time. */
export class HostGate {
  private readonly hosts = new Map<string, Host>();

  constructor(private readonly politeness: Politeness) {}

  /** A site's own wish (Crawl-delay). It slows down and never speeds up; nobody is kept waiting longer than a minute. */
  slowDown(host: string, seconds: number): void {
    if (this.politeness.ratePerSecond === 0 || !Number.isFinite(seconds)) return;
    const entry = this.host(host);
    entry.intervalMs = Math.max(entry.intervalMs, Math.min(seconds, 60) * 1000);
  }

  /** Waits for this host's turn. @returns to be called when the request has been answered */
  async enter(host: string, signal?: AbortSignal): Promise<() => void> {
    const entry = this.host(host);
    while (entry.underWay >= this.politeness.concurrency) {
      await new Promise<void>((resolve) => entry.waiting.push(resolve));
      signal?.throwIfAborted();
    }
    entry.underWay += 1;
    const leave = (): void => {
      entry.underWay -= 1;
      entry.waiting.shift()?.();
    };
    if (entry.intervalMs > 0) {
      const now = performance.now();
      const at = Math.max(now, entry.nextAt);
      entry.nextAt = at + entry.intervalMs;
      try {
        if (at > now) await sleep(at - now, undefined, { signal });
      } catch (error) {
        leave();
        throw error;
      }
    }
    return leave;
  }

  private host(name: string): Host {
    let entry = this.hosts.get(name);
    if (!entry) {
      const { ratePerSecond } = this.politeness;
      entry = {
        underWay: 0,
        nextAt: 0,
        intervalMs: ratePerSecond > 0 ? 1000 / ratePerSecond : 0,
        waiting: [],
      };
      this.hosts.set(name, entry);
    }
    return entry;
  }
}
