import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { endLostProcess } from '../../domain/cases/read-model/lost-process.js';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, eraseLetter, openTask, type SentLetter } from '../support/letters.js';
import { MergedLetters, stepsOf } from '../support/merged-letters.js';

const gateway = await startTestGateway();
const letters = new MergedLetters(gateway);
const { request, query } = gateway;

/** Every way in which a letter ends that leaves those merged into it without anybody. */
const ENDINGS: Readonly<Record<string, (parent: SentLetter) => Promise<unknown>>> = {
  'is withdrawn': (parent) => letters.citizen('withdrawals', parent),
  'is cancelled': (parent) => letters.cancel(parent),
  'is lost': (parent) =>
    endLostProcess(gateway.app.get<DataSource>(DATA_SOURCE), parent.process, 'terminated', new Date()),
  'is erased': (parent) => eraseLetter(gateway, parent.process),
  lapses: (parent) =>
    query(`UPDATE process SET state = 'completed', result = 'lapsed', ended_at = now() WHERE id = $1`, [
      parent.process,
    ]),
};

describe('a merged letter whose parent is in progress', () => {
  it('a merged letter shows the unit, due date and steps of its parent', async () => {
    const { child, parent } = await letters.merged();
    await letters.dispatch(parent);

    const [own, shown] = [await letters.lookup(parent), await letters.lookup(child)];

    expect(await letters.follow()).toBe(0);
    expect(shown).toMatchObject({ state: '已合并', mergedInto: parent.letterNo, allowed: ['withdraw'] });
    expect([shown.unit, shown.dueDate]).toEqual([own.unit, own.dueDate]);
    expect(shown.dueDate).toEqual(expect.any(String));
    expect(stepsOf(shown)).toEqual(['待审核', '已合并', '待审核', '已转州住建局', '办理中']);
  });

  it('a merged letter shows the notices of its parent except questions', async () => {
    const { child, parent } = await letters.merged();
    await letters.does(parent, 'register', 'mailbox.clerk', 'askForMore');
    await letters.citizen('supplements', parent, { text: '在城东。' });
    await letters.dispatch(parent);
    await letters.does(parent, 'draft', 'zjj.clerk', 'interim', { content: { message: '正在核查。' } });

    const shown = await letters.lookup(child);

    expect(shown.notices).toMatchObject([{ kind: 'INTERIM', text: '正在核查。' }]);
    expect(stepsOf(shown)).not.toContain('待补充');
  });

  it('staff read the stage and answer of the parent in a merged letter', async () => {
    const { child, parent } = await letters.merged();
    await letters.answer(parent, '已为您办理。');

    const before = await request('GET', `/letters/${child.process}`, { as: 'mailbox.clerk' });
    await letters.follow();
    const after = await request('GET', `/letters/${child.process}`, { as: 'mailbox.clerk' });

    for (const { body } of [before, after])
      expect(body.mergedInto).toMatchObject({
        letterNo: parent.letterNo,
        processId: parent.process,
        stageTitle: '已答复',
        unit: '州住房和城乡建设局',
        dueAt: expect.any(String),
        reply: '已为您办理。',
      });
  });

  it('withdrawing a merged letter does not change its parent', async () => {
    const { child, parent } = await letters.merged();

    expect((await letters.citizen('withdrawals', child)).status).toBe(200);

    expect((await letters.lookup(child)).state).toBe('已撤回');
    expect(await openTask(gateway, parent.process, 'register')).toBeDefined();
    expect(await letters.follow()).toBe(0);
  });
});

