/** Values that may be a little old: however many ask for one, it is made once in a while. */
export class Recent<V> {
  private readonly values = new Map<string, { readonly at: number; readonly value: Promise<V> }>();

  /** @param options.kept how many are remembered at most */
  constructor(private readonly options: { readonly freshMs: number; readonly kept: number }) {}

  get(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.values.get(key);
    return known && performance.now() - known.at < this.options.freshMs ? known.value : this.renew(key, make);
  }

  /** Whatever was known. */
  renew(key: string, make: () => Promise<V>): Promise<V> {
    const value = make();
    this.values.delete(key);
    this.values.set(key, { at: performance.now(), value });
    value.catch(() => this.values.delete(key)); // whoever asked hears of it
    const [oldest] = this.values.keys();
    if (this.values.size > this.options.kept && oldest !== undefined) this.values.delete(oldest);
    return value;
  }
}
