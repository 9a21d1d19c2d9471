import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { loadConfig } from '../../../../infra/config/config.js';
import { solved } from '../../../support/captcha.js';
import { FeedFollower } from '../../../support/feed-reader.js';
import { startTestGateway } from '../../../support/gateway.js';
import { simulatedTemporal } from '../../../support/simulated-temporal.js';

const gateway = await startTestGateway({ DUBAN_VIDEO_HOSTS: 'video.example.gov.cn' });
const { request, query } = gateway;
const { createGateway } = await import('../../../../apps/gateway/create-gateway.js');

const SCRIPT = `</script><script>alert('1')</script> & "引号"\n第二行`;
type Gateway = Awaited<ReturnType<typeof createGateway>>;
const opened: Gateway[] = [];
const followers: FeedFollower[] = [];

/** A further gateway on the same database. */
async function anotherGateway(): Promise<{ app: Gateway; url: string }> {
  const config = loadConfig({ DATABASE_URL: gateway.databaseUrl, DUBAN_DATA: gateway.folder });
  const app = await createGateway({ config, log: pino({ level: 'silent' }), temporal: simulatedTemporal() });
  await app.listen(0, '127.0.0.1');
  opened.push(app);
  return { app, url: await app.getUrl() };
}

let url: string;
let interview: string;
beforeAll(async () => {
  await gateway.app.listen(0, '127.0.0.1');
  url = await gateway.app.getUrl();
});
afterAll(async () => {
  await Promise.all(followers.map((follower) => follower.close()));
  await Promise.all(opened.map((app) => app.close()));
});
beforeEach(async () => {
  const body = { topic: '公积金', form: 'text', liveAt: new Date(Date.now() + 5 * 86_400_000).toISOString() };
  interview = (await request('POST', '/interviews', { as: 'zjj.clerk', body })).body.id;
  // What the worker does in its steps.
  await query(
    `UPDATE interview SET plan = 'x', background = 'x', guests = '[{}]', outline = '["x"]', preview_at = now(),
       earliest_live_at = now(), live_started_at = now() WHERE id = $1`,
    [interview],
  );
  const members = [
    { account: 'info.editor', role: 'host' },
    { account: 'info.editor', role: 'recorder' },
    { account: 'info.reviewer', role: 'reviewer' },
    { account: 'supervisor', role: 'reviewer' },
  ];
  await request('PUT', `/interviews/${interview}/crew`, { as: 'info.editor', body: { members } });
});

const end = () => query('UPDATE interview SET live_ended_at = now() WHERE id = $1', [interview]);
const feed = (at: string = url): string => `${at}/api/v1/public/interviews/${interview}/feed`;
const follow = (urlOf: (connection: number) => string = () => feed(), after = 0): FeedFollower => {
  const follower = new FeedFollower(urlOf, after);
  followers.push(follower);
  return follower;
};
const act = (utterance: string, as: string, body: object) =>
  request('POST', `/interviews/${interview}/utterances/${utterance}/acts`, { as, body });
