import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../support/gateway.js';
import {
  answeredLetter,
  asWriter,
  complete,
  openTask,
  statusOf,
  type SentLetter,
} from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const rate = (letter: SentLetter, rating: string, fields: object = {}, key?: string): Promise<Answer> =>
  asWriter(gateway, 'ratings', letter, { rating, ...fields }, key);
const lookup = (letter: SentLetter): Promise<Answer['body']> => statusOf(gateway, letter);
const answered = (): Promise<SentLetter> => answeredLetter(gateway);

async function does(letter: SentLetter, ...steps: (readonly [string, string, string])[]): Promise<void> {
  for (const [name, as, outcome] of steps) {
    const { status, body } = await complete(gateway, letter.process, { name, as, outcome });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }
}

const openReviews = (letter: SentLetter): Promise<{ number: number }[]> =>
  query(`SELECT number FROM task WHERE process_id = $1 AND name = 'reviewRating' AND state = 'open'`, [
    letter.process,
  ]);

it('a rated letter stays open until waitsUntil', async () => {
  const letter = await answered();
  const { waitsUntil } = await lookup(letter);

  const rated = await rate(letter, 'SATISFIED');

  expect(rated).toMatchObject({
    status: 200,
    body: { state: '已答复', rating: 'SATISFIED', allowed: ['rate', 'followUp'], waitsUntil },
  });
});

it('a changed rating replaces the earlier one within the same window', async () => {
  const letter = await answered();
  const { waitsUntil } = await lookup(letter);
  await rate(letter, 'SATISFIED');

  const changed = await rate(letter, 'BASICALLY_SATISFIED');

  expect(changed.body).toMatchObject({
    rating: 'BASICALLY_SATISFIED',
    allowed: ['rate', 'followUp'],
    waitsUntil,
  });
});

it('a final rating closes the letter at once', async () => {
  const letter = await answered();
  await rate(letter, 'BASICALLY_SATISFIED');

  const rated = await rate(letter, 'SATISFIED', { final: true });

  expect(rated.body).toMatchObject({ state: '办结', rating: 'SATISFIED', allowed: [], waitsUntil: null });
});

it('the reviewer of a dissatisfied rating reads its reason', async () => {
  const letter = await answered();

  await rate(letter, 'DISSATISFIED', { reason: '没有解决。' });

  const task = await openTask(gateway, letter.process, 'reviewRating');
  const { body } = await request('GET', `/tasks/${task}`, { as: 'mailbox.reviewer' });
  expect(body.context.contents.at(-1)).toMatchObject({
    name: 'rate',
    title: '群众评价',
    outcomeTitle: '不满意',
    content: { reason: '没有解决。' },
  });
});

it('a rating changed before the decision cancels the rating review', async () => {
  const letter = await answered();
  await rate(letter, 'DISSATISFIED');
  const task = await openTask(gateway, letter.process, 'reviewRating');

  const changed = await rate(letter, 'SATISFIED');

  const decision = { outcome: 'close', content: { explanation: '经核实，答复属实。' } };
  const decided = await request('POST', `/tasks/${task}/complete`, {
    as: 'mailbox.reviewer',
    body: decision,
  });
  expect(changed.body).toMatchObject({ state: '已答复', rating: 'SATISFIED', allowed: ['rate', 'followUp'] });
  expect(decided.body.code).toBe('TASK_NOT_OPEN');
});

it('repeating a dissatisfied rating keeps its review open', async () => {
  const letter = await answered();
  await rate(letter, 'DISSATISFIED');
  const before = await openReviews(letter);

  await rate(letter, 'DISSATISFIED', { reason: '补充说明：窗口仍未受理。' });

  expect(before).toHaveLength(1);
  expect(await openReviews(letter)).toEqual(before);
});

it('a final dissatisfied rating under review leaves the decision to the reviewer', async () => {
  const letter = await answered();
  await rate(letter, 'DISSATISFIED');

  const final = await rate(letter, 'DISSATISFIED', { final: true });
  const late = await rate(letter, 'SATISFIED');
  await does(letter, ['reviewRating', 'mailbox.reviewer', 'close']);

  expect(final.body).toMatchObject({ state: '已答复', rating: 'DISSATISFIED', allowed: [] });
  expect(late.body.code).toBe('RATING_CLOSED');
  expect(await lookup(letter)).toMatchObject({ state: '办结', rating: 'DISSATISFIED' });
});

