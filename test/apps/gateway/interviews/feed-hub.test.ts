import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FeedHub } from '../../../../apps/gateway/interviews/live-feed/feed-hub.js';
import type { FeedNews, FeedRow } from '../../../../apps/gateway/interviews/live-feed/feed-rows.js';

const times = { pollMs: 5, beatMs: 1000, stuckMs: 60, lingerMs: 40 };

/** An interview in memory. */
class Rows {
  readonly rows: FeedRow[] = [];
  ended = false;
  reads = 0;
  failing = false;

  say(text: string, retracts: number | null = null): void {
    this.rows.push({
      ...{ number: this.rows.length + 1, retracts, gone: false, speaker: '主持人', role: 'host', text },
      ...{ images: [], question: null, publishedAt: new Date(0) },
    });
  }
  async after(_interview: string, number: number): Promise<FeedNews> {
    this.reads += 1;
    if (this.failing) throw new Error('the database is away');
    return { rows: this.rows.filter((row) => row.number > number), more: false, ended: this.ended };
  }
}

/** A connection that takes in only so much before it wants to be waited for. */
class Connection extends EventEmitter {
  written = '';
  open = true;
  constructor(public room = Infinity) {
    super();
  }
  write(chunk: Buffer): boolean {
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
  takeIn(): void {
    this.room = Infinity;
    this.emit('drain');
  }
  get ids(): number[] {
    return [...this.written.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  }
  get response(): ServerResponse {
    return this as unknown as ServerResponse;
  }
}

let rows: Rows;
let errors: unknown[];
let idle: number;
let hubs: FeedHub[];
beforeEach(() => {
  rows = new Rows();
  errors = [];
  idle = 0;
  hubs = [];
});
afterEach(() => hubs.forEach((hub) => hub.close()));

async function opened(): Promise<FeedHub> {
  const options = { times, onError: (error: unknown) => errors.push(error), onIdle: () => (idle += 1) };
  const hub = new FeedHub('i', rows, options);
  hubs.push(hub);
  await hub.open();
  return hub;
}

it('tells each reader what it lacks, in order, and asks the database once for all of them', async () => {
  rows.say('一');
  const hub = await opened();
  const [early, late] = [new Connection(), new Connection()];
  hub.join(early.response, 0);
  rows.say('二');
  await sleep(20);
  hub.join(late.response, 1);
  const before = rows.reads;
  rows.say('三');
  await sleep(30);

  expect(early.ids).toEqual([1, 2, 3]);
  expect(late.ids).toEqual([2, 3]);
  expect(rows.reads - before).toBeLessThan(12); // one look every 5 ms, not one a reader
});

it('writes nothing more to a reader that takes nothing in, and goes on where it was', async () => {
  for (const text of ['一', '二', '三']) rows.say(text);
  const hub = await opened();
  const slow = new Connection(20);

  hub.join(slow.response, 0);
  const before = slow.ids;
  slow.takeIn();

  expect(before).toEqual([1]);
  expect(slow.ids).toEqual([1, 2, 3]);
});

it('drops a reader that has taken nothing in for too long, and nobody else', async () => {
  rows.say('一');
  const hub = await opened();
  const [stuck, other] = [new Connection(20), new Connection()];
  hub.join(stuck.response, 0);
  hub.join(other.response, 0);
  await sleep(100);

  expect([stuck.open, other.open]).toEqual([false, true]);
});

it('ends with the interview, once for each reader', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.response, 0);
  rows.say('再见');
  rows.ended = true;
  await sleep(30);

  expect(reader.ids).toEqual([1]);
  expect(reader.written).toMatch(/event: end\ndata: \{\}\n\n$/);
  expect(reader.open).toBe(false);
  expect([hub.isOverFor(0), hub.isOverFor(1)]).toEqual([false, true]);
});

it('forgets the words of what is taken back, and says so to those who have read it', async () => {
  rows.say('机密');
  const hub = await opened();
  const before = new Connection();
  hub.join(before.response, 0);
  rows.say('', 1);
  await sleep(20);
  const after = new Connection();
  hub.join(after.response, 0);

  expect(before.written).toContain('event: retraction\ndata: {"number":2,"retracts":1}');
  expect(after.written).not.toContain('机密');
  expect(after.ids).toEqual([2]);
});

it('goes on when the database was away', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.response, 0);
  rows.failing = true;
  rows.say('一');
  await sleep(20);
  const away = reader.ids;
  rows.failing = false;
  await sleep(20);

  expect(away).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
  expect(reader.ids).toEqual([1]);
});

it('never tells on when a number is missing', async () => {
  const hub = await opened();
  const reader = new Connection();
  hub.join(reader.response, 0);
  rows.say('一');
  rows.rows[0] = { ...rows.rows[0]!, number: 2 };
  await sleep(20);

  expect(reader.ids).toEqual([]);
  expect(errors[0]).toMatchObject({ message: expect.stringContaining('a number is missing') });
});

it('stops asking when nobody has read for a while, and begins again for whoever comes', async () => {
  const hub = await opened();
  await sleep(80);
  const quiet = rows.reads;
  await sleep(30);
  expect([idle, rows.reads]).toEqual([1, quiet]);

  const reader = new Connection();
  hub.join(reader.response, 0);
  rows.say('一');
  await sleep(20);

  expect(reader.ids).toEqual([1]);
});
