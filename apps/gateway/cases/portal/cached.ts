interface Kept<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/** Values that are read again after a while only. Requests that come together share one reading; a failed one is not kept. */
export class Cached<T> {
  private readonly kept = new Map<string, Kept<T>>();

  /** @param size values at most; the oldest is dropped */
  constructor(
    private readonly keptMs: number,
    private readonly size: number,
  ) {}

  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const found = this.kept.get(key);
    if (found && now < found.until) return found.value;
    const kept = { until: now + this.keptMs, value: read() };
    this.kept.delete(key);
    this.kept.set(key, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.size && oldest !== undefined) this.kept.delete(oldest);
    kept.value.catch(() => {
      if (this.kept.get(key) === kept) this.kept.delete(key);
    });
    return kept.value;
  }
}
