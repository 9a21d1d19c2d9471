import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';

export interface Politeness {
  /** Concurrent requests to one host. */
  readonly concurrency: number;
  /** Requests to one host a second; 0: no limit. */
  readonly ratePerSecond: number;
}

interface Host {
  readonly queue: PQueue;
  /** When the next request may begin, by the monotonic clock, in ms. */
  nextAt: number;
  intervalMs: number;
}

/** Limits concurrency and rate of the requests to each host. */
export class HostGate {
  private readonly hosts = new Map<string, Host>();

  constructor(private readonly politeness: Politeness) {}

  /** Applies a site's Crawl-delay: it only slows down, and by at most a minute. */
  slowDown(host: string, seconds: number): void {
    if (this.politeness.ratePerSecond === 0 || !Number.isFinite(seconds)) return;
    const entry = this.host(host);
    entry.intervalMs = Math.max(entry.intervalMs, Math.min(seconds, 60) * 1000);
  }

  /**
   * Runs the work when it is this host's turn.
   *
   * @param signal aborts the wait; running work observes the signal itself
   */
  async pass<T>(host: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const entry = this.host(host);
    return entry.queue.add(
      async () => {
        await this.untilItsTime(entry, signal);
        return work();
      },
      { signal },
    );
  }

  /** The pause is part of the turn, so that a slow host gets no burst of requests afterwards. */
  private async untilItsTime(entry: Host, signal: AbortSignal | undefined): Promise<void> {
    if (entry.intervalMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, entry.nextAt);
    entry.nextAt = at + entry.intervalMs;
    if (at > now) await sleep(at - now, undefined, { signal });
  }

  private host(name: string): Host {
    let entry = this.hosts.get(name);
    if (!entry) {
      const { concurrency, ratePerSecond } = this.politeness;
      const queue = new PQueue({ concurrency });
      entry = { queue, nextAt: 0, intervalMs: ratePerSecond > 0 ? 1000 / ratePerSecond : 0 };
      this.hosts.set(name, entry);
    }
    return entry;
  }
}
