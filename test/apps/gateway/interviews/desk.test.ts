import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '../../../../infra/config/config.js';
import { openStream, type OpenStream } from '../../../support/event-stream.js';
import { FeedFollower } from '../../../support/feed-reader.js';
import { startTestGateway } from '../../../support/gateway.js';
import { simulatedTemporal } from '../../../support/simulated-temporal.js';

const closers: (() => unknown)[] = [];
// Before the hook of the test gateway, which drops the database: hooks run in the order in which they are registered.
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});
const gateway = await startTestGateway();
const { request, query, signIn } = gateway;
const { createGateway } = await import('../../../../apps/gateway/create-gateway.js');

let urls: [first: string, second: string];
let interview: string;

/** A further gateway on the same database. */
async function anotherGateway(): Promise<string> {
  const config = loadConfig({ DATABASE_URL: gateway.databaseUrl, DUBAN_DATA: gateway.folder });
  const app = await createGateway({ config, log: pino({ level: 'silent' }), temporal: simulatedTemporal() });
  await app.listen(0, '127.0.0.1');
  closers.push(() => app.close());
  return app.getUrl();
}

beforeAll(async () => {
  await gateway.app.listen(0, '127.0.0.1');
  urls = [await gateway.app.getUrl(), await anotherGateway()];
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
    { account: 'zjj.clerk', role: 'guest' },
    { account: 'info.reviewer', role: 'reviewer' },
  ];
  await request('PUT', `/interviews/${interview}/crew`, { as: 'info.editor', body: { members } });
});

async function desk(as: string, url = urls[0]): Promise<OpenStream> {
  const authorization = `Bearer ${await signIn(as)}`;
  const opened = await openStream(`${url}/api/v1/interviews/${interview}/events`, { authorization });
  closers.push(() => opened.close());
  if (opened.status === 200) await until(() => opened.events.some(({ event }) => event === 'ready'));
  return opened;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 10_000; waited += 50) await sleep(50);
  if (!holds()) throw new Error('in vain');
}

const names = ({ events }: OpenStream): string[] => events.map(({ event }) => event);
const presence = ({ events }: OpenStream) => events.findLast(({ event }) => event === 'presence')!.data;
const stateOf = (stream: OpenStream, account: string): string =>
  presence(stream).crew.find((member: { account: string }) => member.account === account).state;

async function ask(): Promise<void> {
  await query(
    `INSERT INTO interview_question (id, interview_id, text, during_live, asked_at, state)
     VALUES ($1, $2, '租房能提取吗？', true, now(), 'waiting')`,
    [randomUUID(), interview],
  );
}
const draft = (as: string, role: string, headers: Record<string, string> = {}, text = '各位网友好') =>
  request('POST', `/interviews/${interview}/utterances`, {
    as,
    headers,
    body: { role, speaker: '主持人', text },
  });