it('the decision of a rating review ends the rating window', async () => {
  const letter = await answered();
  await rate(letter, 'DISSATISFIED');
  await does(letter, ['reviewRating', 'mailbox.reviewer', 'close']);

  expect((await rate(letter, 'SATISFIED')).body.code).toBe('RATING_CLOSED');
  expect(await lookup(letter)).toMatchObject({
    state: '办结',
    rating: 'DISSATISFIED',
    allowed: [],
    notices: [{ kind: 'EXPLANATION' }],
  });
});

it('the answer to a reopened letter has a rating window of its own', async () => {
  const letter = await answered();
  const first = await lookup(letter);
  await rate(letter, 'DISSATISFIED');
  await does(letter, ['reviewRating', 'mailbox.reviewer', 'reopen']);
  const during = await lookup(letter);
  await does(
    letter,
    ['redo', 'zjj.clerk', 'submit'],
    ['signRedo', 'zjj.signer', 'sign'],
    ['review', 'mailbox.reviewer', 'pass'],
  );
  const second = await lookup(letter);

  const rated = await rate(letter, 'SATISFIED');

  expect(during).toMatchObject({ state: '重办中', rating: null, allowed: [], waitsUntil: null });
  expect(Date.parse(second.waitsUntil)).toBeGreaterThanOrEqual(Date.parse(first.waitsUntil));
  expect(second).toMatchObject({ rating: null, allowed: ['rate', 'followUp'] });
  expect(rated.body).toMatchObject({
    rating: 'SATISFIED',
    allowed: ['rate', 'followUp'],
    waitsUntil: second.waitsUntil,
  });
});

it('a rating repeated with its key does not replace a later rating', async () => {
  const letter = await answered();
  const key = randomUUID();
  await rate(letter, 'DISSATISFIED', {}, key);
  await rate(letter, 'SATISFIED');

  const again = await rate(letter, 'DISSATISFIED', {}, key);

  expect(again).toMatchObject({ status: 200, body: { rating: 'SATISFIED' } });
  expect(await openReviews(letter)).toEqual([]);
});

it('a rating sent twice at once with one key is recorded once', async () => {
  const letter = await answered();
  const key = randomUUID();

  const sent = await Promise.all([rate(letter, 'SATISFIED', {}, key), rate(letter, 'SATISFIED', {}, key)]);

  expect(sent.map(({ status }) => status)).toEqual([200, 200]);
  const entries = await query(
    `SELECT 1 FROM timeline_entry WHERE process_id = $1 AND type = 'message.received'`,
    [letter.process],
  );
  expect(entries).toHaveLength(1);
});

it('a suspended process neither accepts nor offers a rating', async () => {
  const letter = await answered();
  await request('POST', `/processes/${letter.process}/suspend`, {
    as: 'supervisor',
    body: { reason: '等待核实' },
  });

  const refused = await rate(letter, 'SATISFIED');

  expect(refused.body.code).toBe('PROCESS_SUSPENDED');
  expect(await lookup(letter)).toMatchObject({ allowed: [], waitsUntil: null });
});

it('staff may not rate a letter', async () => {
  const letter = await answered();
  const body = { decision: { rating: 'SATISFIED' }, content: {} };

  const sent = await request('POST', `/processes/${letter.process}/messages/rate`, {
    as: 'supervisor',
    body,
  });

  expect(sent.status).toBe(403);
  expect((await lookup(letter)).rating).toBeNull();
});

it('a letter rated thirty times accepts only a final rating', async () => {
  const letter = await answered();
  await rate(letter, 'SATISFIED');
  // As if he had changed it again and again.
  await query(
    `INSERT INTO timeline_entry (process_id, seq, at, type, data)
     SELECT process_id, seq + n * 1000, at, type, data FROM timeline_entry, generate_series(1, 29) n
     WHERE process_id = $1 AND type = 'message.received'`,
    [letter.process],
  );

  const again = await rate(letter, 'BASICALLY_SATISFIED');
  const final = await rate(letter, 'BASICALLY_SATISFIED', { final: true });

  expect(again).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  expect(final).toMatchObject({ status: 200, body: { rating: 'BASICALLY_SATISFIED' } });
});
