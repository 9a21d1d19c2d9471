import { ProblemError } from '../../api/problem.js';
import { isEmpty, type FormValues } from '../../forms/model/values.js';
import { Drafts, type DraftStore } from '../../lib/drafts.js';

/** A form as far as it is filled in. */
export interface TaskDraft {
  readonly outcome: string | undefined;
  readonly values: FormValues;
}

/** A draft and when it was saved, epoch ms. */
export interface SavedDraft {
  readonly draft: TaskDraft;
  readonly savedAt: number;
}

export interface RemoteDraft extends SavedDraft {
  readonly etag: string;
}

/** The drafts of the account at the server. */
export interface RemoteDrafts {
  readonly get: (task: string) => Promise<RemoteDraft | undefined>;
  /** @param etag of the draft that it replaces; undefined: there is none yet. @throws {ProblemError} DRAFT_CHANGED and others */
  readonly put: (
    task: string,
    draft: TaskDraft,
    etag: string | undefined,
  ) => Promise<Omit<RemoteDraft, 'draft'>>;
  readonly delete: (task: string) => Promise<void>;
}

/** What this device keeps. */
export interface LocalDraft {
  readonly draft: TaskDraft;
  /** Of the version at the server that it goes on from. */
  readonly etag: string | undefined;
  /** It holds changes that the server has not got. */
  readonly isAhead: boolean;
}

export interface DraftState {
  readonly isLoaded: boolean;
  /** What the form begins with; another identity: the form begins anew. */
  readonly begin: TaskDraft | undefined;
  /** Of `begin`, when it was restored. */
  readonly restoredAt: number | undefined;
  readonly savedAt: number | undefined;
  /** Also at the server, not on this device only. */
  readonly isAtServer: boolean;
  /** A draft of another tab or device, saved meanwhile. */
  readonly other: RemoteDraft | undefined;
}

/** A pause in typing that saves at the server, ms. */
const PUSH_AFTER_MS = 2_000;
/** After a failure, ms. */
const AGAIN_AFTER_MS = 10_000;
/** How long the form waits for the draft at the server, ms. */
const LOAD_MS = 1_500;
const NOTHING: TaskDraft = { outcome: undefined, values: {} };
/** The device keeps what is typed; later it may be sent. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 429, 500, 502, 503, 504]);

/**
 * The draft of one task: on this device after each pause, at the server a little later. A draft that another tab or device
 * has saved meanwhile is offered; neither replaces the other silently.
 */
