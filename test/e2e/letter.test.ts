import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client, CLERK, LETTER } from './client.js';
import { until } from './interview-offices.js';

let stack: TestStack;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

it('a letter goes from its submission to its closing', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  expect(await client.lookup(letter)).toMatchObject({
    stage: 'submitted',
    state: '待审核',
    dueAt: null,
    reply: null,
  });

  await client.does(process, 'register', { outcome: 'accept' });
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: ['JTJ'] };
  await client.does(process, 'assign', { outcome: 'assign', decision });
  const assigned = await client.lookup(letter);
  expect(assigned).toMatchObject({ state: '已转办', unit: '州住房和城乡建设局' });
  expect(Date.parse(assigned.dueAt)).toBeGreaterThan(Date.now());

  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'coReply', { outcome: 'reply' });
  const draft = await client.task(process, 'draft', 'zjj.clerk');
  expect(draft.dueAt).toBe(assigned.dueAt);
  const content = { reply: '请持身份证到窗口办理。' };
  await client.does(process, 'draft', { outcome: 'submit', content });

  const signOff = await client.task(process, 'signOff');
  expect(await client.complete(signOff, { outcome: 'sign', as: 'zjj.clerk' })).toMatchObject({
    status: 403,
    body: { code: 'ROLE_NOT_ALLOWED' },
  });
  await client.does(process, 'signOff', { outcome: 'sign' });
  expect((await client.lookup(letter)).reply).toBeNull(); // not before its review
  await client.does(process, 'review', { outcome: 'pass' });
  expect(await client.lookup(letter)).toMatchObject({
    state: '已答复',
    reply: content.reply,
    allowed: ['rate', 'followUp'],
  });

  const rated = await client.citizen('ratings', letter, { rating: 'SATISFIED', attitude: 5, final: true });
  expect(rated).toMatchObject({ status: 200, body: { stage: 'closed', state: '办结', allowed: [] } });
  expect(await client.get(`/processes/${process}`, CLERK)).toMatchObject({
    state: 'completed',
    result: 'closed',
    facts: { rating: 'SATISFIED', lead: 'ZJJ' },
  });
  expect(await client.tasks(process)).toEqual([]);

  const timeline = await client.timeline(process);
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, index) => index + 1));
  const closed = timeline.filter(({ type }) => type === 'task.closed').map(({ text }) => text);
  expect(closed).toEqual([
    '登记审核：先受理，稍后转办（咨询）',
    '转办（咨询）。请按时限办理并答复来信人',
    '签收。同意',
    '协办：提交协办意见。我单位意见：所述情况属实。',
    `办理并拟稿：提交答复稿。${content.reply}`,
    '签发。同意',
    '答复审核：通过。同意',
    '群众评价：满意',
  ]);
  expect(timeline.at(-1)!.type).toBe('process.completed');

  expect(await client.citizen('ratings', letter, { rating: 'SATISFIED' })).toMatchObject({
    status: 409,
    body: { code: 'RATING_CLOSED' },
  });
});

it('a letter is redone after a confirmed dissatisfied rating', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  await client.does(process, 'register', {
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
  });
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit' });
  await client.does(process, 'signOff', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'fail' });
  await client.does(process, 'rework', { outcome: 'submit', content: { reply: '初次答复。' } });
  await client.does(process, 'signRework', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });

  const rating = { rating: 'DISSATISFIED', reason: '没有解决' };
  expect((await client.citizen('ratings', letter, rating)).status).toBe(200);
  await client.does(process, 'reviewRating', { outcome: 'reopen' });
  expect(await client.lookup(letter)).toMatchObject({ stage: 'reopened', rating: null });
  expect(await client.lookup(letter)).toMatchObject({ state: '重办中', reply: '初次答复。', allowed: [] });
  await client.does(process, 'redo', { outcome: 'submit', content: { reply: '已重新办理。' } });
  await client.does(process, 'signRedo', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });
  expect(await client.lookup(letter)).toMatchObject({
    stage: 'replied',
    reply: '已重新办理。',
    replies: [{ reply: '初次答复。' }, { reply: '已重新办理。' }],
  });
  const final = { rating: 'SATISFIED', final: true };
  expect((await client.citizen('ratings', letter, final)).body).toMatchObject({
    stage: 'closed',
  });
});