describe('the desk of an interview', () => {
  it('the crew hears of questions and utterances as they come', async () => {
    const events = await desk('info.editor');

    await ask();
    await until(() => names(events).includes('questions'));
    await draft('info.editor', 'host');
    await until(() => names(events).includes('utterances'));

    expect(names(events).slice(0, 2)).toEqual(['ready', 'presence']);
  });

  it('the crew hears that the interview has ended', async () => {
    const events = await desk('info.reviewer');

    await query('UPDATE interview SET live_ended_at = now() WHERE id = $1', [interview]);

    await until(() => names(events).includes('interview'));
  });

  it('members of the crew see each other across gateways', async () => {
    const [host, guest] = [await desk('info.editor', urls[0]), await desk('zjj.clerk', urls[1])];

    await until(() => stateOf(host, 'zjj.clerk') === 'here' && stateOf(guest, 'info.editor') === 'here');
    expect(stateOf(host, 'info.reviewer')).toBe('never');
  });

  it('a member of the crew sees who writes in which role, until the sign expires', async () => {
    const host = await desk('info.editor');
    await desk('zjj.clerk');

    await request('PUT', `/interviews/${interview}/presence`, {
      as: 'zjj.clerk',
      body: { writingAs: 'guest' },
    });
    await until(() => stateOf(host, 'zjj.clerk') === 'writing');
    expect(presence(host).crew).toContainEqual(expect.objectContaining({ writingAs: 'guest' }));

    await query(`UPDATE interview_presence SET writing_at = writing_at - interval '9 s'`);
    await until(() => stateOf(host, 'zjj.clerk') === 'here');
  });

  it('a closed desk is left within half a minute', async () => {
    const host = await desk('info.editor');
    (await desk('zjj.clerk')).close();
    await until(() => stateOf(host, 'zjj.clerk') === 'here');

    await sleep(600);
    await query(
      `UPDATE interview_presence p SET seen_at = seen_at - interval '26 s' FROM account a
       WHERE a.id::text = p.account_id AND a.username = 'zjj.clerk'`,
    );
    await until(() => stateOf(host, 'zjj.clerk') === 'away');
  });

  it('the crew sees how many read at all gateways', async () => {
    const readers = urls.map(
      (url) => new FeedFollower(() => `${url}/api/v1/public/interviews/${interview}/feed`),
    );
    closers.push(...readers.map((reader) => () => reader.close()));
    const host = await desk('info.editor');

    await until(() => presence(host).readers === 2);
  });

  it('the unit that answers has no desk unless it is in the crew', async () => {
    expect((await desk('zjj.signer')).status).toBe(403);
  });

  it('the desk of an interview does not exist for other units', async () => {
    const [other, unknown] = await Promise.all([
      request('GET', `/interviews/${interview}/events`, { as: 'jtj.clerk' }),
      request('GET', `/interviews/${randomUUID()}/events`, { as: 'jtj.clerk' }),
    ]);

    expect([other.status, other.body.code]).toEqual([404, 'NOT_FOUND']);
    expect(unknown.body.detail).toBe(other.body.detail);
  });

  it('nobody says that he writes in a role that he does not have', async () => {
    const answer = await request('PUT', `/interviews/${interview}/presence`, {
      as: 'zjj.clerk',
      body: { writingAs: 'host' },
    });

    expect(answer.body.code).toBe('ROLE_NOT_ALLOWED');
  });

  it('a supervisor at the desk is not present', async () => {
    await desk('supervisor');

    expect(await query('SELECT 1 FROM interview_presence WHERE interview_id = $1', [interview])).toEqual([]);
  });
});

