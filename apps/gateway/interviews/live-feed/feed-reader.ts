import type { ServerResponse } from 'node:http';
import { BEAT_FRAME, END_FRAME, RETRY_FRAME, type FeedFrames } from './feed-frames.js';

/**
 * One connection. It holds a number, not a queue: what is to be told stands in the frames that all readers share, and
 * nothing more is written while the connection takes nothing in. So a slow reader costs a few kilobytes, however far
 * behind it is.
 */
export class FeedReader {
  /** Since when it takes nothing in: epoch ms; null: it does. */
  private blockedSince: number | null = null;
  private closed = false;

  constructor(
    private readonly response: Pick<ServerResponse, 'write' | 'end' | 'once' | 'destroy'>,
    /** Number of the last frame that it has. */
    private after: number,
  ) {
    this.write(RETRY_FRAME);
  }

  /** Writes what it lacks, as far as the connection takes it; goes on by itself once it does again. */
  pump(frames: FeedFrames, ended: boolean): void {
    while (this.blockedSince === null && this.after < frames.last) {
      this.after += 1;
      const frame = frames.at(this.after);
      if (frame) this.write(frame, () => this.pump(frames, ended));
    }
    if (ended && this.blockedSince === null) this.close(END_FRAME);
  }

  beat(): void {
    if (this.blockedSince === null) this.write(BEAT_FRAME);
  }

  /** Lets a reader go that has taken nothing in for so long; it comes back with the number of its last event. */
  dropIfStuck(now: number, afterMs: number): void {
    if (this.blockedSince !== null && now - this.blockedSince >= afterMs) this.response.destroy();
  }

  /** @param last what it is told before */
  close(last?: Buffer): void {
    if (this.closed) return;
    this.closed = true;
    this.response.end(last);
  }

  private write(frame: Buffer, goOn?: () => void): void {
    if (this.closed || this.response.write(frame)) return;
    this.blockedSince = Date.now();
    this.response.once('drain', () => {
      this.blockedSince = null;
      goOn?.();
    });
  }
}
