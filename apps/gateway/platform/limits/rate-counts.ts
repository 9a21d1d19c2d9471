const WINDOW_MS = 60_000;
/** A flood from ever new addresses takes no more memory than this; what has been counted longest ago is forgotten. */
const KEYS = 100_000;

/** How often each key was counted within a minute that begins with its first time. */
export class RateCounts {
  /** In the order in which their minutes end. */
  private readonly windows = new Map<string, { count: number; readonly endsAt: number }>();

  /** @param now milliseconds of a clock that never goes back */
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
      if (endsAt > now && this.windows.size < KEYS) return;
      this.windows.delete(key);
    }
  }
}
