import type { Follower } from '../../platform/event-streams/event-hub.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import { END_FRAME, type FeedFrames } from './feed-frames.js';

/**
 * A reader of a live feed. It holds a number, not a queue: all readers share the frames, and nothing is written while the
 * connection is blocked. So a slow reader costs a few kilobytes, however far behind it is.
 */
export class FeedReader implements Follower {
  /** @param after number of the last frame that the reader has */
  constructor(
    readonly stream: EventStream,
    private after: number,
  ) {}

  /** Writes the frames that the reader lacks until the connection blocks. Call it again when it drains. */
  pump(frames: FeedFrames, ended: boolean): void {
    while (this.stream.isReady && this.after < frames.last) {
      this.after += 1;
      const frame = frames.at(this.after);
      if (frame) this.stream.send(frame);
    }
    if (!ended || !this.stream.isReady) return;
    this.stream.send(END_FRAME);
    this.stream.end();
  }
}
