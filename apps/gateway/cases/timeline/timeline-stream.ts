import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  TimelineRepository,
  type EntryRow,
  type Reading,
} from '../../../../domain/cases/timeline/timeline.repository.js';
import { isRowError } from '../../../../infra/database/database-errors.js';
import { visitConcurrently } from '../../platform/event-streams/bounded-concurrency.js';
import { EventHub } from '../../platform/event-streams/event-hub.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
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

const POLL_MS = 500;
/** Entries of one poll, over all processes; when there may be more, the next poll follows at once. */
const BATCH = 500;
/** Reconnection delay for readers of a process that cannot be read: an operator has to repair it. */
const COME_BACK_MS = 60_000;

/**
 * Server-sent events of timelines. Entries are numbered without gaps in the order of their commits, so that reading after
 * a reader's last entry neither loses nor repeats one. A process whose entries cannot be read ends its own streams only.
 */
@Injectable()
export class TimelineStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('timeline stream');
  private readonly hub: EventHub<Follower>;

  constructor(
    private readonly timelines: TimelineRepository,
    health: StreamHealth,
  ) {
    this.hub = new EventHub(
      { kind: 'timeline', pollMs: POLL_MS, poll: (followers) => this.deliverNews(followers) },
      health,
    );
  }

  follow(subscription: Subscription): void {
    this.hub.follow({ ...subscription });
  }

  beforeApplicationShutdown(): void {
    this.hub.close();
  }

  /** @returns whether there may be more */
  private async deliverNews(followers: readonly Follower[]): Promise<boolean> {
    const oldest = new Map<string, number>();
    for (const { process, after } of followers) {
      oldest.set(process, Math.min(after, oldest.get(process) ?? Infinity));
    }
    if (oldest.size === 0) return false;
    const news = await this.read([...oldest].map(([process, after]) => ({ process, after })));
    const newFor = ({ process, after }: Follower): EntryRow[] =>
      (news.get(process) ?? []).filter(({ seq }) => seq > after);
    const behind = followers.filter((follower) => newFor(follower).length > 0);
    await visitConcurrently(behind, async (follower) => {
      if (await follower.stream.isAllowed()) this.send(follower, newFor(follower));
    });
    return [...news.values()].reduce((sum, { length }) => sum + length, 0) >= BATCH;
  }

  private async read(readings: readonly Reading[]): Promise<Map<string, EntryRow[]>> {
    try {
      return await this.timelines.news(readings, BATCH);
    } catch (error) {
      if (!isRowError(error)) throw error;
    }
    // One process fails the statement of all: read each by itself, so that only its own readers are affected.
    const news = new Map<string, EntryRow[]>();
    for (const reading of readings) {
      try {
        for (const [process, rows] of await this.timelines.news([reading], BATCH)) news.set(process, rows);
      } catch (error) {
        if (!isRowError(error)) throw error;
        this.giveUp(reading.process, error);
      }
    }
    return news;
  }

  private giveUp(process: string, err: unknown): void {
    this.logger.error({ process, err }, 'the entries of a process cannot be read: its streams end');
    for (const follower of this.hub.all) if (follower.process === process) follower.stream.end(COME_BACK_MS);
  }

  /** Stops when the connection blocks: the next poll reads the rest again. */
  private send(follower: Follower, entries: readonly EntryRow[]): void {
    const { stream, reader, process } = follower;
    for (const entry of entries) {
      if (!stream.isReady) return;
      follower.after = entry.seq;
      if (!exists(entry, reader)) continue;
      try {
        const view = toEntryView(entry, reader);
        stream.send(`id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(view)}\n\n`);
      } catch (err) {
        this.logger.error({ process, seq: entry.seq, err }, 'a stream skips an entry that cannot be shown');
      }
    }
  }
}
