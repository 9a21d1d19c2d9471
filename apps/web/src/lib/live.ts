/** What the server sends over one stream. */
export interface LiveEvent {
  readonly type: string;
  readonly data: unknown;
}

/** `down`: nothing arrives, so pages poll. */
export type LiveState = 'up' | 'down';

/** What a stream reports. */
export interface StreamListener {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** The server refused it: the browser will not try again. */
  readonly onRefused: () => void;
}

/** What one stream needs of the browser. */
export interface LiveBrowser {
  /** Undefined over plain HTTP: then each tab has a stream of its own. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /** A channel to the other tabs; it does not deliver to itself. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    onmessage: ((event: MessageEvent) => void) | null;
  };
  /** Opens the stream. @param follow ids of processes. @returns the function that closes it */
  readonly open: (follow: readonly string[], listener: StreamListener) => () => void;
}

/** What tabs say to each other. */
type Message =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'follow'; readonly tab: string; readonly ids: readonly string[] }
  /** From a new tab: the others repeat what they follow, and the leader its state. */
  | { readonly kind: 'hello' };

/** As many processes one stream can follow. */
const MAX_FOLLOWED = 20;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * One event stream a browser: the tab that holds the lock reads it and passes it on. When that tab is closed, the next one takes
 * over. A stream each would use up the six connections that HTTP/1.1 grants an origin.
 */
export class Live {
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private readonly stateListeners = new Set<() => void>();
  private readonly stopping = new AbortController();
  private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  /** What this tab follows, and how many of its parts do. */
  private readonly own = new Map<string, number>();
  /** By tab: what it follows. The latest to speak comes last. */
  private readonly followed = new Map<string, readonly string[]>();
  /** A process that the reader does not see makes the server refuse the whole stream. */
  private readonly refused = new Set<string>();
  private current: LiveState = 'down';
  private stream: { readonly ids: readonly string[]; readonly close: () => void } | undefined;
  private isLeading = false;
  private retry: { readonly timer: ReturnType<typeof setTimeout>; readonly after: number } | undefined;

  constructor(
    private readonly browser: LiveBrowser,
    lock: string,
  ) {
    browser.channel.onmessage = ({ data }) => this.receive(data as Message);
    browser.channel.postMessage({ kind: 'hello' } satisfies Message);
    if (!browser.locks) void this.lead();
    else
      void browser.locks
        .request(lock, { signal: this.stopping.signal }, () => this.lead())
        .catch(() => undefined); // stopped while waiting
  }

  /** @returns the function that stops it */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  readonly state = (): LiveState => this.current;

  readonly onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  /** Follows the timeline of a process. @returns the function that stops it */
  follow(id: string): () => void {
    this.refused.delete(id);
    this.own.set(id, (this.own.get(id) ?? 0) + 1);
    this.announce();
    return () => {
      const left = this.own.get(id)! - 1;
      if (left > 0) this.own.set(id, left);
      else this.own.delete(id);
      this.announce();
    };
  }

  /** Closes the stream; another tab takes it over. */
  stop(): void {
    this.send({ kind: 'follow', tab: this.tab, ids: [] });
    this.stopping.abort();
    this.browser.channel.onmessage = null;
    this.browser.channel.close();
    this.listeners.clear();
    this.stateListeners.clear();
  }

  private receive(message: Message): void {
    if (message.kind === 'event') this.emit(message.event);
    else if (message.kind === 'state') this.change(message.state);
    else if (message.kind === 'follow') this.note(message.tab, message.ids);
    else {
      this.announce();
      if (this.isLeading) this.send({ kind: 'state', state: this.current });
    }
  }

  private announce(): void {
    if (this.stopping.signal.aborted) return;
    const ids = [...this.own.keys()];
    this.note(this.tab, ids);
    this.send({ kind: 'follow', tab: this.tab, ids });
  }

  private note(tab: string, ids: readonly string[]): void {
    this.followed.delete(tab);
    if (ids.length > 0) this.followed.set(tab, ids);
    if (this.isLeading && !this.stopping.signal.aborted && this.stream) this.connect();
  }

  /** Holds the lock until it is stopped. */
  private lead(): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.stopping;
      const end = (): void => {
        clearTimeout(this.retry?.timer);
        this.stream?.close();
        resolve();
      };
      if (signal.aborted) return resolve();
      this.isLeading = true;
      this.connect();
      signal.addEventListener('abort', end);
    });
  }

  private wanted(): string[] {
    const ids = new Set([...this.followed.values()].flat());
    return [...ids].filter((id) => !this.refused.has(id)).slice(-MAX_FOLLOWED);
  }

  /** Opens a stream for what is followed now. The one before it is closed when the new one is ready, so that nothing is missed. */
  private connect(): void {
    const ids = this.wanted();
    const before = this.stream;
    if (before && sameSet(before.ids, ids)) return;
    let isReplacing = before !== undefined;
    const closeBefore = (): void => {
      isReplacing = false;
      before?.close();
    };
    const close = this.browser.open(ids, {
      onEvent: (event) => {
        this.retry = undefined;
        if (event.type !== 'ready' || !isReplacing) return this.publish(event);
        closeBefore();
        // What was written between reading a timeline and following it.
        for (const process of ids.filter((id) => !before!.ids.includes(id)))
          this.publish({ type: 'timeline', data: { process } });
      },
      onState: (state) => {
        if (!isReplacing) this.change(state, true);
      },
      onRefused: () => {
        closeBefore();
        ids.forEach((id) => this.refused.add(id));
        this.tryLater();
      },
    });
    this.stream = {
      ids,
      close: () => {
        closeBefore();
        close();
      },
    };
  }

  private tryLater(): void {
    this.change('down', true);
    this.stream = undefined;
    const after = Math.min(this.retry ? this.retry.after * 2 : FIRST_RETRY_MS, LAST_RETRY_MS);
    clearTimeout(this.retry?.timer);
    this.retry = { timer: setTimeout(() => this.connect(), after), after };
  }

  private publish(event: LiveEvent): void {
    this.emit(event);
    this.send({ kind: 'event', event });
  }

  private emit(event: LiveEvent): void {
    this.listeners.forEach((listener) => listener(event));
  }

  private change(state: LiveState, tellOthers = false): void {
    if (tellOthers) this.send({ kind: 'state', state });
    if (state === this.current) return;
    this.current = state;
    this.stateListeners.forEach((listener) => listener());
  }

  private send(message: Message): void {
    if (!this.stopping.signal.aborted) this.browser.channel.postMessage(message);
  }
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

const TYPES = ['ready', 'counts', 'task', 'timeline', 'notification', 'onAir'] as const;

/** The stream of an account. The browser reconnects by itself unless the server refuses. @param account its id */
export function liveOf(account: string): Live {
  const name = `duban.live.${account}`;
  return new Live(
    {
      // The type says that it is always there; over plain HTTP it is not.
      locks: navigator.locks as LockManager | undefined,
      channel: new BroadcastChannel(name),
      open: (follow, { onEvent, onState, onRefused }) => {
        const query = follow.length > 0 ? `?follow=${follow.join(',')}` : '';
        const source = new EventSource(`/api/v1/me/events${query}`);
        source.onopen = () => onState('up');
        source.onerror = () => (source.readyState === EventSource.CLOSED ? onRefused() : onState('down'));
        for (const type of TYPES)
          source.addEventListener(type, ({ data }: MessageEvent<string>) =>
            onEvent({ type, data: JSON.parse(data) as unknown }),
          );
        return () => source.close();
      },
    },
    name,
  );
}
