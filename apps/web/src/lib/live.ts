/** What the server sends over one stream. */
export interface LiveEvent {
  readonly type: string;
  readonly data: unknown;
}

/** What one stream needs of the browser. */
export interface LiveBrowser {
  readonly locks: Pick<LockManager, 'request'>;
  /** A channel to the other tabs; it does not deliver to itself. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    onmessage: ((event: MessageEvent) => void) | null;
  };
  /** Opens the stream. @returns the function that closes it */
  readonly open: (onEvent: (event: LiveEvent) => void) => () => void;
}

const LOCK = 'duban.live';

/**
 * One event stream a browser: the tab that holds the lock reads it and passes it on. When that tab is closed, the next one takes
 * over. A stream each would use up the six connections that HTTP/1.1 grants an origin.
 */
export class Live {
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private readonly stopping = new AbortController();

  constructor(private readonly browser: LiveBrowser) {
    browser.channel.onmessage = ({ data }) => this.emit(data as LiveEvent);
    void browser.locks
      .request(LOCK, { signal: this.stopping.signal }, () => this.lead())
      .catch(() => undefined); // stopped while waiting
  }

  /** @returns the function that stops it */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Closes the stream; another tab takes it over. */
  stop(): void {
    this.stopping.abort();
    this.browser.channel.onmessage = null;
    this.browser.channel.close();
    this.listeners.clear();
  }

  /** Holds the lock until it is stopped. */
  private lead(): Promise<void> {
    const close = this.browser.open((event) => {
      this.emit(event);
      this.browser.channel.postMessage(event);
    });
    return new Promise((resolve) => {
      const end = (): void => {
        close();
        resolve();
      };
      if (this.stopping.signal.aborted) end();
      else this.stopping.signal.addEventListener('abort', end);
    });
  }

  private emit(event: LiveEvent): void {
    this.listeners.forEach((listener) => listener(event));
  }
}

/** The stream of this address, with the named types of events. The browser reconnects by itself. */
export function liveOf(address: string, types: readonly string[]): Live {
  return new Live({
    locks: navigator.locks,
    channel: new BroadcastChannel(LOCK),
    open: (onEvent) => {
      const source = new EventSource(address);
      for (const type of types)
        source.addEventListener(type, ({ data }: MessageEvent<string>) =>
          onEvent({ type, data: JSON.parse(data) as unknown }),
        );
      return () => source.close();
    },
  });
}
