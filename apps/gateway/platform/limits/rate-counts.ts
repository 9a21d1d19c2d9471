const WINDOW_MS = 60_000;
/** Bounds the memory of a flood from many addresses; the oldest windows are dropped first. */
const MAX_KEYS = 100_000;

/** Counts each key within a minute that begins with its first occurrence. */
export class RateCounts {
  /** In the order in which they end. */
  private readonly windows = new Map<string, { count: number; readonly endsAt: number }>();

  /** @param now ms of a monotonic clock */
  add(key: string, now: number): { count: number; endsInMs: number } {
    this.dropEnded(now);
    let window = this.windows.get(key);
    if (window === undefined) {
      window = { count: 0, endsAt: now + WINDOW_MS };
      this.windows.set(key, window);
    }
    window.count += 1;
    return { count: window.count, endsInMs: window.endsAt - now };
  }

  private dropEnded(now: number): void {
    for (const [key, { endsAt }] of this.windows) {
      if (endsAt > now && this.windows.size < MAX_KEYS) return;
      this.windows.delete(key);
    }
  }
}