async function drafted(text: string): Promise<string> {
  const body = { role: 'host', speaker: '主持人', text };
  const said = await request('POST', `/interviews/${interview}/utterances`, { as: 'info.editor', body });
  await act(said.body.id, 'info.reviewer', { act: 'review' });
  return said.body.id;
}
async function say(text: string): Promise<string> {
  const id = await drafted(text);
  await act(id, 'info.editor', { act: 'publish' });
  return id;
}
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('a live feed', () => {
  it('the live feed streams utterances in order and resumes after Last-Event-ID', async () => {
    await say('一');
    const [whole, later] = [follow(), follow(() => feed(), 1)];
    await say('二');
    await say('三');
    await whole.until(3);
    await later.until(2);

    expect(whole.events.map(({ data }) => data.text)).toEqual(['一', '二', '三']);
    expect(later.numbers).toEqual([2, 3]);
  });

  it('the live feed never skips an utterance that commits late', async () => {
    const reader = follow();
    const [slow, quick] = [await drafted('一'), await drafted('二')];
    const { POOL } = await import('../../../../apps/gateway/platform/tokens.js');
    const db = await gateway.app.get(POOL, { strict: false }).connect();
    await db.query('BEGIN');
    await db.query('UPDATE interview_feed SET last = last + 1 WHERE interview_id = $1', [interview]);
    await db.query(
      `UPDATE interview_utterance SET state = 'published', number = 1, published_at = now() WHERE id = $1`,
      [slow],
    );
    const publishing = act(quick, 'info.editor', { act: 'publish' });
    await sleep(600);
    const meanwhile = [...reader.numbers];
    await db.query('COMMIT');
    db.release();
    await publishing;
    await reader.until(2);

    expect(meanwhile).toEqual([]);
    expect(reader.events.map(({ id, data }) => [id, data.text])).toEqual([
      [1, '一'],
      [2, '二'],
    ]);
  });

  it('a reader resumes at another gateway without loss or repetition', async () => {
    const [first, second] = [await anotherGateway(), await anotherGateway()];
    const reader = follow((connection) => feed(connection === 0 ? first.url : second.url));
    for (const text of ['一', '二']) await say(text);
    await reader.until(2);

    await first.app.close();
    for (const text of ['三', '四']) await say(text);
    await reader.until(4);

    expect(reader.numbers).toEqual(upTo(4));
    expect(reader.connections).toBe(2);
  });

  it('every gateway streams what any of them published', async () => {
    const other = await anotherGateway();
    const readers = [follow(), follow(() => feed(other.url))];
    for (const text of ['一', '二', '三']) await say(text);
    await Promise.all(readers.map((reader) => reader.until(3)));

    expect(readers.map(({ numbers }) => numbers)).toEqual([upTo(3), upTo(3)]);
  });

  it('the live feed ends with the interview', async () => {
    await say('再见');
    const reader = follow();
    await reader.until(1);
    await end();
    await reader.ended();
    const late = follow();
    await late.ended();
    const again = follow(() => feed(), 1);
    await again.ended();

    expect(reader.events.at(-1)!.type).toBe('end');
    expect(late.numbers).toEqual([1]);
    expect(again.statuses).toEqual([204]);
  });

  it('script in an utterance, question or notice is returned as plain text', async () => {
    await say(SCRIPT);
    const reader = follow();
    await reader.until(1);
    const { body: challenge } = await request('GET', '/public/captcha');
    const question = { text: SCRIPT, nickname: '<img src=x>', captcha: await solved(challenge) };
    const asked = await request('POST', `/public/interviews/${interview}/questions`, { body: question });
    const { body: questions } = await request('GET', `/interviews/${interview}/questions`, {
      as: 'info.editor',
    });
    const response = await fetch(`${url}/api/v1/public/interviews/${interview}`);

    expect(asked.status).toBe(201);
    expect(reader.events[0]!.data.text).toBe(SCRIPT);
    expect(questions.items[0]).toMatchObject({ text: SCRIPT, nickname: '<img src=x>', state: 'waiting' });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a retracted utterance is not sent to later readers', async () => {
    const id = await say('机密');
    const before = follow();
    await before.until(1);
    await act(id, 'info.reviewer', { act: 'retract', reason: '误发' });
    await before.until(2);
    const other = await anotherGateway();
    const after = follow(() => feed(other.url));
    await after.until(1);

    expect(before.events.at(-1)).toMatchObject({ type: 'retraction', data: { number: 2, retracts: 1 } });
    expect(after.events.map(({ type }) => type)).toEqual(['retraction']);
  });

  it('the live feed refuses a malformed id and an unannounced interview', async () => {
    const odd = await request('GET', `/public/interviews/${interview}/feed`, {
      headers: { 'last-event-id': 'x' },
    });
    const unknown = await request('GET', `/public/interviews/${randomUUID()}/feed`);

    expect(odd.body).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ field: 'Last-Event-ID' }] });
    expect(unknown.status).toBe(404);
  });
});

