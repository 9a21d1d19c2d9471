import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter, type SentLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const merge = (letter: SentLetter, into: SentLetter, as: string) =>
  complete(gateway, letter.process, {
    name: 'register',
    as,
    outcome: 'merge',
    decision: { into: into.process },
  });
const withdraw = ({ letterNo, queryCode }: SentLetter) =>
  request('POST', '/public/letters/withdrawals', { body: { letterNo, queryCode } });

/** A command that was accepted and has not reached its process yet. */
const accepted = (process: string, envelope: { kind: string }) =>
  query(
    `INSERT INTO command (id, process_id, kind, envelope, account, state, accepted_at, sent_at)
     VALUES ($1, $2, $3, $4, 'test', 'accepted', now(), now())`,
    [randomUUID(), process, envelope.kind, JSON.stringify(envelope)],
  );

it('exactly one of two letters merged into each other at once is merged', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [a, b] = [await sendLetter(gateway), await sendLetter(gateway)];

    const answers = await Promise.all([merge(a, b, 'mailbox.clerk'), merge(b, a, 'mailbox.reviewer')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('MERGE_TARGET_INVALID');
    const open = answers[0].status === 200 ? b : a;
    expect(await openTask(gateway, open.process, 'register')).toBeDefined();
  }
});

it('one of three letters merged in a circle at once stays unmerged', async () => {
  const letters = [await sendLetter(gateway), await sendLetter(gateway), await sendLetter(gateway)];

  const answers = await Promise.all(
    letters.map((letter, n) => merge(letter, letters[(n + 1) % 3]!, 'mailbox.clerk')),
  );

  expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(3);
});

it.each([
  ['merged', { kind: 'complete', task: 1, outcome: 'merge', decision: { into: randomUUID() } }],
  ['withdrawn', { kind: 'message', name: 'withdraw', decision: {} }],
  ['cancelled', { kind: 'cancel' }],
  [
    'found to be an accusation',
    { kind: 'complete', task: 1, outcome: 'accept', decision: { class: 'REPORT' } },
  ],
])('a letter that is being %s cannot be the target of a merge', async (_, envelope) => {
  const [letter, target] = [await sendLetter(gateway), await sendLetter(gateway)];
  await accepted(target.process, envelope);

  expect(await merge(letter, target, 'mailbox.clerk')).toMatchObject({
    status: 409,
    body: { code: 'MERGE_TARGET_INVALID', issues: [{ field: 'decision.into' }] },
  });
});

it('a merge and the withdrawal of its target do not both succeed', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [letter, target] = [await sendLetter(gateway), await sendLetter(gateway)];

    const [merged, withdrawn] = await Promise.all([merge(letter, target, 'mailbox.clerk'), withdraw(target)]);

    const statuses = [merged.status, withdrawn.status];
    expect(statuses).toContain(200);
    // One after the other they may both be done; then the merging came first, and was over.
    if (merged.status !== 200) expect(merged.body.code).toBe('MERGE_TARGET_INVALID');
    if (withdrawn.status !== 200) expect(withdrawn.body.code).toBe('MESSAGE_NOT_EXPECTED');
  }
});

it('a letter is not withdrawn while another one is being merged into it', async () => {
  const [letter, target] = [await sendLetter(gateway), await sendLetter(gateway)];
  await accepted(letter.process, {
    kind: 'complete',
    task: 1,
    outcome: 'merge',
    decision: { into: target.process },
  } as { kind: string });

  expect(await withdraw(target)).toMatchObject({ status: 409, body: { code: 'MESSAGE_NOT_EXPECTED' } });
});

it('a letter hidden from the merging unit is refused like one that does not exist', async () => {
  const [letter, hidden] = [await sendLetter(gateway), await sendLetter(gateway)];
  await query(`UPDATE process SET hidden_from = '{QGZ}' WHERE id = $1`, [hidden.process]);

  const refused = await merge(letter, hidden, 'mailbox.clerk');
  const unknown = await merge(letter, { ...hidden, process: randomUUID() }, 'mailbox.clerk');

  expect([refused.status, refused.body.code]).toEqual([409, 'MERGE_TARGET_INVALID']);
  expect([unknown.status, unknown.body.detail]).toEqual([409, refused.body.detail]);
});
