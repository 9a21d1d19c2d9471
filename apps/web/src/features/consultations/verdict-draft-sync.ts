import { Drafts, type DraftStore } from '../../lib/drafts.js';
import type { Verdict } from './feedback-groups.js';

/** A verdict that has been begun. */
export interface VerdictDraft {
  readonly verdict: Verdict | undefined;
  readonly reason: string;
}
export interface SavedVerdict extends VerdictDraft {
  /** Epoch ms. */
  readonly savedAt: number;
}
/** By what they answer. */
export type SavedVerdicts = Readonly<Record<string, SavedVerdict>>;

/** The drafts of the account at the server. */
export interface RemoteVerdicts {
  readonly get: () => Promise<SavedVerdicts>;
  readonly put: (drafts: Readonly<Record<string, VerdictDraft>>) => Promise<void>;
}

export interface VerdictDraftState {
  readonly drafts: SavedVerdicts;
  readonly savedAt: number | undefined;
  /** Also at the server, not on this device only. */
  readonly isAtServer: boolean;
}

/** A pause in typing that saves at the server, ms. */
const PUSH_AFTER_MS = 2_000;
/** After a failure, ms. */
const AGAIN_AFTER_MS = 10_000;

/**
 * Verdicts that have been begun: on this device after each pause, at the server a little later. What another device has saved
 * appears when the page opens; of two drafts on the same opinion the later one counts.
 */
export class VerdictDraftSync {
  private state: VerdictDraftState = { drafts: {}, savedAt: undefined, isAtServer: false };
  private readonly local: Drafts;
  private readonly listeners = new Set<() => void>();
  /** What the server has not got. */
  private readonly ahead = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly key: string,
    device: DraftStore,
    private readonly remote: RemoteVerdicts,
    private readonly now: () => number = Date.now,
  ) {
    this.local = new Drafts(device, ({ savedAt }) => this.ahead.size > 0 && this.set({ savedAt }));
  }

  readonly get = (): VerdictDraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async load(): Promise<void> {
    const [kept, server] = await Promise.all([
      this.local.load<SavedVerdicts>(this.key),
      this.remote.get().catch((): SavedVerdicts => ({})),
    ]);
    const here = { ...kept?.value, ...this.state.drafts };
    const drafts = { ...here };
    for (const [key, draft] of Object.entries(server))
      if (!(drafts[key] && drafts[key].savedAt > draft.savedAt)) drafts[key] = draft;
    for (const key of Object.keys(here)) if (drafts[key] !== server[key]) this.ahead.add(key);
    this.set({ drafts });
    if (this.ahead.size > 0) this.schedule(0);
  }

  change(key: string, draft: VerdictDraft): void {
    this.ahead.add(key);
    this.keep({ ...this.state.drafts, [key]: { ...draft, savedAt: this.now() } });
    this.set({ isAtServer: false });
    this.schedule(PUSH_AFTER_MS);
  }

  /** They were given: the server forgets their drafts by itself. */
  forget(keys: readonly string[]): void {
    for (const key of keys) this.ahead.delete(key);
    this.keep(Object.fromEntries(Object.entries(this.state.drafts).filter(([key]) => !keys.includes(key))));
  }

  /** Saves at once, when the page goes away. */
  leave(): void {
    void this.local.flush();
    if (this.ahead.size > 0) void this.push();
  }

  private async push(): Promise<void> {
    clearTimeout(this.timer);
    const sent = Object.fromEntries(
      [...this.ahead].flatMap((key) => {
        const draft = this.state.drafts[key];
        return draft ? [[key, draft]] : [];
      }),
    );
    if (Object.keys(sent).length === 0) return;
    try {
      await this.remote.put(sent);
    } catch {
      // The device keeps what is typed.
      this.schedule(AGAIN_AFTER_MS);
      return;
    }
    for (const [key, draft] of Object.entries(sent))
      if (this.state.drafts[key] === draft) this.ahead.delete(key);
    if (this.ahead.size === 0) this.set({ isAtServer: true, savedAt: this.now() });
  }

  private keep(drafts: SavedVerdicts): void {
    this.set({ drafts });
    this.local.save(this.key, drafts, this.now());
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.push(), afterMs);
  }

  private set(change: Partial<VerdictDraftState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}
