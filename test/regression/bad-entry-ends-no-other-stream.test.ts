import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { LiveFeed } from '../../apps/gateway/interviews/live-feed/live-feed.js';
import type { FeedNews, FeedRow } from '../../domain/interviews/feed.repository.js';
import { TimelineRepository, type Reading } from '../../domain/cases/timeline/timeline.repository.js';
import { EventStream } from '../../apps/gateway/platform/event-streams/event-stream.js';
import { StreamHealth } from '../../apps/gateway/platform/event-streams/stream-health.js';
import { openStream, type OpenStream } from '../support/event-stream.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { app, request, query, signIn, log } = gateway;
const streams: OpenStream[] = [];
const timeline = app.get(TimelineRepository);
const news = timeline.news.bind(timeline);
let url: string;
beforeAll(async () => {
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
beforeEach(async () => {
  timeline.news = news;
  await query(`UPDATE sla_monitor_state SET beat_at = now(), next_at = now() + interval '5 minutes'`); // or it is not ready
});
afterAll(() => streams.forEach((stream) => stream.close()));

async function follow(process: string): Promise<OpenStream> {
  const authorization = `Bearer ${await signIn('mailbox.clerk')}`;
  const stream = await openStream(`${url}/api/v1/processes/${process}/events`, { authorization });
  streams.push(stream);
  return stream;
}
const lastSeq = async (process: string): Promise<number> =>
  (await query<{ seq: number }>('SELECT timeline_seq AS seq FROM process WHERE id = $1', [process]))[0]!.seq;
/** Reading the news of this process fails, alone or with others, as PostgreSQL fails. */
function breakNewsOf(process: string): void {
  timeline.news = async (readings: readonly Reading[], limit: number) => {
    if (!readings.some((reading) => reading.process === process)) return news(readings, limit);
    throw Object.assign(new DatabaseError('invalid input syntax for type uuid', 1, 'error'), {
      code: '22P02',
    });
  };
}

describe('a process whose entries cannot be read', () => {
  it('a process with unreadable entries ends its own streams and is logged', async () => {
    const { process } = await sendLetter(gateway);
    breakNewsOf(process);

    const stream = await follow(process);

    expect(await stream.untilEnded()).toBe(true);
    expect(log.filter((line) => line.includes('cannot be read') && line.includes(process))).toHaveLength(1);
  });

  it('a process with unreadable entries does not end other streams', async () => {
    const [bad, good] = [await sendLetter(gateway), await sendLetter(gateway)];
    breakNewsOf(bad.process);
    await follow(bad.process);
    const stream = await follow(good.process);

    await complete(gateway, good.process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept' });

    const last = await lastSeq(good.process);
    expect(await stream.until(last)).toHaveLength(last);
    expect(stream.ended).toBe(false);
  });

  it('a process with unreadable entries does not make the gateway unready', async () => {
    const { process } = await sendLetter(gateway);
    breakNewsOf(process);
    const failed = jest.spyOn(gateway.app.get(StreamHealth), 'failed');

    const stream = await follow(process);

    expect(await stream.untilEnded()).toBe(true);
    expect(failed).not.toHaveBeenCalled();
    failed.mockRestore();
  });
});

describe('an entry that cannot be shown', () => {
  it('an entry that cannot be shown is skipped in the stream and logged', async () => {
    const { process } = await sendLetter(gateway);
    const last = await lastSeq(process);
    await query(
      `UPDATE timeline_entry SET type = 'clock.started', data = '{"dueAt":"never"}' WHERE process_id = $1 AND seq = 2`,
      [process],
    );

    const stream = await follow(process);

    const others = Array.from({ length: last }, (_, n) => n + 1).filter((seq) => seq !== 2);
    expect(await stream.until(last - 1)).toEqual(others);
    expect(log.some((line) => line.includes('cannot be shown') && line.includes(process))).toBe(true);
  });
});

describe('when no news can be read at all', () => {
  it('the gateway is unready while no news can be read', async () => {
    const { process } = await sendLetter(gateway);
    const stream = await follow(process);
    await stream.until(await lastSeq(process));
    timeline.news = async () => {
      throw new Error('the connection was lost');
    };
    await sleep(1000);
    expect((await request('GET', '/health/ready')).status).toBe(200);

    await sleep(5500);
    const { status, body } = await request('GET', '/health/ready');
    expect([status, body.code, body.params]).toEqual([503, 'NOT_READY', { parts: ['streams'] }]);

    timeline.news = news;
    await sleep(1100);
    expect((await request('GET', '/health/ready')).status).toBe(200);
    expect(stream.ended).toBe(false);
  }, 20_000);
});

describe('an interview with a missing number', () => {
  const frame = (number: number): FeedRow => ({
    ...{ number, retracts: null, gone: false, speaker: '主持人', role: 'host', text: '欢迎' },
    ...{ images: [], question: null, asked: null, publishedAt: new Date(0) },
  });

  it('an interview with a missing number ends its streams once and reopens', async () => {
    let rows: FeedRow[] = [frame(1)];
    const after = async (_interview: string, number: number): Promise<FeedNews> => ({
      ...{ rows: rows.filter((row) => row.number > number), more: false, ended: false },
    });
    const health = new StreamHealth();
    const feed = new LiveFeed({ after } as never, { countReaders: async () => undefined } as never, health);
    const response = new PassThrough();
    response.resume();
    const hub = await feed.hubOf('an-interview');
    hub.join(new EventStream(response as never, null), 0);

    const failed = jest.spyOn(health, 'failed');

    rows = [frame(1), frame(3)];
    await once(response, 'finish');

    expect(failed).not.toHaveBeenCalled();
    rows = [frame(1), frame(2), frame(3)];
    expect((await feed.hubOf('an-interview')).isOverFor(3)).toBe(false);
    await feed.beforeApplicationShutdown();
  });
});
