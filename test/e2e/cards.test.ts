import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client, CLERK, PLATFORM } from './client.js';
import { putShortPolicyInForce } from './short-policy.js';

interface Card {
  readonly id: string;
  readonly level: string;
  readonly state: string;
}
interface FeedEvent {
  readonly type: string;
  readonly cursor: number;
  readonly data: { readonly cardId?: string; readonly processId?: string };
}

let stack: TestStack;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  await putShortPolicyInForce(client);
}, 120_000);
afterAll(() => stack?.stop());

/** Requests until the condition holds; the test's timeout ends it. */
async function until<T>(request: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await request();
    if (wanted(answer)) return answer;
    await sleep(200);
  }
}

/** A letter that a unit has signed for: from its dispatch on the handling clock runs. */
async function signedFor(lead: string, letterClass: string): Promise<string> {
  const { process } = await client.submitted();
  const decision = { class: letterClass, lead, coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  await client.does(process, 'sign', { outcome: 'sign' });
  return process;
}

const cardsOf = async (process: string, as = 'supervisor'): Promise<Card[]> =>
  (await client.get<{ items: Card[] }>(`/cards?processId=${process}`, as)).items.reverse();

/** The feed from its beginning, page by page, as the platform reads it. */
async function feedOf(process: string): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = '0'; ;) {
    const path = `/supervision/events?after=${after}&limit=5`;
    const page = await client.get<{ items: FeedEvent[]; nextCursor: string }>(path, PLATFORM);
    if (page.items.length === 0) break;
    expect(await client.get(path, PLATFORM)).toEqual(page);
    events.push(...page.items);
    after = page.nextCursor;
  }
  const cursors = events.map(({ cursor }) => cursor);
  expect(cursors).toEqual(cursors.map((_, index) => index + 1));
  return events.filter(({ data }) => data.processId === process);
}

it('the appeal of a late unit revokes its yellow card', async () => {
  const process = await signedFor('ZJJ', 'CONSULT');

  const climbed = await until(
    () => cardsOf(process),
    (cards) => cards.some(({ level }) => level === 'red'),
  );
  expect(climbed.map(({ level, state }) => `${level} ${state}`)).toEqual([
    'warning issued',
    'yellow issued',
    'red issued',
  ]);
  const draft = await client.task(process, 'draft', 'zjj.clerk');
  expect(draft).toMatchObject({ light: 'red' });
  expect(Date.parse(draft.dueAt!)).toBeLessThan(Date.now());

  const yellow = climbed[1]!;
  const appeal = { evidence: '转办材料缺失，附签收记录。' };
  expect(
    (await client.request('POST', `/cards/${yellow.id}/appeal`, { as: 'jtj.clerk', body: appeal })).status,
  ).toBe(404);
  await client.post(`/cards/${yellow.id}/appeal`, appeal, { as: 'zjj.clerk' });
  expect((await client.get<Card>(`/cards/${yellow.id}`, 'zjj.clerk')).state).toBe('appealed');
  const [decide] = (
    await client.get<{ items: { id: string }[] }>('/tasks?processKey=card-appeal', 'supervisor')
  ).items;
  const decision = { outcome: 'revoke', content: { reason: '经核实，系转办材料缺失所致。' } };
  await client.post(`/tasks/${decide!.id}/complete`, decision, { as: 'supervisor' });
  await until(
    () => client.get<Card>(`/cards/${yellow.id}`, 'zjj.clerk'),
    ({ state }) => state === 'revoked',
  );

  await client.does(process, 'draft', { outcome: 'submit' });
  await client.does(process, 'signOff', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });
  const feed = await until(
    () => feedOf(process),
    (events) => events.some(({ type }) => type === 'duban.card.rectified'),
  );
  const types = feed.map(({ type }) => type);
  expect(types.filter((type) => type !== 'duban.card.urge' && type !== 'duban.card.accountability')).toEqual([
    'duban.card.warning',
    'duban.card.yellow',
    'duban.card.red',
    'duban.card.appealed',
    'duban.card.revoked',
    'duban.card.rectified', // of the red one; a revoked card needs no rectification
  ]);
  const texts = (await client.timeline(process)).filter(({ type }) => type.startsWith('card.'));
  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      '黄牌（办理）：发出',
      '红牌（办理）：发出',
      '黄牌（办理）：撤销。经核实，系转办材料缺失所致。',
    ]),
  );
}, 60_000);

it('a missing rating does not count as satisfaction', async () => {
  const letter = await client.submitted();
  await client.answered(letter.process);

  const closed = await until(
    () => client.get<{ state: string }>(`/processes/${letter.process}`, CLERK),
    ({ state }) => state === 'completed',
  );

  expect(closed).toMatchObject({ result: 'closed', facts: { rating: 'UNRATED' } });
  expect(await client.lookup(letter)).toMatchObject({ state: '办结', rating: 'UNRATED', allowed: [] });
  expect(await client.citizen('ratings', letter, { rating: 'SATISFIED' })).toMatchObject({
    status: 409,
    body: { code: 'RATING_CLOSED' },
  });
  const types = (await client.timeline(letter.process)).map(({ type, text }) => `${type} ${text}`);
  expect(types).toContain('task.closed 群众评价：评价期届满');
}, 60_000);

it('the last threshold opens a task for the supervisor', async () => {
  const process = await signedFor('JTJ', 'CONSULT');

  const proposals = await until(
    () => client.get<{ items: { id: string }[] }>('/tasks?processKey=accountability', 'supervisor'),
    ({ items }) => items.length > 0,
  );

  const levels = (await cardsOf(process)).map(({ level }) => level);
  expect(levels).toEqual(['warning', 'yellow', 'red', 'urge', 'accountability']);
  const proposal = { outcome: 'talk', content: { reason: '逾期较长且未书面说明。' } };
  for (const { id } of proposals.items)
    await client.post(`/tasks/${id}/complete`, proposal, { as: 'supervisor' });
  const ended = await client.get<{ items: object[] }>(
    '/processes?key=accountability&state=completed',
    'supervisor',
  );
  expect(ended.items).toContainEqual(expect.objectContaining({ result: 'talk' }));
}, 60_000);

it('a letter of another class keeps the usual limit', async () => {
  const process = await signedFor('GTJ', 'SUGGEST');

  await sleep(4000);

  expect(await cardsOf(process)).toEqual([]);
  expect(await client.task(process, 'draft', 'gtj.clerk')).toMatchObject({ light: 'green' });
}, 60_000);