it('a follow-up question is answered by the same unit and rated anew', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit', content: { reply: '初次答复。' } });
  await client.does(process, 'signOff', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });

  const asked = await client.citizen('follow-ups', letter, { text: '请问到哪里办？' });
  expect(asked).toMatchObject({ status: 200, body: { stage: 'followUp', state: '追问办理中' } });
  await client.does(process, 'answerFollowUp', { outcome: 'submit', content: { reply: '到社区办理。' } });
  await client.does(process, 'signFollowUp', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });
  expect(await client.lookup(letter)).toMatchObject({
    replies: [{ reply: '初次答复。' }, { reply: '到社区办理。' }],
    allowed: ['rate'],
  });

  await client.citizen('ratings', letter, { rating: 'SATISFIED', final: true });
  expect(await client.get(`/processes/${process}`, CLERK)).toMatchObject({
    result: 'closed',
    facts: { followUps: 1, rating: 'SATISFIED' },
  });
});

describe('a letter that accuses', () => {
  /** Every trace of a process that an account can find. */
  async function found(process: string, letterNo: string, task: string, as: string): Promise<unknown[]> {
    const lists = [`/processes?subject=${letterNo}`, `/tasks?processId=${process}&state=all`];
    const ones = [`/processes/${process}`, `/processes/${process}/timeline`, `/tasks/${task}`];
    const listed = await Promise.all(lists.map((path) => client.get<{ items: unknown[] }>(path, as)));
    const answers = await Promise.all(ones.map((path) => client.request('GET', path, { as })));
    return [...listed.flatMap(({ items }) => items), ...answers.filter(({ status }) => status !== 404)];
  }

  it('an accusation (检举) is hidden from the accused unit and from all but the office and the investigators', async () => {
    const letter = await client.submitted({ kind: 'REPORT', title: '检举州住建局', namedUnits: ['ZJJ'] });
    const { process, letterNo } = letter;
    const strangers = ['zjj.clerk', 'zjj.signer', 'jtj.clerk', 'supervisor', 'petition.clerk'];

    const register = await client.task(process, 'register');
    for (const as of strangers) expect(await found(process, letterNo, register.id, as)).toEqual([]);
    const decision = { class: 'CONSULT', lead: 'JTJ', coUnits: [] };
    expect(await client.complete(register, { outcome: 'dispatch', decision })).toMatchObject({
      status: 409,
      body: { code: 'OUTCOME_NOT_ALLOWED' },
    });
    const accept = { outcome: 'accept', decision: { class: 'REPORT' }, content: {} };
    expect(await client.complete(register, { ...accept, as: 'zjj.clerk' })).toMatchObject({ status: 404 });
    expect(await client.complete(register, accept)).toMatchObject({ status: 200 });
    await client.does(process, 'assign', { outcome: 'discipline' });

    const takeOver = await client.task(process, 'takeOver', 'discipline.clerk');
    for (const as of [...strangers, CLERK])
      expect(await found(process, letterNo, takeOver.id, as)).toEqual([]);
    expect(await client.lookup(letter)).toMatchObject({ unit: null, dueAt: null, reply: null });
    await client.does(process, 'takeOver', { outcome: 'take' }, 'discipline.clerk');
    expect(await client.get(`/processes/${process}`, 'discipline.clerk')).toMatchObject({
      result: 'discipline',
    });
    for (const as of [...strangers, CLERK])
      expect(await found(process, letterNo, takeOver.id, as)).toEqual([]);
  });

  it('a complaint is sent to its unit, or a unit below, only with a reason', async () => {
    const { process, letterNo } = await client.submitted({ kind: 'COMPLAINT', namedUnits: ['522601'] });
    const register = await client.task(process, 'register');
    for (const lead of ['522601', '522601-ZJJ']) {
      const decision = { class: 'COMPLAINT', lead, coUnits: [] };
      expect(await client.complete(register, { outcome: 'dispatch', decision })).toMatchObject({
        status: 422,
        body: {
          code: 'CONFLICT_UNACKNOWLEDGED',
          issues: [{ field: 'decision.lead' }, { field: 'content.conflictReason' }],
        },
      });
    }
    const decision = { class: 'COMPLAINT', lead: 'ZJJ', coUnits: [] };
    await client.does(process, 'register', { outcome: 'dispatch', decision });
    for (const as of ['522601.clerk', '522601-zjj.clerk', 'jtj.clerk']) {
      expect(await found(process, letterNo, register.id, as)).toEqual([]);
    }
    expect(await found(process, letterNo, register.id, 'zjj.clerk')).not.toEqual([]);
  });
});

