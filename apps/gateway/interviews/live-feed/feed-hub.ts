import type { ServerResponse } from 'node:http';
import { FeedFrames } from './feed-frames.js';
import { FeedReader } from './feed-reader.js';
import type { FeedRows } from './feed-rows.js';

export interface HubTimes {
  /** How often it looks for news. */
  readonly pollMs: number;
  readonly beatMs: number;
  /** How long a reader may take nothing in. */
  readonly stuckMs: number;
  /** How long it stays when nobody reads any more: those who lost their connection come back at once. */
  readonly lingerMs: number;
}

/**
 * One interview in this gateway: the only one that asks the database about it, for all of its readers.
 */
export class FeedHub {
  private readonly frames = new FeedFrames();
  private readonly readers = new Set<FeedReader>();
  private ended = false;
  private closed = false;
  private timer: NodeJS.Timeout | null = null;
  private lastBeat = Date.now();
  private quietSince = Date.now();

  constructor(
    private readonly interview: string,
    private readonly rows: Pick<FeedRows, 'after'>,
    private readonly options: {
      readonly times: HubTimes;
      readonly onError: (error: unknown) => void;
      /** What is new could be read. */
      readonly onRead?: () => void;
      /** Nobody has read for a while. */
      readonly onIdle: () => void;
    },
  ) {}

  /** Reads everything so far. @returns false when the public may not read this interview */
  async open(): Promise<boolean> {
    if (!(await this.read())) return false;
    this.schedule();
    return true;
  }

  /** Nothing will follow for somebody who has this number. */
  isOverFor(after: number): boolean {
    return this.ended && after >= this.frames.last;
  }

  join(response: ServerResponse, after: number): void {
    response.on('error', () => undefined); // written to while it was being closed: `close` follows
    const reader = new FeedReader(response, after);
    if (this.closed) return reader.close();
    if (response.destroyed) return; // it went away while we looked whether it may read
    this.readers.add(reader);
    response.on('close', () => {
      this.readers.delete(reader);
      this.quietSince = Date.now();
    });
    reader.pump(this.frames, this.ended);
    if (this.timer === null) this.schedule(); // it was about to be forgotten
  }

  /** Readers reconnect, to another gateway. */
  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    for (const reader of this.readers) reader.close();
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.look(), this.options.times.pollMs);
  }

  private async look(): Promise<void> {
    const { times, onError, onRead, onIdle } = this.options;
    try {
      if (!this.ended) await this.read();
      for (const reader of this.readers) reader.pump(this.frames, this.ended);
      onRead?.();
    } catch (error) {
      onError(error); // the next look finds what this one missed
    }
    if (this.closed) return;
    const now = Date.now();
    for (const reader of this.readers) reader.dropIfStuck(now, times.stuckMs);
    if (now - this.lastBeat >= times.beatMs) {
      this.lastBeat = now;
      for (const reader of this.readers) reader.beat();
    }
    if (this.readers.size === 0 && now - this.quietSince >= times.lingerMs) {
      this.timer = null;
      return onIdle();
    }
    this.schedule();
  }

  private async read(): Promise<boolean> {
    for (;;) {
      const news = await this.rows.after(this.interview, this.frames.last);
      if (!news) return false;
      this.frames.append(news.rows);
      if (!news.more) {
        this.ended = news.ended;
        return true;
      }
    }
  }
}
