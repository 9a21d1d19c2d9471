import type { FeedRepository } from '../../../../domain/interviews/feed.repository.js';
import { isRowError } from '../../../../infra/database/database-errors.js';
import { EventHub } from '../../platform/event-streams/event-hub.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import type { StreamHealth } from '../../platform/event-streams/stream-health.js';
import { FeedFrames, FeedGap } from './feed-frames.js';
import { FeedReader } from './feed-reader.js';

export interface HubTimes {
  readonly pollMs: number;
  /** How long the hub stays without readers: those who lost their connection come back at once. */
  readonly lingerMs: number;
  /** Interval between counts of the readers. */
  readonly countMs: number;
}

export interface FeedHubOptions {
  readonly times: HubTimes;
  readonly health: StreamHealth;
  /** Called when the rows of the interview cannot be read; the hub is closed then. */
  readonly onBroken: (error: unknown) => void;
  /** Called when nobody has read for a while. */
  readonly onIdle: () => void;
  /** Receives the number of readers from time to time, while the interview is read. */
  readonly onCount: (readers: number) => void;
}

/** The live feed of one interview in this gateway: keeps its frames and writes them to all of its readers. */
export class FeedHub {
  private readonly frames = new FeedFrames();
  private readonly hub: EventHub<FeedReader>;
  private ended = false;
  private countedAt = 0;

  constructor(
    private readonly interview: string,
    private readonly feed: Pick<FeedRepository, 'after'>,
    private readonly options: FeedHubOptions,
  ) {
    const { times, onIdle, health } = options;
    this.hub = new EventHub(
      { kind: 'interview', ...times, onIdle, poll: (readers) => this.deliverNews(readers) },
      health,
    );
  }

  /** Reads everything so far and starts to poll. @returns false when the public may not read this interview */
  async open(): Promise<boolean> {
    if (!(await this.read())) return false;
    this.hub.start();
    return true;
  }

  /** Whether a reader that has this number has everything. */
  isOverFor(after: number): boolean {
    return this.ended && after >= this.frames.last;
  }

  /** @param after number of the last event that the reader has */
  join(stream: EventStream, after: number): void {
    const reader = new FeedReader(stream, after);
    stream.onDrain(() => reader.pump(this.frames, this.ended));
    this.hub.follow(reader);
    reader.pump(this.frames, this.ended);
  }

  /** Ends all streams. Readers reconnect to another gateway. */
  close(): void {
    this.hub.close();
  }

  private async deliverNews(readers: readonly FeedReader[]): Promise<void> {
    this.countReaders();
    const before = this.frames.last;
    try {
      if (!this.ended) await this.read();
    } catch (error) {
      if (!(error instanceof FeedGap) && !isRowError(error)) throw error;
      this.close();
      return this.options.onBroken(error);
    }
    if (this.frames.last === before && !this.ended) return; // ready readers have everything
    for (const reader of readers) reader.pump(this.frames, this.ended);
  }

  private countReaders(): void {
    const { times, onCount } = this.options;
    if (Date.now() - this.countedAt < times.countMs) return;
    this.countedAt = Date.now();
    onCount(this.hub.all.size);
  }

  private async read(): Promise<boolean> {
    for (;;) {
      const news = await this.feed.after(this.interview, this.frames.last);
      if (!news) return false;
      this.frames.append(news.rows);
      if (!news.more) {
        this.ended = news.ended;
        return true;
      }
    }
  }
}
