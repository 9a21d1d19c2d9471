import type { Word } from './feed.js';

/** What a screen reader is told: how many words are new, and the last of them. */
export interface Announcement {
  readonly count: number;
  readonly last: Word;
}

/** At most one announcement in this time, ms: time to hear it out. */
export const ANNOUNCE_MS = 10_000;

/** Gathers new words into announcements. */
export class Announcements {
  private waiting: readonly Word[] = [];
  private lastAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param now epoch ms */
  constructor(
    private readonly announce: (announcement: Announcement) => void,
    private readonly now: () => number = Date.now,
  ) {}

  add(words: readonly Word[]): void {
    if (words.length === 0) return;
    this.waiting = [...this.waiting, ...words];
    this.timer ??= setTimeout(() => this.say(), Math.max(0, this.lastAt + ANNOUNCE_MS - this.now()));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private say(): void {
    this.timer = undefined;
    const { waiting } = this;
    this.waiting = [];
    this.lastAt = this.now();
    this.announce({ count: waiting.length, last: waiting.at(-1)! });
  }
}