describe('a letter whose parent was answered', () => {
  it('the writer of a merged letter rates the answer of its parent', async () => {
    const { child, parent } = await letters.merged();
    await letters.answer(parent, '已为您办理。');
    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({
      state: '已答复',
      reply: '已为您办理。',
      unit: '州住房和城乡建设局',
      mergedInto: parent.letterNo,
      allowed: ['rate', 'followUp'],
      waitsUntil: expect.any(String),
    });
    expect((await letters.citizen('ratings', child, { rating: 'SATISFIED', final: true })).status).toBe(200);
    expect(await letters.lookup(child)).toMatchObject({ state: '办结', rating: 'SATISFIED' });
    expect((await letters.lookup(parent)).rating).toBeNull();
  });

  it('a merged letter keeps its answer when its parent is reopened and answered again', async () => {
    const { child, parent } = await letters.merged();
    await letters.answer(parent, '第一次答复。');
    await letters.follow();
    const { dueAt } = await letters.lookup(child);
    await letters.citizen('ratings', parent, { rating: 'DISSATISFIED', reason: '没有办' });
    await letters.does(parent, 'reviewRating', 'mailbox.reviewer', 'reopen');
    const during = await letters.lookup(child);
    await letters.does(parent, 'redo', 'zjj.clerk', 'submit', { content: { reply: '第二次答复。' } });
    await letters.does(parent, 'signRedo', 'zjj.signer', 'sign');
    await letters.does(parent, 'review', 'mailbox.reviewer', 'pass');

    expect(await letters.follow()).toBe(0);
    for (const shown of [during, await letters.lookup(child)])
      expect(shown).toMatchObject({
        state: '已答复',
        reply: '第一次答复。',
        dueAt,
        allowed: ['rate', 'followUp'],
      });
  });

  it('a reopened merged letter gets an answer of its own', async () => {
    const { child, parent } = await letters.merged();
    await letters.answer(parent, '第一次答复。');
    await letters.follow();
    await letters.citizen('ratings', child, { rating: 'DISSATISFIED', reason: '没有办' });
    await letters.does(child, 'reviewRating', 'mailbox.reviewer', 'reopen');
    const during = await letters.lookup(child);
    await letters.does(child, 'redo', 'zjj.clerk', 'submit', { content: { reply: '重新答复。' } });
    await letters.does(child, 'signRedo', 'zjj.signer', 'sign');
    await letters.does(child, 'review', 'mailbox.reviewer', 'pass');

    expect(during).toMatchObject({ state: '重办中', reply: '第一次答复。', dueDate: expect.any(String) });
    expect(await letters.lookup(child)).toMatchObject({ state: '已答复', reply: '重新答复。' });
    expect(await letters.lookup(parent)).toMatchObject({ state: '已答复', reply: '第一次答复。' });
  });

  it('a merged complaint is reopened at the unit it concerns only with a reason', async () => {
    const { child, parent } = await letters.merged({ kind: 'COMPLAINT', namedUnits: ['ZJJ'] });
    await letters.answer(parent, '第一次答复。');
    await letters.follow();
    await letters.citizen('ratings', child, { rating: 'DISSATISFIED', reason: '没有办' });
    const reopen = (content: object) =>
      complete(gateway, child.process, {
        name: 'reviewRating',
        as: 'mailbox.reviewer',
        outcome: 'reopen',
        content,
      });

    const refused = await reopen({});
    const done = await reopen({ conflictReason: '只有该局能够办理。' });

    expect([refused.status, refused.body.code]).toEqual([422, 'CONFLICT_UNACKNOWLEDGED']);
    expect(done.status).toBe(200);
    const task = await openTask(gateway, child.process, 'redo');
    expect((await request('GET', `/tasks/${task}`, { as: 'zjj.clerk' })).status).toBe(200);
  });

  it('a merged letter takes an answer given before the merge', async () => {
    const [parent, child] = [await letters.send(), await letters.send()];
    await letters.answer(parent, '已为您办理。');
    await letters.merge(child, parent);

    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({
      reply: '已为您办理。',
      allowed: ['rate', 'followUp'],
    });
  });
});

describe('a letter that was merged several times over', () => {
  it('a letter merged several times over follows the last letter of the chain', async () => {
    const [first, second, last] = [await letters.send(), await letters.send(), await letters.send()];
    await letters.merge(first, second);
    await letters.merge(second, last);
    await letters.dispatch(last);
    const meanwhile = await letters.lookup(first);
    await letters.does(last, 'draft', 'zjj.clerk', 'submit', { content: { reply: '统一答复。' } });
    await letters.does(last, 'signOff', 'zjj.signer', 'sign');
    await letters.does(last, 'review', 'mailbox.reviewer', 'pass');

    const counts = await Promise.all([letters.follow(), letters.follow(), letters.follow()]);

    expect(meanwhile).toMatchObject({ mergedInto: second.letterNo, unit: '州住房和城乡建设局' });
    expect(counts.reduce((sum, n) => sum + n)).toBe(2);
    expect(await letters.follow()).toBe(0);
    for (const letter of [first, second])
      expect(await letters.lookup(letter)).toMatchObject({
        reply: '统一答复。',
        allowed: ['rate', 'followUp'],
      });
  });

  it('a merged letter follows the letter in between when the last one ends without an answer', async () => {
    const [first, second, last] = [await letters.send(), await letters.send(), await letters.send()];
    await letters.merge(first, second);
    await letters.merge(second, last);
    await letters.cancel(last);

    await letters.follow();
    await letters.follow();

    expect((await letters.lookup(second)).state).toBe('待审核');
    expect(await letters.lookup(first)).toMatchObject({ state: '已合并', mergedInto: second.letterNo });
  });
});

