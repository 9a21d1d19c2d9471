/** Values that may be a little old. Readers at the same time share one computation. */
export class RecentCache<V> {
  private readonly values = new Map<string, { readonly at: number; readonly value: Promise<V> }>();

  /** @param options.kept maximum number of values */
  constructor(private readonly options: { readonly freshMs: number; readonly kept: number }) {}

  get(key: string, compute: () => Promise<V>): Promise<V> {
    const known = this.values.get(key);
    return known && performance.now() - known.at < this.options.freshMs
      ? known.value
      : this.renew(key, compute);
  }

  /** Computes the value anew, however fresh the known one is. */
  renew(key: string, compute: () => Promise<V>): Promise<V> {
    const value = compute();
    this.values.delete(key);
    this.values.set(key, { at: performance.now(), value });
    value.catch(() => this.values.delete(key)); // the caller gets the error
    const [oldest] = this.values.keys();
    if (this.values.size > this.options.kept && oldest !== undefined) this.values.delete(oldest);
    return value;
  }
}