describe('words that are sent again', () => {
  it('are one utterance under one key', async () => {
    const headers = { 'idempotency-key': randomUUID() };

    const [first, again] = [
      await draft('info.editor', 'host', headers),
      await draft('info.editor', 'host', headers),
    ];

    expect(again.body.id).toBe(first.body.id);
    expect(
      await query('SELECT 1 FROM interview_utterance WHERE interview_id = $1', [interview]),
    ).toHaveLength(1);
  });

  it('of another text are refused under the same key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await draft('info.editor', 'host', headers);

    const other = await draft('info.editor', 'host', headers, '再见');

    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('of two requests at once are one utterance', async () => {
    const headers = { 'idempotency-key': randomUUID() };

    const both = await Promise.all([1, 2].map(() => draft('info.editor', 'host', headers)));

    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('what an account may do with an utterance', () => {
  it('is said beforehand: the author cannot review his own words', async () => {
    const members = [
      { account: 'info.editor', role: 'host' },
      { account: 'info.editor', role: 'reviewer' },
      { account: 'info.reviewer', role: 'reviewer' },
    ];
    await request('PUT', `/interviews/${interview}/crew`, { as: 'info.editor', body: { members } });
    const own = await draft('info.editor', 'host');
    const { body } = await request('GET', `/interviews/${interview}/utterances`, { as: 'info.reviewer' });

    const review = (possible: { act: string }[]) => possible.find(({ act }) => act === 'review');
    expect(review(own.body.possible)).toMatchObject({ allowed: false, refusal: { code: 'FOUR_EYES' } });
    expect(own.body.isOwn).toBe(true);
    expect(review(body.items[0].possible)).toEqual({ act: 'review', allowed: true });
    expect(JSON.stringify(body)).not.toContain('"account"');
  });

  it('ends with the interview, but for taking it back', async () => {
    await draft('info.editor', 'host');
    await query('UPDATE interview SET live_ended_at = now() WHERE id = $1', [interview]);

    const { body } = await request('GET', `/interviews/${interview}/utterances`, { as: 'info.editor' });

    expect(body.items[0].possible).toEqual([{ act: 'withdraw', allowed: true }]);
  });
});

it('an interview says what is missing and what the account is for it', async () => {
  const { body } = await request('GET', `/interviews/${interview}`, { as: 'zjj.clerk' });

  expect(body.gaps).toEqual({
    plan: [],
    live: [{ field: 'crew.reviewer', text: '缺少审核人员，须有 2 人' }],
  });
  expect(body.you).toEqual({ isOffice: false, isUnit: true, crew: ['guest'] });
});

it('the office finds accounts for the crew in its own unit, in the unit that answers, and supervisors, without administrators', async () => {
  const { body } = await request('GET', `/interviews/${interview}/crew/candidates`, { as: 'info.editor' });

  const found = body.items.map(({ account }: { account: string }) => account);
  expect(found).toEqual(expect.arrayContaining(['info.editor', 'info.reviewer', 'zjj.clerk', 'supervisor']));
  expect(found).not.toContain('jtj.clerk');
  expect(found.filter((account: string) => account.startsWith('admin.'))).toEqual([]);
});

describe('whoever belongs to the crew of a broadcast', () => {
  const onAir = async (as: string) => (await request('GET', '/me/counts', { as })).body.onAir;
  const say = async (as: string, role: string): Promise<string> => {
    const body = { role, speaker: '甲', text: '各位好。' };
    return (await request('POST', `/interviews/${interview}/utterances`, { as, body })).body.id;
  };

  it('reads with the counts what waits for him, until the broadcast ends', async () => {
    await query('UPDATE interview SET live_ended_at = now() WHERE id <> $1 AND live_started_at IS NOT NULL', [
      interview,
    ]);
    const id = await say('zjj.clerk', 'guest');
    await say('info.editor', 'recorder');

    const own = { id: interview, title: '公积金' };
    expect(await onAir('info.reviewer')).toEqual([
      { ...own, roles: ['reviewer'], toReview: 2, toPublish: 0 },
    ]);
    expect(await onAir('zjj.clerk')).toEqual([{ ...own, roles: ['guest'], toReview: 0, toPublish: 0 }]);
    expect(await onAir('jtj.clerk')).toEqual([]);
    const act = { as: 'info.reviewer', body: { act: 'review' } };
    await request('POST', `/interviews/${interview}/utterances/${id}/acts`, act);
    expect(await onAir('info.editor')).toEqual([
      { ...own, roles: ['host', 'recorder'], toReview: 0, toPublish: 1 },
    ]);

    await query('UPDATE interview SET live_ended_at = now() WHERE id = $1', [interview]);
    expect(await onAir('info.reviewer')).toEqual([]);
  });

  it('hears of new words on his stream', async () => {
    const authorization = `Bearer ${await signIn('info.reviewer')}`;
    const opened = await openStream(`${urls[0]}/api/v1/me/events`, { authorization });
    closers.push(() => opened.close());
    await until(() => names(opened).includes('ready'));

    await say('zjj.clerk', 'guest');

    await until(() => names(opened).includes('onAir'));
    expect(names(opened)).not.toContain('counts');
  });
});