it('a second return of a letter is rejected', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  await client.does(process, 'register', {
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
  });
  const { dueAt } = await client.lookup(letter);
  await client.does(process, 'sign', { outcome: 'dispute' });
  expect(await client.lookup(letter)).toMatchObject({ state: '协调中', dueAt });
  await client.does(process, 'rule', { outcome: 'refuse' });

  const sign = await client.task(process, 'sign');
  expect(sign.outcomes.map(({ name }) => name)).toEqual(['sign', 'redispatch']);
  const again = {
    outcome: 'dispute',
    decision: { reason: 'NOT_OUR_DUTY' },
    content: { explanation: '不属于我单位职责。' },
  };
  expect(await client.complete(sign, again)).toMatchObject({
    status: 409,
    body: { code: 'OUTCOME_NOT_ALLOWED' },
  });
  expect(await client.lookup(letter)).toMatchObject({ state: '已转办', dueAt });
  await client.does(process, 'sign', { outcome: 'sign' });
  expect((await client.task(process, 'draft')).dueAt).toBe(dueAt);
});

it('a county forwards a letter to its own offices only', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  await client.does(process, 'register', {
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: '522601', coUnits: [] },
  });
  const { dueAt } = await client.lookup(letter);
  const sign = await client.task(process, 'sign');
  expect(
    await client.complete(sign, { outcome: 'redispatch', decision: { unit: '522622-ZJJ' }, content: {} }),
  ).toMatchObject({
    status: 409,
    body: { code: 'UNIT_OUTSIDE_COUNTY' },
  });
  await client.does(process, 'sign', { outcome: 'redispatch', decision: { unit: '522601-ZJJ' } });
  expect(await client.task(process, 'sign', '522601.clerk')).toMatchObject({ unit: '522601-ZJJ' });
  expect((await client.lookup(letter)).dueAt).toBe(dueAt);
});

it('a writer withdraws a letter until it is answered', async () => {
  const letter = await client.submitted();
  await client.does(letter.process, 'register', { outcome: 'dispatch' });
  expect((await client.lookup(letter)).allowed).toEqual(['withdraw']);

  const withdrawn = await client.citizen('withdrawals', letter, { reason: '已经解决' });
  expect(withdrawn).toMatchObject({ status: 200, body: { state: '已撤回', allowed: [] } });
  expect(await client.tasks(letter.process)).toEqual([]);
  expect(await client.citizen('withdrawals', letter)).toMatchObject({
    status: 409,
    body: { code: 'PROCESS_ENDED' },
  });

  const answered = await client.submitted();
  await client.answered(answered.process);
  expect(await client.citizen('withdrawals', answered)).toMatchObject({
    status: 409,
    body: { code: 'MESSAGE_NOT_EXPECTED' },
  });
});

it('a writer supplements a letter at the request of the office', async () => {
  const letter = await client.submitted();
  await client.does(letter.process, 'register', { outcome: 'askForMore' });
  expect(await client.lookup(letter)).toMatchObject({ state: '待补充', allowed: ['supplement', 'withdraw'] });

  const text = '事情发生在上周三上午。';
  expect(await client.citizen('supplements', letter, { text })).toMatchObject({
    status: 200,
    body: { state: '待审核' },
  });
  expect(await client.citizen('supplements', letter, { text })).toMatchObject({
    status: 409,
    body: { code: 'TASK_NOT_OPEN' },
  });
  await client.does(letter.process, 'register', { outcome: 'accept' });
});

it('a rejected letter is accepted after a justified objection', async () => {
  const letter = await client.submitted();
  await client.does(letter.process, 'register', { outcome: 'reject' });
  expect((await client.citizen('objections', letter, { text: '属于州政府职权范围。' })).status).toBe(200);
  await client.does(letter.process, 'reconsider', { outcome: 'accept', decision: { class: 'CONSULT' } });
  expect(await client.lookup(letter)).toMatchObject({ state: '已受理' });
});

it('the person who rejected a letter may not reconsider it', async () => {
  const letter = await client.submitted();
  await client.does(letter.process, 'register', { outcome: 'reject', as: 'mailbox.reviewer' });
  expect(await client.lookup(letter)).toMatchObject({ state: '不予受理', allowed: ['object', 'withdraw'] });
  expect((await client.citizen('objections', letter, { text: '属于州政府职权范围。' })).status).toBe(200);

  const reconsider = await client.task(letter.process, 'reconsider');
  const decision = { class: 'CONSULT' };
  expect(await client.complete(reconsider, { outcome: 'accept', decision, content: {} })).toMatchObject({
    status: 409,
    body: { code: 'FOUR_EYES' },
  });
});

it('a letter stays rejected when the objection is not upheld', async () => {
  const letter = await client.submitted();
  await client.does(letter.process, 'register', { outcome: 'reject' });
  await client.citizen('objections', letter, { text: '属于州政府职权范围。' });
  await client.does(letter.process, 'reconsider', { outcome: 'uphold' });
  expect(await client.lookup(letter)).toMatchObject({ state: '不予受理', allowed: [] });
  expect(await client.citizen('objections', letter, { text: '再次异议。' })).toMatchObject({
    status: 409,
    body: { code: 'TASK_NOT_OPEN' },
  });
});

