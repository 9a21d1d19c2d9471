/** What somebody has typed and not sent, kept on this device. Keys name the account, so that colleagues share no drafts. */
export interface Draft<Value = unknown> {
  readonly key: string;
  readonly value: Value;
  /** Epoch ms. */
  readonly savedAt: number;
}

/** Where drafts are kept. */
export interface DraftStore {
  readonly get: (key: string) => Promise<Draft | undefined>;
  readonly put: (draft: Draft) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
}

/** A pause in typing that saves, ms. */
const PAUSE_MS = 300;

/** Saves what is typed after each pause, and at once when the page goes away. */
export class Drafts {
  private readonly waiting = new Map<
    string,
    { readonly draft: Draft; readonly timer: ReturnType<typeof setTimeout> }
  >();

  constructor(
    private readonly store: DraftStore,
    private readonly onSaved: (draft: Draft) => unknown = () => undefined,
  ) {}

  /** @returns undefined when there is none, or when this browser stores nothing */
  async load<Value>(key: string): Promise<Draft<Value> | undefined> {
    const waiting = this.waiting.get(key);
    if (waiting) return waiting.draft as Draft<Value>;
    return (await this.store.get(key).catch(() => undefined)) as Draft<Value> | undefined;
  }

  /** Saves after a pause; later values replace earlier ones. @param now epoch ms */
  save(key: string, value: unknown, now: number): void {
    clearTimeout(this.waiting.get(key)?.timer);
    const draft = { key, value, savedAt: now };
    this.waiting.set(key, { draft, timer: setTimeout(() => void this.write(key), PAUSE_MS) });
  }

  /** Forgets a draft: it was sent, or thrown away. */
  async remove(key: string): Promise<void> {
    clearTimeout(this.waiting.get(key)?.timer);
    this.waiting.delete(key);
    await this.store.delete(key).catch(() => undefined);
  }

  /** Writes everything that waits: when the page is hidden or closed. */
  async flush(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((key) => this.write(key)));
  }

  private async write(key: string): Promise<void> {
    const waiting = this.waiting.get(key);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(key);
    try {
      await this.store.put(waiting.draft);
      this.onSaved(waiting.draft);
    } catch {
      // A full or forbidden storage: the page still holds what was typed.
    }
  }
}
