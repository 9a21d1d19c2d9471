import { jest } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FeedHub } from '../../../../apps/gateway/interviews/live-feed/feed-hub.js';
import type { FeedNews, FeedRow } from '../../../../domain/interviews/feed.repository.js';
import { EventStream } from '../../../../apps/gateway/platform/event-streams/event-stream.js';
import { StreamHealth } from '../../../../apps/gateway/platform/event-streams/stream-health.js';

const times = { pollMs: 5, lingerMs: 40, countMs: 1_000 };

/** An interview in memory. */
class Rows {
  readonly rows: FeedRow[] = [];
  ended = false;
  reads = 0;
  failing = false;

  say(text: string, retracts: number | null = null): void {
    this.rows.push({
      ...{ number: this.rows.length + 1, retracts, gone: false, speaker: '主持人', role: 'host', text },
      ...{ images: [], question: null, asked: null, publishedAt: new Date(0) },
    });
  }
  async after(_interview: string, number: number): Promise<FeedNews> {
    this.reads += 1;
    if (this.failing) throw new Error('the database is away');
    return { rows: this.rows.filter((row) => row.number > number), more: false, ended: this.ended };
  }
}

/** A connection that blocks after so many bytes. */
class Connection extends EventEmitter {
  written = '';
  open = true;
  constructor(public room = Infinity) {
    super();
  }
  write(chunk: Buffer | string): boolean {
    this.written += chunk.toString();
    this.room -= chunk.length;
    return this.room > 0;
  }
  end(chunk?: Buffer): void {
    if (!this.open) throw new Error('ended twice');
    if (chunk) this.written += chunk.toString();
    this.destroy();
  }
  destroy(): void {
    this.open = false;
    this.emit('close');
  }
  drain(): void {
    this.room = Infinity;
    this.emit('drain');
  }
  get ids(): number[] {
    return [...this.written.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  }
  get destroyed(): boolean {
    return !this.open;
  }
  get stream(): EventStream {
    return new EventStream(this as unknown as ServerResponse, null);
  }
}

let rows: Rows;
let health: StreamHealth;
let broken: unknown[];
let idle: number;
let counts: number[];
let hubs: FeedHub[];
beforeEach(() => {
  rows = new Rows();
  health = new StreamHealth();
  broken = [];
  idle = 0;
  counts = [];
  hubs = [];
});
afterEach(() => hubs.forEach((hub) => hub.close()));

async function opened(): Promise<FeedHub> {
  const onBroken = (error: unknown): void => void broken.push(error);
  const hub = new FeedHub('i', rows, {
    ...{ times, health, onBroken },
    onIdle: () => (idle += 1),
    onCount: (readers) => counts.push(readers),
  });
  hubs.push(hub);
  await hub.open();
  return hub;
}

it('each reader of an interview receives the events that it lacks in order', async () => {
  rows.say('一');
  const hub = await opened();
  const [early, late] = [new Connection(), new Connection()];
  hub.join(early.stream, 0);
  rows.say('二');
  await sleep(20);
  hub.join(late.stream, 1);
  rows.say('三');
  await sleep(30);

  expect(early.ids).toEqual([1, 2, 3]);
  expect(late.ids).toEqual([2, 3]);
});

it('readers of an interview share its polls', async () => {
  const hub = await opened();
  for (const reader of [new Connection(), new Connection()]) hub.join(reader.stream, 0);
  const before = rows.reads;
  await sleep(30);

  expect(rows.reads - before).toBeLessThan(12); // one poll every 5 ms, not one a reader
});

it('a blocked reader of an interview receives the next event after it drains', async () => {
  for (const text of ['一', '二', '三']) rows.say(text);
  const hub = await opened();
  const slow = new Connection(20);

  hub.join(slow.stream, 0);
  const before = slow.ids;
  slow.drain();

  expect(before).toEqual([1]);
  expect(slow.ids).toEqual([1, 2, 3]);
});

it('the stream of an interview ends with it', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.stream, 0);
  rows.say('再见');
  rows.ended = true;
  await sleep(30);

  expect(reader.ids).toEqual([1]);
  expect(reader.written).toMatch(/event: end\ndata: \{\}\n\n$/);
  expect(reader.open).toBe(false);
});

it('an ended interview is over for a reader who has its last event', async () => {
  const hub = await opened();
  rows.say('再见');
  rows.ended = true;
  await sleep(20);

  expect([hub.isOverFor(0), hub.isOverFor(1)]).toEqual([false, true]);
});

it('a retraction reaches earlier readers of an interview', async () => {
  rows.say('机密');
  const hub = await opened();
  const before = new Connection();
  hub.join(before.stream, 0);
  rows.say('', 1);
  await sleep(20);

  expect(before.written).toContain('event: retraction\ndata: {"number":2,"retracts":1}');
});

it('a later reader of an interview does not receive retracted words', async () => {
  rows.say('机密');
  const hub = await opened();
  rows.say('', 1);
  await sleep(20);
  const after = new Connection();
  hub.join(after.stream, 0);

  expect(after.written).not.toContain('机密');
  expect(after.ids).toEqual([2]);
});

it('the stream of an interview continues after a failed poll', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.stream, 0);
  const failed = jest.spyOn(health, 'failed').mockReturnValue();
  rows.failing = true;
  rows.say('一');
  await sleep(20);
  const before = reader.ids;
  rows.failing = false;
  await sleep(20);

  expect(before).toEqual([]);
  expect(failed).toHaveBeenCalled();
  expect(reader.ids).toEqual([1]);
});

it('a missing number ends the streams of its interview', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.stream, 0);
  rows.say('一');
  rows.rows[0] = { ...rows.rows[0]!, number: 2 };
  await sleep(20);

  expect([reader.ids, reader.open]).toEqual([[], false]);
  expect(broken).toEqual([
    expect.objectContaining({ message: expect.stringContaining('a number is missing') }),
  ]);
});

it('an interview without readers is no longer polled', async () => {
  await opened();
  await sleep(80);
  const quiet = rows.reads;
  await sleep(30);

  expect([idle, rows.reads]).toEqual([1, quiet]);
});

it('an idle interview is polled again for the next reader', async () => {
  const hub = await opened();
  await sleep(80);
  const reader = new Connection();
  hub.join(reader.stream, 0);
  rows.say('一');
  await sleep(20);

  expect(reader.ids).toEqual([1]);
});

it('a hub counts its readers while it is read', async () => {
  const hub = await opened();
  hub.join(new Connection().stream, 0);

  await sleep(30);

  expect(counts).toEqual([1]);
});