describe('an utterance', () => {
  it('an utterance is written and published only while the interview is live', async () => {
    const id = await drafted('一');
    await end();
    const body = { role: 'host', speaker: '主持人', text: '二' };

    const drafting = await request('POST', `/interviews/${interview}/utterances`, {
      as: 'info.editor',
      body,
    });
    const publishing = await act(id, 'info.editor', { act: 'publish' });
    const withdrawing = await act(id, 'info.reviewer', { act: 'withdraw', reason: '已结束' });

    expect([drafting.body.code, publishing.body.code]).toEqual(['LIVE_NOT_RUNNING', 'LIVE_NOT_RUNNING']);
    expect(withdrawing.body.state).toBe('withdrawn');
  });

  it('acts of an utterance are recorded and visible to the crew only', async () => {
    await say('一');
    const { body } = await request('GET', `/interviews/${interview}/utterances`, { as: 'info.reviewer' });
    const unit = await request('GET', `/interviews/${interview}/utterances`, { as: 'zjj.clerk' });
    const stranger = await request('GET', `/interviews/${interview}/utterances`, { as: 'jyj.clerk' });

    expect(body.items[0].acts.map((done: { act: string; by: string }) => [done.act, done.by])).toEqual([
      ['draft', '州信息办 编辑'],
      ['review', '州信息办 审核'],
      ['publish', '州信息办 编辑'],
    ]);
    expect([unit.status, stranger.status]).toEqual([403, 404]);
  });
});

describe('questions', () => {
  it('questions are stored when every connection of a new gateway is taken', async () => {
    const { app } = await anotherGateway();
    const { POOL } = await import('../../../../apps/gateway/platform/tokens.js');
    const { KeyedDigest } = await import('../../../../apps/gateway/platform/captcha/keyed-digest.js');
    const pool = app.get<Pool>(POOL, { strict: false });
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));

    const digest = app.get(KeyedDigest, { strict: false }).of('text', '问题');
    const first = await Promise.race([digest, sleep(1000, 'waits for a connection')]);
    taken.forEach((client) => client.release());

    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('an interview', () => {
  it('a topic of the published table is fulfilled by one interview', async () => {
    const [table, entry] = [randomUUID(), randomUUID()];
    await query(
      `INSERT INTO arrangement (id, year, office, propose_by, first_month, last_month, created_by, created_at)
       VALUES ($1, 2026, 'XXB', '2026-06-01', 5, 11, 'x', now())`,
      [table],
    );
    await query(
      `INSERT INTO arrangement_entry (id, arrangement_id, unit, kind, topic, month, state)
       VALUES ($1, $2, 'ZJJ', 'interview', '公积金', 6, 'published')`,
      [entry, table],
    );
    const begin = (arrangement: string) =>
      request('POST', '/interviews', {
        as: 'zjj.clerk',
        body: {
          ...{ topic: '公积金', form: 'text', arrangement },
          liveAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
        },
      });

    const unknown = await begin(randomUUID());
    const first = await begin(entry);
    const second = await begin(entry);

    expect([unknown.status, first.status, second.status]).toEqual([400, 201, 400]);
    expect(second.body.issues).toMatchObject([{ field: 'arrangement' }]);
    expect(await query('SELECT process_id FROM arrangement_entry WHERE id = $1', [entry])).toEqual([
      { process_id: first.body.id },
    ]);
  });
});

describe('a video', () => {
  it('a video of an allowed host is returned as data', async () => {
    const put = (address: string) =>
      request('PUT', `/interviews/${interview}/video`, { as: 'info.editor', body: { url: address } });

    const other = await put('https://video.example.com/1');
    const markup = await put('<iframe src="https://video.example.gov.cn/1">');
    const allowed = await put('https://video.example.gov.cn/1');
    const { body } = await request('GET', `/public/interviews/${interview}`);

    expect([other.status, markup.status, allowed.status]).toEqual([400, 400, 200]);
    expect(body.video).toMatchObject({ url: 'https://video.example.gov.cn/1', host: 'video.example.gov.cn' });
  });
});
