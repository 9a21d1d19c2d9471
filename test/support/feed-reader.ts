import { setTimeout as sleep } from 'node:timers/promises';

export interface FeedEvent {
  readonly id: number;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server says; the tests look into it
  readonly data: any;
}

/** Reads a live feed as an EventSource does: reconnects, and requests only later events. */
export class FeedFollower {
  readonly events: FeedEvent[] = [];
  /** Statuses of the answers, in order. */
  readonly statuses: number[] = [];
  connections = 0;
  private readonly controller = new AbortController();
  private readonly running: Promise<void>;

  /** @param urlOf address of the feed for the n-th connection, counted from 0 */
  constructor(
    private readonly urlOf: (connection: number) => string,
    private after = 0,
  ) {
    this.running = this.follow();
  }

  get numbers(): number[] {
    return this.events.map(({ id }) => id).filter((id) => id > 0);
  }

  /** Waits for `count` events. */
  async until(count: number, timeoutMs = 10_000): Promise<FeedEvent[]> {
    for (let waited = 0; this.numbers.length < count && waited < timeoutMs; waited += 20) await sleep(20);
    return this.events;
  }

  /** Waits until the server says that nothing follows. */
  async ended(timeoutMs = 10_000): Promise<void> {
    const late = sleep(timeoutMs, 'late', { ref: false });
    if ((await Promise.race([this.running, late])) === 'late') throw new Error('the feed goes on');
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.running;
  }

  private async follow(): Promise<void> {
    const { signal } = this.controller;
    while (!signal.aborted) {
      try {
        const response = await fetch(this.urlOf(this.connections), {
          headers: this.after > 0 ? { 'last-event-id': String(this.after) } : {},
          signal,
        });
        this.connections += 1;
        this.statuses.push(response.status);
        if (response.status !== 200) return;
        await this.read(response);
      } catch {
        // lost, or closed by the test
      }
      if (this.events.at(-1)?.type === 'end') return;
      await sleep(50);
    }
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  private take(frame: string): void {
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
    const data = field('data');
    if (data === undefined) return; // a comment, or the reconnection time
    const id = Number(field('id') ?? 0);
    if (id > 0) this.after = id;
    this.events.push({ id, type: field('event')!, data: JSON.parse(data) });
  }
}
