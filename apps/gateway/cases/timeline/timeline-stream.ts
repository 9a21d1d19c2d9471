import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  TimelineRepository,
  type EntryRow,
  type Reading,
} from '../../../../domain/cases/timeline/timeline.repository.js';
import { isRowError } from '../../../../infra/database/database-errors.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import { inTurns } from '../../platform/event-streams/bounded-concurrency.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';
import { exists, toEntryView, type TimelineReader } from './entry-view.js';

/** A reader that follows a process. */
export interface Subscription {
  readonly process: string;
  /** Number of the last entry that the reader has. */
  readonly after: number;
  readonly reader: TimelineReader;
  readonly stream: EventStream;
}

interface Follower extends Omit<Subscription, 'after'> {
  after: number;
}

const STREAM = 'timeline';
const POLL_MS = 500;
/** Maximum entries of one poll, over all processes. A full batch is followed by the next poll at once. */
const BATCH = 500;
/** Delay before readers of an unreadable process reconnect: a person has to fix its entries. */
const RECONNECT_MS = 60_000;

/**
 * Server-sent events of timelines. Entries are numbered without gaps in the order of their commits, so polling for
 * entries after a reader's last one neither loses nor repeats any. All readers share one query; without readers there is
 * none. A process whose entries cannot be read ends its own streams only.
 */
@Injectable()
export class TimelineStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('timeline stream');
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly timelines: TimelineRepository,
    private readonly health: StreamHealth,
  ) {}

  follow(subscription: Subscription): void {
    const follower = { ...subscription };
    this.followers.add(follower);
    follower.stream.onClose(() => this.followers.delete(follower));
    this.timer ??= setTimeout(() => void this.poll(), 0);
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private async poll(): Promise<void> {
    let more = false;
    try {
      more = await this.deliverNews();
      this.health.recovered(STREAM);
    } catch (error) {
      this.health.failed(STREAM, error); // the next poll reads the same entries
    }
    const continues = this.followers.size > 0 && !this.closed;
    this.timer = continues ? setTimeout(() => void this.poll(), more ? 0 : POLL_MS) : null;
    if (!continues) this.health.recovered(STREAM);
  }

  /** @returns whether there may be more */
  private async deliverNews(): Promise<boolean> {
    // A reader that joins while the query runs may need older entries than it reads; the next poll serves it.
    const followers = [...this.followers].filter(({ stream }) => !stream.isOver && !stream.isBlocked);
    const oldest = new Map<string, number>();
    for (const { process, after } of followers) {
      oldest.set(process, Math.min(after, oldest.get(process) ?? Infinity));
    }
    if (oldest.size === 0) return false;
    const news = await this.read([...oldest].map(([process, after]) => ({ process, after })));
    await inTurns(followers, async (follower) => {
      const entries = (news.get(follower.process) ?? []).filter(({ seq }) => seq > follower.after);
      if (entries.length > 0 && (await follower.stream.isAllowed())) this.send(follower, entries);
    });
    return [...news.values()].reduce((sum, { length }) => sum + length, 0) >= BATCH;
  }

  private async read(readings: readonly Reading[]): Promise<Map<string, EntryRow[]>> {
    try {
      return await this.timelines.news(readings, BATCH);
    } catch (error) {
      if (!isRowError(error)) throw error;
    }
    // One process fails the statement for all. Read each by itself, so that only its own readers are affected.
    const news = new Map<string, EntryRow[]>();
    for (const reading of readings) {
      try {
        for (const [process, rows] of await this.timelines.news([reading], BATCH)) news.set(process, rows);
      } catch (error) {
        if (!isRowError(error)) throw error;
        this.endStreams(reading.process, error);
      }
    }
    return news;
  }

  private endStreams(process: string, err: unknown): void {
    this.logger.error({ process, err }, 'the entries of this process cannot be read: ending its streams');
    for (const follower of this.followers)
      if (follower.process === process) follower.stream.end(RECONNECT_MS);
  }

  /** Sends as much as the connection accepts; the next poll reads the rest again. */
  private send(follower: Follower, entries: readonly EntryRow[]): void {
    const { stream, reader, process } = follower;
    for (const entry of entries) {
      if (stream.isOver || stream.isBlocked) return;
      follower.after = entry.seq;
      if (!exists(entry, reader)) continue;
      try {
        const view = toEntryView(entry, reader);
        stream.send(`id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(view)}\n\n`);
      } catch (err) {
        this.logger.error({ process, seq: entry.seq, err }, 'an entry cannot be shown: skipping it');
      }
    }
  }
}