describe('a letter whose parent was rejected', () => {
  it('the writer of a merged letter objects to the shared rejection separately', async () => {
    const { child, parent } = await letters.merged();
    await letters.refuse(parent, '请向人民法院提出。');
    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({
      state: '不予受理',
      notices: [{ kind: 'REJECTION', text: '请向人民法院提出。' }],
      allowed: ['object', 'withdraw'],
      waitsUntil: expect.any(String),
    });
    expect((await letters.citizen('objections', child, { text: '属于州政府职权。' })).status).toBe(200);
    await letters.does(child, 'reconsider', 'mailbox.reviewer', 'accept', { decision: { class: 'HELP' } });
    expect(await letters.lookup(child)).toMatchObject({ state: '已受理', mergedInto: null });
    expect(await letters.lookup(parent)).toMatchObject({
      state: '不予受理',
      allowed: ['object', 'withdraw'],
    });
  });

  it('a merged letter keeps its right to object whatever becomes of its parent’s objection', async () => {
    const { child, parent } = await letters.merged();
    await letters.refuse(parent, '请向人民法院提出。');
    await letters.follow();

    await letters.citizen('objections', parent, { text: '属于州政府职权。' });
    await letters.follow();
    const meanwhile = await letters.lookup(child);
    await letters.does(parent, 'reconsider', 'mailbox.reviewer', 'uphold');
    await letters.follow();

    for (const shown of [meanwhile, await letters.lookup(child)])
      expect(shown.allowed).toEqual(['object', 'withdraw']);
  });

  it('a merged letter follows its parent again when the parent’s objection is accepted', async () => {
    const { child, parent } = await letters.merged();
    await letters.refuse(parent, '请向人民法院提出。');
    await letters.follow();
    await letters.citizen('objections', parent, { text: '属于州政府职权。' });
    await letters.does(parent, 'reconsider', 'mailbox.reviewer', 'accept', { decision: { class: 'HELP' } });

    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({ state: '已合并', mergedInto: parent.letterNo });
  });

  it('a merged letter that follows again shows the steps of its parent in order', async () => {
    const { child, parent } = await letters.merged();
    await letters.refuse(parent, '请向人民法院提出。');
    await letters.follow();
    await letters.citizen('objections', parent, { text: '属于州政府职权。' });
    await letters.does(parent, 'reconsider', 'mailbox.reviewer', 'accept', { decision: { class: 'HELP' } });
    await letters.follow();
    const decision = { class: 'HELP', lead: 'ZJJ', coUnits: [] };
    await letters.does(parent, 'assign', 'mailbox.clerk', 'assign', { decision });

    const [own, shown] = [await letters.lookup(parent), await letters.lookup(child)];

    expect([shown.unit, shown.dueDate]).toEqual(['州住房和城乡建设局', own.dueDate]);
    const objected = ['待审核', '已受理', '已转州住建局'];
    expect(stepsOf(shown)).toEqual(['待审核', '已合并', '待审核', '不予受理', ...objected]);
  });
});

