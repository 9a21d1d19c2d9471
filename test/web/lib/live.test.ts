import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Live, type LiveEvent } from '../../../apps/web/src/lib/live.js';

/** Locks and channel of one browser, as far as its tabs use them. */
class Browser {
  streams: ((event: LiveEvent) => void)[] = [];
  private readonly channels: { onmessage: ((event: MessageEvent) => void) | null }[] = [];
  private last: Promise<unknown> = Promise.resolve();
  private readonly tabs: Live[] = [];

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
    const live = new Live({
      locks: { request: request as unknown as LockManager['request'] },
      channel,
      open: (onEvent) => {
        streams.push(onEvent);
        return () => void streams.splice(streams.indexOf(onEvent), 1);
      },
    });
    this.tabs.push(live);
    const seen: LiveEvent[] = [];
    live.listen((event) => seen.push(event));
    return { live, seen };
  }

  stop(): void {
    this.tabs.forEach((tab) => tab.stop());
  }
}

const EVENT = { type: 'counts', data: { overdue: 2 } };
let browser: Browser;
afterEach(() => browser.stop());

describe('live events', () => {
  it('two tabs share one stream', async () => {
    browser = new Browser();
    browser.tab();
    browser.tab();
    await sleep(0);

    expect(browser.streams).toHaveLength(1);
  });

  it('every tab receives an event once', async () => {
    browser = new Browser();
    const tabs = [browser.tab(), browser.tab()];
    await sleep(0);
    browser.streams[0]!(EVENT);

    expect(tabs.map(({ seen }) => seen)).toEqual([[EVENT], [EVENT]]);
  });

  it('another tab takes the stream over when the leading one is closed', async () => {
    browser = new Browser();
    const [first, second] = [browser.tab(), browser.tab()];
    await sleep(0);
    first.live.stop();
    await sleep(0);
    browser.streams[0]!(EVENT);

    expect([browser.streams.length, second.seen]).toEqual([1, [EVENT]]);
  });
});
