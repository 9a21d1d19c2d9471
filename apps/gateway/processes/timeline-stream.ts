import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { EntryRow } from './entry-text.js';
import { exists, Timeline, toEntryView, type TimelineReader } from './timeline.js';

/** Somebody who follows a process. */
export interface Subscription {
  readonly process: string;
  /** Number of the last entry that the reader has. */
  readonly after: number;
  readonly reader: TimelineReader;
  readonly response: ServerResponse;
  /** When the reader's token runs out: epoch ms. */
  readonly until: number;
  /** Asked again before something is told: what was visible may have become secret. Rejects when it is no longer. */
  readonly stillAllowed: () => Promise<unknown>;
}

interface Follower extends Omit<Subscription, 'after'> {
  after: number;
}

const POLL_MS = 500;
const HEARTBEAT_MS = 15_000;
/** Entries that one look brings, over all processes; more come with the next. */
const BATCH = 500;
/** A reader who does not read is let go when so much waits for him; he comes back with the number of his last entry. */
const BACKLOG_BYTES = 1_000_000;

/**
 * Server-sent events of timelines. Entries are numbered without gaps in the order of their commits, so a look at what
 * is newer than a reader's last entry neither loses nor repeats one. All readers share one query, and without readers
 * there is none.
 */
@Injectable()
export class TimelineStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('timeline stream');
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private lastBeat = 0;

  constructor(private readonly timeline: Timeline) {}

  follow(subscription: Subscription): void {
    const follower = { ...subscription };
    const { response } = follower;
    this.followers.add(follower);
    response.on('close', () => this.followers.delete(follower));
    response.write('retry: 1000\n\n');
    this.timer ??= setTimeout(() => void this.look(), 0);
  }

  /** Clients reconnect, to another gateway. */
  beforeApplicationShutdown(): void {
    for (const { response } of this.followers) response.end();
    if (this.timer) clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await this.tellNews();
      this.beat();
    } catch (err) {
      this.logger.error({ err }, 'could not look for news'); // the next look finds what this one missed
    }
    this.timer = this.followers.size > 0 ? setTimeout(() => void this.look(), POLL_MS) : null;
  }

  private async tellNews(): Promise<void> {
    const now = Date.now();
    for (const follower of this.followers) if (follower.until <= now) follower.response.end();
    // Whoever comes while the query runs may want older entries than it reads: he is told with the next look.
    const followers = [...this.followers];
    const oldest = new Map<string, number>();
    for (const { process, after } of followers) {
      oldest.set(process, Math.min(after, oldest.get(process) ?? Infinity));
    }
    if (oldest.size === 0) return;
    const readings = [...oldest].map(([process, after]) => ({ process, after }));
    const news = await this.timeline.news(readings, BATCH);
    await Promise.all(
      followers.map(async (follower) => {
        const entries = (news.get(follower.process) ?? []).filter(({ seq }) => seq > follower.after);
        if (entries.length > 0) await this.tell(follower, entries);
      }),
    );
  }

  private async tell(follower: Follower, entries: readonly EntryRow[]): Promise<void> {
    const { response } = follower;
    try {
      await follower.stillAllowed();
    } catch {
      response.end(); // the next request says why
      return;
    }
    for (const entry of entries.filter((one) => exists(one, follower.reader)))
      response.write(
        `id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(toEntryView(entry, follower.reader))}\n\n`,
      );
    follower.after = entries.at(-1)!.seq;
    if (response.writableLength > BACKLOG_BYTES) response.destroy();
  }

  /** Keeps proxies from closing a quiet connection. */
  private beat(): void {
    if (Date.now() - this.lastBeat < HEARTBEAT_MS) return;
    this.lastBeat = Date.now();
    for (const { response } of this.followers) response.write(': \n\n');
  }
}