describe('a letter whose parent was transferred', () => {
  it('a merged letter ends as a petition with its parent', async () => {
    const { child, parent } = await letters.merged();
    const decision = { class: 'COMPLAINT' };
    await letters.does(parent, 'register', 'mailbox.clerk', 'accept', { decision });
    await letters.does(parent, 'assign', 'mailbox.clerk', 'petition');
    await letters.does(parent, 'takePetition', 'petition.clerk', 'take');

    await letters.follow();

    const shown = await letters.lookup(child);
    expect(shown).toMatchObject({ state: '已转信访程序', allowed: [] });
    expect(stepsOf(shown)).toEqual(['待审核', '已合并', '待审核', '已受理', '已转信访程序']);
  });

  it('a merged letter ends with an accusation that neither writer nor staff can identify', async () => {
    const { child, parent } = await letters.merged();
    const decision = { class: 'REPORT' };
    await letters.does(parent, 'register', 'mailbox.clerk', 'accept', { decision });
    const meanwhile = await letters.lookup(child);
    const seen = await request('GET', `/letters/${child.process}`, { as: 'mailbox.clerk' });
    expect(await letters.follow()).toBe(0);
    await letters.does(parent, 'assign', 'mailbox.clerk', 'discipline');
    await letters.does(parent, 'takeOver', 'discipline.clerk', 'take');

    await letters.follow();

    expect(meanwhile).toMatchObject({ state: '已合并', mergedInto: null, unit: null });
    expect(seen.body.mergedInto).toBeNull();
    const shown = await letters.lookup(child);
    expect(shown).toMatchObject({ mergedInto: null, unit: null, dueDate: null, allowed: [] });
    expect(stepsOf(shown).at(-1)).toBe('已按规定移送');
    const [row] = await query<{ result: string; facts: object }>(
      'SELECT result, facts FROM process WHERE id = $1',
      [child.process],
    );
    expect(row!.result).toBe('discipline');
    expect(JSON.stringify(row!.facts)).not.toContain(parent.process);
    expect((await request('GET', `/letters/${child.process}`, { as: 'mailbox.clerk' })).status).toBe(404);
  });

  it('the writer of a merged letter reads the explanation that closed its parent', async () => {
    const { child, parent } = await letters.merged();
    await letters.dispatch(parent);
    await letters.does(parent, 'draft', 'zjj.clerk', 'suspend');
    await letters.does(parent, 'decideSuspension', 'supervisor', 'approve');
    const content = { explanation: '项目已取消。' };
    await letters.does(parent, 'reviewSuspension', 'supervisor', 'end', { content });

    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({
      state: '办结',
      notices: [{ kind: 'EXPLANATION', text: '项目已取消。' }],
      allowed: [],
    });
  });
});

describe('a letter whose parent', () => {
  it.each(Object.entries(ENDINGS))(
    'a merged letter is registered again when its parent %s',
    async (_, end) => {
      const { child, parent } = await letters.merged();
      await end(parent);

      expect(await letters.follow()).toBe(1);

      const shown = await letters.lookup(child);
      expect(shown).toMatchObject({
        state: '待审核',
        mergedInto: null,
        notices: [{ kind: 'SEPARATED', text: expect.stringContaining('恢复单独登记审核') }],
        allowed: ['withdraw'],
      });
      const task = await openTask(gateway, child.process, 'register');
      expect((await request('GET', `/tasks/${task}`, { as: 'mailbox.clerk' })).body.dueAt).toEqual(
        expect.any(String),
      );
    },
  );

  it('a merged letter whose answered parent is erased before it is notified is registered again', async () => {
    const { child, parent } = await letters.merged();
    await letters.answer(parent, '已为您办理。');
    await ENDINGS['is erased']!(parent);

    await letters.follow();

    expect(await letters.lookup(child)).toMatchObject({ state: '待审核', reply: null });
  });

  it('a merged letter whose parent is unknown is registered again', async () => {
    const { child } = await letters.merged();
    await query(`UPDATE process SET facts = facts || '{"mergedInto": "no uuid"}' WHERE id = $1`, [
      child.process,
    ]);

    await letters.follow();

    expect((await letters.lookup(child)).state).toBe('待审核');
  });
});

it('a suspended merged letter is notified when it resumes', async () => {
  const { child, parent } = await letters.merged();
  const operate = (what: string) =>
    request('POST', `/processes/${child.process}/${what}`, { as: 'supervisor', body: { reason: '核查' } });
  await operate('suspend');
  await letters.cancel(parent);

  const whileSuspended = await letters.follow();
  await operate('resume');

  expect([whileSuspended, await letters.follow()]).toEqual([0, 1]);
});

it('staff may not send the message parent', async () => {
  const { child } = await letters.merged();

  const { status, body } = await request('POST', `/processes/${child.process}/messages/parent`, {
    as: 'supervisor',
    body: { decision: { stands: 'gone' } },
  });

  expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
});
