import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Live, type LiveEvent, type StreamListener } from '../../../apps/web/src/lib/live.js';

interface Stream {
  readonly follow: readonly string[];
  readonly listener: StreamListener;
}

/** Locks and channel of one browser, as far as its tabs use them. */
class Browser {
  streams: Stream[] = [];
  private readonly channels: { onmessage: ((event: MessageEvent) => void) | null }[] = [];
  private last: Promise<unknown> = Promise.resolve();
  private readonly tabs: Live[] = [];

  constructor(private readonly hasLocks = true) {}

  tab(): { live: Live; seen: LiveEvent[] } {
    const { channels, streams } = this;
    const channel = {
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage: (data: unknown) =>
        channels
          .filter((other) => other !== channel)
          .forEach((other) => other.onmessage?.({ data } as MessageEvent)),
      close: () => undefined,
    };
    channels.push(channel);
    const request = async (
      _name: string,
      { signal }: LockOptions,
      hold: () => Promise<void>,
    ): Promise<void> => {
      const before = this.last;
      let release!: () => void;
      this.last = new Promise<void>((resolve) => (release = resolve));
      await before;
      if (!signal?.aborted) await hold();
      release();
    };
    const live = new Live(
      {
        locks: this.hasLocks ? { request: request as unknown as LockManager['request'] } : undefined,
        channel,
        open: (follow, listener) => {
          const stream = { follow, listener };
          streams.push(stream);
          return () => {
            if (streams.includes(stream)) streams.splice(streams.indexOf(stream), 1);
          };
        },
      },
      'lock',
    );
    this.tabs.push(live);
    const seen: LiveEvent[] = [];
    live.listen((event) => seen.push(event));
    return { live, seen };
  }

  /** The stream that was opened last. */
  get stream(): Stream {
    return this.streams.at(-1)!;
  }

  stop(): void {
    this.tabs.forEach((tab) => tab.stop());
  }
}

const EVENT = { type: 'counts', data: {} };
const READY = { type: 'ready', data: {} };
let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});
afterEach(() => browser.stop());

describe('live events', () => {
  it('two tabs share one stream', async () => {
    browser.tab();
    browser.tab();
    await sleep(0);

    expect(browser.streams).toHaveLength(1);
  });

  it('every tab receives an event once', async () => {
    const tabs = [browser.tab(), browser.tab()];
    await sleep(0);
    browser.stream.listener.onEvent(EVENT);

    expect(tabs.map(({ seen }) => seen)).toEqual([[EVENT], [EVENT]]);
  });

  it('another tab takes the stream over when the leading one is closed', async () => {
    const [first, second] = [browser.tab(), browser.tab()];
    await sleep(0);
    first.live.stop();
    await sleep(0);
    browser.stream.listener.onEvent(EVENT);

    expect([browser.streams.length, second.seen]).toEqual([1, [EVENT]]);
  });

  it('without locks each tab has a stream of its own', async () => {
    browser = new Browser(false);
    browser.tab();
    browser.tab();
    await sleep(0);

    expect(browser.streams).toHaveLength(2);
  });

  it('every tab knows whether the stream is up', async () => {
    const [first, second] = [browser.tab(), browser.tab()];
    await sleep(0);
    browser.stream.listener.onState('up');
    const late = browser.tab();

    expect([first, second, late].map(({ live }) => live.state())).toEqual(['up', 'up', 'up']);
  });
});

describe('followed processes', () => {
  it('the stream follows what any tab has open', async () => {
    const [first, second] = [browser.tab(), browser.tab()];
    await sleep(0);
    first.live.follow('p1');
    second.live.follow('p2');

    expect([...browser.stream.follow].sort()).toEqual(['p1', 'p2']);
  });

  it('the old stream is read until the new one is ready', async () => {
    const { live, seen } = browser.tab();
    await sleep(0);
    const old = browser.stream;
    live.follow('p1');
    old.listener.onEvent(EVENT);
    browser.stream.listener.onEvent(READY);

    expect([browser.streams.includes(old), seen]).toEqual([
      false,
      [EVENT, { type: 'timeline', data: { process: 'p1' } }],
    ]);
  });

  it('a page that is left is followed no more', async () => {
    const { live } = browser.tab();
    await sleep(0);
    live.follow('p1')();

    expect(browser.stream.follow).toEqual([]);
  });

  it('a process that the server refuses is left out of the next stream', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      browser = new Browser(false);
      const { live } = browser.tab();
      live.follow('hidden');
      browser.stream.listener.onRefused();
      jest.advanceTimersByTime(2_000);

      expect([browser.stream.follow, live.state()]).toEqual([[], 'down']);
    } finally {
      jest.useRealTimers();
    }
  });
});
