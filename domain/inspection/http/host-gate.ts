import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';

export interface Politeness {
  /** Requests to one host under way at once. */
  readonly concurrency: number;
  /** Requests begun at one host in a second; 0: as fast as it answers. */
  readonly ratePerSecond: number;
}

interface Host {
  readonly queue: PQueue;
  /** When the next request may begin, by the monotonic clock, in ms. */
  nextAt: number;
  intervalMs: number;
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

  /**
   * Does the work when it is this host's turn.
   *
   * @param signal gives the turn up while it is waited for; work that has begun looks at the signal itself
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

  /** Inside its turn, so that a host that is slow to answer is not asked faster to make up for it. */
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
