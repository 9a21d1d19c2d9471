import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import {
  eraseLetter,
  answeredLetter,
  asWriter,
  complete,
  letterInProgress,
  openTask,
  statusOf,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const text = '窗口说还要居住证明，请问到哪里开？';

const followUp = (letter: SentLetter, key?: string): Promise<Answer> =>
  asWriter(gateway, 'follow-ups', letter, { text }, key);

async function answerFollowUp({ process }: SentLetter, reply: string): Promise<void> {
  const content = { reply };
  await complete(gateway, process, { name: 'answerFollowUp', as: 'zjj.clerk', outcome: 'submit', content });
  await complete(gateway, process, { name: 'signFollowUp', as: 'zjj.signer', outcome: 'sign' });
  await complete(gateway, process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });
}

const actOf = async (letter: SentLetter, act: string): Promise<unknown> =>
  ((await statusOf(gateway, letter)).acts as { act: string }[]).find((one) => one.act === act);

it('the writer reads a follow-up question as being worked on, with its due date', async () => {
  const letter = await answeredLetter(gateway);

  const asked = await followUp(letter);

  expect(asked).toMatchObject({
    status: 200,
    body: { stage: 'followUp', state: '追问办理中', followUp: { text }, rating: null, allowed: [] },
  });
  expect(Date.parse(asked.body.dueAt)).toBeGreaterThan(Date.parse(asked.body.followUp.at));
});

it('the unit that answered reads the follow-up question with its task', async () => {
  const letter = await answeredLetter(gateway);
  await followUp(letter);

  const task = await openTask(gateway, letter.process, 'answerFollowUp');
  const { body } = await request('GET', `/tasks/${task}`, { as: 'zjj.clerk' });

  expect(body.context.contents.at(-1)).toMatchObject({
    name: 'followUp',
    title: '来信人追问',
    content: { text },
  });
});

it('the answer to a follow-up question is appended to the replies and may be rated', async () => {
  const letter = await answeredLetter(gateway);
  await followUp(letter);

  await answerFollowUp(letter, '到社区居委会开具。');

  expect(await statusOf(gateway, letter)).toMatchObject({
    state: '已答复',
    reply: '到社区居委会开具。',
    replies: [{ reply: '请持身份证到窗口办理。' }, { reply: '到社区居委会开具。' }],
    allowed: ['rate'],
  });
});

it('a second follow-up question is refused', async () => {
  const letter = await answeredLetter(gateway);
  await followUp(letter);
  await answerFollowUp(letter, '到社区居委会开具。');

  const again = await followUp(letter);

  expect(again).toMatchObject({ status: 409, body: { code: 'FOLLOW_UP_NOT_ALLOWED' } });
  expect(await actOf(letter, 'followUp')).toEqual({
    act: 'followUp',
    allowed: false,
    until: null,
    refusal: { code: 'FOLLOW_UP_NOT_ALLOWED', text: '每封来信只能追问一次' },
  });
});

it('a follow-up question before the answer is refused', async () => {
  const letter = await letterInProgress(gateway);

  expect((await followUp(letter)).body.code).toBe('FOLLOW_UP_NOT_ALLOWED');
});

it('a follow-up question after a final rating is refused', async () => {
  const letter = await answeredLetter(gateway);
  await asWriter(gateway, 'ratings', letter, { rating: 'SATISFIED', final: true });

  expect((await followUp(letter)).body.code).toBe('FOLLOW_UP_NOT_ALLOWED');
});

it('a follow-up question repeated with its key is asked once', async () => {
  const letter = await answeredLetter(gateway);
  const key = randomUUID();

  const sent = [await followUp(letter, key), await followUp(letter, key)];

  expect(sent.map(({ status }) => status)).toEqual([200, 200]);
});

it('a letter with a follow-up question cannot be withdrawn', async () => {
  const letter = await answeredLetter(gateway);
  await followUp(letter);

  const { body } = await asWriter(gateway, 'withdrawals', letter);

  expect(body.code).toBe('MESSAGE_NOT_EXPECTED');
  expect(await actOf(letter, 'withdraw')).toMatchObject({
    allowed: false,
    refusal: { code: 'MESSAGE_NOT_EXPECTED' },
  });
});

it('an allowed act tells its last day', async () => {
  const letter = await answeredLetter(gateway);
  const { waitsUntil } = await statusOf(gateway, letter);

  expect(await actOf(letter, 'followUp')).toEqual({ act: 'followUp', allowed: true, until: waitsUntil });
});

it('every act is refused with PROCESS_SUSPENDED while the process is suspended', async () => {
  const letter = await answeredLetter(gateway);
  await request('POST', `/processes/${letter.process}/suspend`, {
    as: 'supervisor',
    body: { reason: '等待核实' },
  });

  expect(await actOf(letter, 'rate')).toMatchObject({ refusal: { code: 'PROCESS_SUSPENDED' } });
  expect((await followUp(letter)).body.code).toBe('PROCESS_SUSPENDED');
});

it('erasing a letter erases its follow-up question', async () => {
  const letter = await answeredLetter(gateway);
  await followUp(letter);

  await eraseLetter(gateway, letter.process);

  const rows = await query(`SELECT 1 FROM content WHERE process_id = $1 AND body IS NOT NULL`, [
    letter.process,
  ]);
  expect(rows).toEqual([]);
});

it('staff may not ask a follow-up question', async () => {
  const letter = await answeredLetter(gateway);

  const sent = await request('POST', `/processes/${letter.process}/messages/followUp`, {
    as: 'supervisor',
    body: { content: { text } },
  });

  expect(sent.status).toBe(403);
});
