import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { isRowError } from '../../../../infra/database/database-errors.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import { inTurns } from '../../platform/event-streams/bounded-concurrency.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';
import type { EntryRow } from './entry-text.js';
import { exists, Timeline, toEntryView, type Reading, type TimelineReader } from './timeline.js';

/** Somebody who follows a process. */
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
/** Entries that one look brings, over all processes; more come with the next, which then follows at once. */
const BATCH = 500;
/** When a reader shall try again whose process cannot be read: it takes a person to mend that. */
const COME_BACK_MS = 60_000;

/**
 * Server-sent events of timelines. Entries are numbered without gaps in the order of their commits, so a look at what
 * is newer than a reader's last entry neither loses nor repeats one. All readers share one query, and without readers
 * there is none. A process whose entries cannot be read ends the streams on it, and no other.
 */
@Injectable()
export class TimelineStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('timeline stream');
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly timeline: Timeline,
    private readonly health: StreamHealth,
  ) {}

  follow(subscription: Subscription): void {
    const follower = { ...subscription };
    this.followers.add(follower);
    follower.stream.onClose(() => this.followers.delete(follower));
    this.timer ??= setTimeout(() => void this.look(), 0);
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    let more = false;
    try {
      more = await this.deliverNews();
      this.health.recovered(STREAM);
    } catch (error) {
      this.health.failed(STREAM, error); // the next look finds what this one missed
    }
    const goesOn = this.followers.size > 0 && !this.closed;
    this.timer = goesOn ? setTimeout(() => void this.look(), more ? 0 : POLL_MS) : null;
    if (!goesOn) this.health.recovered(STREAM);
  }

  /** @returns whether there may be more */
  private async deliverNews(): Promise<boolean> {
    // Whoever comes while the query runs may want older entries than it reads: he is told with the next look.
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
      return await this.timeline.news(readings, BATCH);
    } catch (error) {
      if (!isRowError(error)) throw error;
    }
    // One of them fails the statement for all: each by itself, so that it is only its own readers who suffer.
    const news = new Map<string, EntryRow[]>();
    for (const reading of readings) {
      try {
        for (const [process, rows] of await this.timeline.news([reading], BATCH)) news.set(process, rows);
      } catch (error) {
        if (!isRowError(error)) throw error;
        this.giveUp(reading.process, error);
      }
    }
    return news;
  }

  private giveUp(process: string, err: unknown): void {
    this.logger.error({ process, err }, 'the entries of this process cannot be read: its streams end');
    for (const follower of this.followers)
      if (follower.process === process) follower.stream.end(COME_BACK_MS);
  }

  /** As far as the connection takes it: the rest is read again. */
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
        this.logger.error(
          { process, seq: entry.seq, err },
          'an entry cannot be shown: it is left out of a stream',
        );
      }
    }
  }
}