/** The worker sends a merged letter the result of its parent. */
const untilStage = (process: string, stage: string) =>
  until(
    async () => ((await client.get(`/processes/${process}`, CLERK)) as { stage: string }).stage === stage,
    `the merged letter comes to ${stage}`,
  );

it('a merged letter is answered with its parent', async () => {
  const first = await client.submitted();
  const second = await client.submitted();
  const register = await client.task(second.process, 'register');
  for (const into of [second.process, randomUUID()]) {
    expect(
      await client.complete(register, { outcome: 'merge', decision: { into }, content: {} }),
    ).toMatchObject({
      status: 409,
      body: { code: 'MERGE_TARGET_INVALID' },
    });
  }
  await client.does(second.process, 'register', { outcome: 'merge', decision: { into: first.letterNo } });
  expect(await client.lookup(second)).toMatchObject({
    state: '已合并',
    mergedInto: first.letterNo,
    reply: null,
  });

  await client.answered(first.process);
  const { reply } = await client.lookup(first);
  expect(reply).toEqual(expect.any(String));
  expect((await client.lookup(second)).reply).toBe(reply);
  await untilStage(second.process, 'replied');
  expect(await client.citizen('ratings', second, { rating: 'SATISFIED', final: true })).toMatchObject({
    status: 200,
    body: { state: '办结', mergedInto: first.letterNo },
  });
});

it('a merged letter is registered by itself when its parent is withdrawn', async () => {
  const first = await client.submitted();
  const second = await client.submitted();
  const decision = { into: first.letterNo };
  await client.does(second.process, 'register', { outcome: 'merge', decision });

  await client.citizen('withdrawals', first);

  await untilStage(second.process, 'submitted');
  expect(await client.task(second.process, 'register')).toBeDefined();
});

it('a supervisor cancels a suspended letter', async () => {
  const letter = await client.submitted();
  const { process } = letter;
  const operate = (what: string, as = 'supervisor') =>
    client.request('POST', `/processes/${process}/${what}`, { as, body: { reason: '等待核实' } });

  expect(await operate('suspend', CLERK)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await operate('suspend')).toMatchObject({ status: 200, body: { state: 'suspended' } });
  const register = await client.task(process, 'register');
  const accept = { outcome: 'accept', decision: { class: 'CONSULT' }, content: {} };
  expect(await client.complete(register, accept)).toMatchObject({
    status: 409,
    body: { code: 'PROCESS_SUSPENDED' },
  });
  expect(await operate('resume')).toMatchObject({ status: 200, body: { state: 'running' } });
  expect(await operate('resume')).toMatchObject({ status: 409, body: { code: 'PROCESS_NOT_SUSPENDED' } });
  expect(await client.complete(register, accept)).toMatchObject({ status: 200 });

  expect(await operate('cancel')).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(await client.tasks(process)).toEqual([]);
  expect(await operate('cancel')).toMatchObject({ status: 409, body: { code: 'PROCESS_ENDED' } });
});

it('a repeated submission returns the same letter', async () => {
  const key = randomUUID();
  const [first, second] = await Promise.all([client.submit({}, key), client.submit({}, key)]);
  expect(second).toEqual(first);
  expect(await client.submit({}, key)).toEqual(first);
  const other = { ...LETTER, captcha: await client.captcha(), title: '另一封信' };
  expect(await client.request('POST', '/public/letters', { key, body: other })).toMatchObject({
    status: 201,
    body: { letterNo: expect.not.stringMatching(first.letterNo) }, // another citizen's
  });

  const process = await client.processOf(first);
  const register = await client.task(process, 'register');
  const accept = { outcome: 'accept', decision: { class: 'CONSULT' }, content: {}, key: randomUUID() };
  const answers = await Promise.all([client.complete(register, accept), client.complete(register, accept)]);
  const later = await client.complete(register, accept);
  expect([...answers, later].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(later.body).toMatchObject({ state: 'completed', outcome: 'accept' });
  const closed = (await client.timeline(process)).filter(({ type }) => type === 'task.closed');
  expect(closed).toHaveLength(1);
});

it.each([
  ['2015-07-20', '5226', '2015-07-29'],
  ['2015-07-20', 'CN', '2015-07-27'],
  ['2015-09-02', '5226', '2015-09-10'],
  ['2015-09-28', '5226', '2015-10-10'],
  ['2015-06-18', '5226', '2015-06-26'],
])('five working days from %s in %s end on %s', async (day, region, dueDate) => {
  const query = new URLSearchParams({ receivedAt: `${day}T09:00:00+08:00`, workingDays: '5', region });
  expect(await client.get(`/calendar/due-date?${query.toString()}`)).toMatchObject({ dueDate });
});