export class DraftSync {
  private state: DraftState = {
    isLoaded: false,
    begin: undefined,
    restoredAt: undefined,
    savedAt: undefined,
    isAtServer: false,
    other: undefined,
  };
  private readonly local: Drafts;
  private readonly listeners = new Set<() => void>();
  private latest: TaskDraft | undefined;
  private etag: string | undefined;
  private isAhead = false;
  private isPushing = false;
  /** It has been sent, or the server takes no draft of it. */
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly task: string,
    private readonly key: string,
    device: DraftStore,
    private readonly remote: RemoteDrafts,
    private readonly now: () => number = Date.now,
  ) {
    this.local = new Drafts(device, ({ savedAt }) => this.isAhead && this.set({ savedAt }));
  }

  readonly get = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads what this device and the server keep. @param isAtServer whether the server says that it has one */
  async load(isAtServer: boolean): Promise<void> {
    if (this.state.isLoaded) return;
    const kept = await this.local.load<LocalDraft>(this.key);
    const hasOne = isAtServer || kept?.value.etag !== undefined;
    const asked = hasOne ? this.remote.get(this.task).catch(() => undefined) : Promise.resolve(undefined);
    const server = await Promise.race([asked, pause(LOAD_MS)]);
    if (this.state.isLoaded) return;
    this.decide(kept && { ...kept.value, savedAt: kept.savedAt }, server ?? undefined);
    if (server === null) void asked.then((late) => this.compare(late));
  }

  /** The server has a draft now: perhaps not from here. */
  async heard(): Promise<void> {
    if (this.etag === undefined) await this.look();
  }

  /** Takes what was typed. */
  change(draft: TaskDraft): void {
    if (this.isOver) return;
    if (isEmpty(draft.values) && !this.latest && this.etag === undefined) return;
    this.latest = draft;
    this.isAhead = true;
    this.keep(this.now());
    this.set({ isAtServer: false });
    this.schedule(PUSH_AFTER_MS);
  }

  /** The draft of the other tab or device goes on; what was written here is given up. */
  takeOther(): void {
    const { other } = this.state;
    if (!other) return;
    this.latest = other.draft;
    this.etag = other.etag;
    this.isAhead = false;
    this.keep(other.savedAt);
    const { savedAt } = other;
    this.set({ begin: other.draft, restoredAt: savedAt, savedAt, isAtServer: true, other: undefined });
  }

  /** What was written here goes on and replaces the other one. */
  keepMine(): void {
    const { other } = this.state;
    if (!other) return;
    this.etag = other.etag;
    this.isAhead = true;
    this.set({ other: undefined });
    this.schedule(0);
  }

  /** The form begins empty again. */
  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.latest = undefined;
    this.etag = undefined;
    this.isAhead = false;
    const nothing = { begin: { ...NOTHING }, restoredAt: undefined, savedAt: undefined, isAtServer: false };
    this.set({ ...nothing, other: undefined });
    await Promise.all([this.local.remove(this.key), this.remote.delete(this.task).catch(() => undefined)]);
  }

  /** It was submitted: the server forgets its draft by itself. */
  async sent(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.local.remove(this.key);
  }

  /** Whether the server is known to have a draft. */
  get hasRemote(): boolean {
    return this.etag !== undefined;
  }

  /** Looks whether another tab or device has saved: when somebody comes back to this one. */
  async look(): Promise<void> {
    if (!this.state.isLoaded || this.isOver || this.isPushing) return;
    this.compare(await this.remote.get(this.task).catch(() => undefined));
  }

  /** Saves at once, when the form goes away. */
  leave(): void {
    void this.local.flush();
    if (this.isAhead) void this.push();
  }

  private decide(
    kept: (LocalDraft & { savedAt: number }) | undefined,
    server: RemoteDraft | undefined,
  ): void {
    this.etag = server?.etag;
    const isMine = kept !== undefined && (kept.isAhead || !server);
    const chosen = isMine ? kept : server;
    this.latest = chosen?.draft;
    this.isAhead = isMine && !(server && isSame(kept.draft, server.draft));
    // The server's has gone on from another version than this device's.
    const isApart = isMine && server !== undefined && kept.etag !== server.etag && this.isAhead;
    this.set({
      isLoaded: true,
      begin: chosen?.draft ?? NOTHING,
      restoredAt: chosen?.savedAt,
      savedAt: chosen?.savedAt,
      isAtServer: chosen !== undefined && !this.isAhead,
      other: isApart ? server : undefined,
    });
    if (this.isAhead && !isApart) this.schedule(0);
  }

  private compare(server: RemoteDraft | undefined): void {
    if (!server || this.isOver || server.etag === this.etag) return;
    if (this.latest && isSame(server.draft, this.latest)) {
      this.etag = server.etag;
      this.isAhead = false;
      this.set({ isAtServer: true, savedAt: server.savedAt });
    } else this.set({ other: server });
  }

  private async push(): Promise<void> {
    const { latest } = this;
    if (this.isPushing || this.isOver || !latest || this.state.other) return;
    this.isPushing = true;
    let again: number | undefined;
    try {
      const { etag, savedAt } = await this.remote.put(this.task, latest, this.etag);
      this.etag = etag;
      this.isAhead = this.latest !== latest;
      if (this.isAhead) again = PUSH_AFTER_MS;
      else {
        this.keep(savedAt);
        this.set({ isAtServer: true, savedAt });
      }
    } catch (error) {
      again = await this.failed(error);
    }
    this.isPushing = false;
    if (again !== undefined) this.schedule(again);
  }

  /** @returns when to try again, ms; undefined: not at all */
  private async failed(error: unknown): Promise<number | undefined> {
    if (!(error instanceof ProblemError)) return AGAIN_AFTER_MS;
    if (error.code === 'DRAFT_CHANGED') {
      const server = await this.remote.get(this.task).catch(() => undefined);
      // Without one, it has been deleted: what is here is the first again.
      if (!server) this.etag = undefined;
      this.compare(server);
      return this.state.other ? undefined : AGAIN_AFTER_MS;
    }
    return PASSING.has(error.problem.status) ? AGAIN_AFTER_MS : undefined;
  }

  private keep(savedAt: number): void {
    const { latest: draft, etag, isAhead } = this;
    if (!draft || this.isOver) return;
    this.local.save(this.key, { draft, etag, isAhead } satisfies LocalDraft, savedAt);
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.push(), afterMs);
  }

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

/** @returns null after the time */
const pause = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms));

const isSame = (a: TaskDraft, b: TaskDraft): boolean =>
  a.outcome === b.outcome && isSameValue(a.values, b.values);

/** Empty fields are left out on the way to the server and back. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (isEmpty(a as never) && isEmpty(b as never)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) =>
    isSameValue((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}
