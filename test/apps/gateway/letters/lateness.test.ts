import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import {
  complete,
  letterInProgress,
  sendLetter,
  statusOf,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { query } = gateway;

const DUE = `date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai' - interval '7 days'`;

/** Moves the due time of a letter's clock to a week ago. */
const makeOverdue = ({ process }: SentLetter): Promise<unknown> =>
  query(`UPDATE clock SET due_at = ${DUE} WHERE process_id = $1 AND task IS NULL`, [process]);

async function overdue(): Promise<SentLetter> {
  const letter = await letterInProgress(gateway);
  await makeOverdue(letter);
  return letter;
}

const addCard = ({ process }: SentLetter, level: string, state: string): Promise<unknown> =>
  query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, due_at, reached_at, created_at, issue_at, issued_at,
       policy_id, policy_version, calendar_version)
     SELECT gen_random_uuid(), process_id, number, $2, $2, unit, 'auto', $3, due_at, now(), now(), now(), now(),
       policy_id, policy_version, calendar_version
     FROM clock WHERE process_id = $1 AND task IS NULL`,
    [process, level, state],
  );

it('a letter in time tells no lateness', async () => {
  const letter = await letterInProgress(gateway);

  expect((await statusOf(gateway, letter)).lateness).toBeNull();
});

it('a letter without a unit tells no lateness', async () => {
  const letter = await sendLetter(gateway);

  expect((await statusOf(gateway, letter)).lateness).toBeNull();
});

it('an overdue letter tells its promised day and the working days since', async () => {
  const letter = await overdue();

  const { lateness, dueDate } = await statusOf(gateway, letter);

  expect(lateness).toMatchObject({ promisedOn: dueDate, signedOn: null, card: null });
  expect(lateness.workingDays).toBeGreaterThan(0);
});

it('staff read by how much an open letter and its task are overdue', async () => {
  const letter = await overdue();
  await query(`UPDATE task SET due_at = ${DUE} WHERE process_id = $1 AND state = 'open'`, [letter.process]);
  const { lateness } = await statusOf(gateway, letter);

  const { body } = await gateway.request('GET', `/letters/${letter.process}`, { as: 'zjj.clerk' });
  expect(body.overdue.workingDays).toBe(lateness.workingDays);
  const tasks = await gateway.request('GET', `/tasks?processId=${letter.process}`, { as: 'zjj.clerk' });
  expect(tasks.body.items[0].overdue).toEqual(body.overdue);
});

it('a letter in time is overdue by nothing', async () => {
  const letter = await letterInProgress(gateway);

  const { body } = await gateway.request('GET', `/letters/${letter.process}`, { as: 'zjj.clerk' });
  expect(body.overdue).toBeNull();
});

it('a late answer tells the day on which the unit signed it', async () => {
  const letter = await overdue();
  await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit' });
  await complete(gateway, letter.process, { name: 'signOff', as: 'zjj.signer', outcome: 'sign' });
  await makeOverdue(letter);
  await complete(gateway, letter.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });

  const { lateness } = await statusOf(gateway, letter);

  expect(lateness.signedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it('the gravest card in force is the consequence of lateness', async () => {
  const letter = await overdue();
  await addCard(letter, 'yellow', 'issued');
  await addCard(letter, 'red', 'appealed');

  const { lateness } = await statusOf(gateway, letter);

  expect(lateness.card).toEqual({ level: 'red', title: '红牌', appealed: true });
});

it('a revoked card is no consequence of lateness', async () => {
  const letter = await overdue();
  await addCard(letter, 'yellow', 'revoked');

  expect((await statusOf(gateway, letter)).lateness.card).toBeNull();
});

it('a pending card is not shown to the writer', async () => {
  const letter = await overdue();
  await addCard(letter, 'yellow', 'pending');

  expect((await statusOf(gateway, letter)).lateness.card).toBeNull();
});
