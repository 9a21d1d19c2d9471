import type { EventStream } from './event-stream.js';
import type { StreamHealth } from './stream-health.js';

/** A reader of a hub, with its place in what it follows. */
export interface Follower {
  readonly stream: EventStream;
}

export interface EventHubOptions<F> {
  /** Kind of stream, for metrics and health: `timeline`. */
  readonly kind: string;
  readonly pollMs: number;
  /** How long polling continues without followers. @default 0 */
  readonly lingerMs?: number;
  /**
   * Reads what is new for all followers with one statement and delivers it. Later followers wait for the next poll: they
   * may need older events than this one reads.
   *
   * @param followers those whose streams are ready; none while the hub lingers
   * @returns true when there may be more: the next poll follows at once
   */
  readonly poll: (followers: readonly F[]) => Promise<boolean | void>;
  /** Called when polling stops because nobody follows. */
  readonly onIdle?: () => void;
}

/**
 * Polls the database for all of its followers, one statement a poll. A failed poll is repeated: it has advanced nobody, so
 * nothing is lost. Without followers there are no polls.
 */
export class EventHub<F extends Follower> {
  private readonly followers = new Set<F>();
  private timer: NodeJS.Timeout | null = null;
  private emptySince = Date.now();
  private closed = false;

  constructor(
    private readonly options: EventHubOptions<F>,
    private readonly health: StreamHealth,
  ) {}

  /** Those whose streams have not ended. */
  get all(): ReadonlySet<F> {
    return this.followers;
  }

  /** Polls for a follower until its stream ends. A closed hub ends the stream at once: readers reconnect elsewhere. */
  follow(follower: F): void {
    if (this.closed) return follower.stream.end();
    this.followers.add(follower);
    follower.stream.onClose(() => {
      this.followers.delete(follower);
      this.emptySince = Date.now();
    });
    this.start();
  }

  /** Starts polling unless it is running. Without followers it stops again after `lingerMs`. */
  start(): void {
    this.timer ??= setTimeout(() => void this.run(), 0);
  }

  /** Stops polling for good and ends all streams. */
  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    for (const { stream } of this.followers) stream.end();
    this.health.recovered(this.options.kind);
  }

  private async run(): Promise<void> {
    const { kind, pollMs, lingerMs = 0, poll, onIdle } = this.options;
    let more = false;
    try {
      more = (await poll([...this.followers].filter(({ stream }) => stream.isReady))) === true;
      this.health.recovered(kind);
    } catch (error) {
      if (!this.closed) this.health.failed(kind, error);
    }
    if (this.closed) return;
    if (this.followers.size > 0 || Date.now() - this.emptySince < lingerMs) {
      this.timer = setTimeout(() => void this.run(), more ? 0 : pollMs);
      return;
    }
    this.timer = null;
    this.health.recovered(kind);
    onIdle?.();
  }
}
