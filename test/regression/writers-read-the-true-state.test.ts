import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { endLostProcess } from '../../domain/cases/read-model/lost-process.js';
import { publicProgress, type ProgressEntry } from '../../apps/gateway/letters/public-steps.js';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import { mailboxLetter } from '../../workflows/letters/definition.js';
import { startTestGateway, type Answer } from '../support/gateway.js';
import { complete, letterInProgress, sendLetter, type SentLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const lookup = async ({ letterNo, queryCode }: SentLetter): Promise<Answer['body']> =>
  (await request('POST', '/public/letters/lookup', { body: { letterNo, queryCode } })).body;
const textsOf = (status: { timeline: { text: string }[] }): string[] =>
  status.timeline.map(({ text }) => text);

type Step = readonly [name: string, as: string, outcome: string, decision?: object, content?: object];
async function does({ process }: SentLetter, ...steps: Step[]): Promise<void> {
  for (const [name, as, outcome, decision, content] of steps) {
    const given = { ...(decision && { decision }), ...(content && { content }) };
    const { status, body } = await complete(gateway, process, { name, as, outcome, ...given });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }
}
const operate = (letter: SentLetter, what: string): Promise<Answer> =>
  request('POST', `/processes/${letter.process}/${what}`, { as: 'supervisor', body: { reason: '内部理由' } });

const HANDLED = [
  ['signOff', 'zjj.signer', 'sign'],
  ['review', 'mailbox.reviewer', 'pass'],
] as const;
const CLERK = 'mailbox.clerk';

describe('of an extension', () => {
  const asked = ['draft', 'zjj.clerk', 'extension', { workingDays: 5, reason: 'COMPLEX' }] as const;

  it('the writer of an extended letter reads the new date and the reason', async () => {
    const letter = await letterInProgress(gateway);
    const { dueDate: before } = await lookup(letter);
    await does(letter, asked, ['decideExtension', CLERK, 'approve', { workingDays: 5 }]);

    const status = await lookup(letter);

    expect(status.dueDate > before).toBe(true);
    expect(textsOf(status)).toEqual([
      '待审核',
      '已转州住建局',
      '办理中',
      `延期至${status.dueDate}（情况复杂）`,
    ]);
  });

  it('the writer reads nothing of an extension that is undecided or refused', async () => {
    const letter = await letterInProgress(gateway);
    const before = await lookup(letter);
    await does(letter, asked);
    const during = await lookup(letter);
    await does(letter, ['decideExtension', CLERK, 'refuse']);

    expect(during).toEqual(before);
    expect(await lookup(letter)).toEqual(before);
  });
});

describe('of a letter that is suspended', () => {
  const suspended = async (): Promise<SentLetter> => {
    const letter = await letterInProgress(gateway);
    await does(letter, ['draft', 'zjj.clerk', 'suspend', { reason: 'FUNDS_PENDING' }]);
    await does(letter, ['decideSuspension', 'supervisor', 'approve']);
    return letter;
  };
  const reviewOf = async ({ process }: SentLetter): Promise<string> => {
    const [row] = await query<{ on: string }>(
      `SELECT to_char(c.due_at AT TIME ZONE 'Asia/Shanghai' - interval '1 second', 'YYYY-MM-DD') AS on FROM clock c
       JOIN task t ON t.process_id = c.process_id AND t.number = c.task
       WHERE c.process_id = $1 AND t.name = 'reviewSuspension' AND t.state = 'open'`,
      [process],
    );
    return row!.on;
  };

  it('the writer of a suspended letter reads its reason and next review but no due date', async () => {
    const letter = await suspended();
    const day = await reviewOf(letter);

    const status = await lookup(letter);

    expect(status).toMatchObject({
      state: '挂账',
      unit: '州住房和城乡建设局',
      dueDate: null,
      dueAt: null,
      suspension: { reason: '资金待落实', nextReview: day },
    });
    expect(textsOf(status).at(-1)).toBe(`挂账（资金待落实），下次复查日期${day}`);
  });

  it('the writer reads 办理中 while a suspension is only requested', async () => {
    const letter = await letterInProgress(gateway);
    const before = await lookup(letter);
    await does(letter, ['draft', 'zjj.clerk', 'suspend']);

    expect(await lookup(letter)).toEqual(before);
  });

  it('the writer reads the new due date when a suspended letter resumes', async () => {
    const letter = await suspended();
    await does(letter, ['reviewSuspension', 'supervisor', 'resume']);

    const status = await lookup(letter);

    expect(status).toMatchObject({ state: '办理中', suspension: null, dueDate: expect.any(String) });
    expect(textsOf(status).slice(-2)).toEqual([`恢复办理，办理期限至${status.dueDate}`, '办理中']);
  });

  it('the writer reads 挂账 while a suspension needs a new approval', async () => {
    const letter = await suspended();
    const prolonged = ['reviewSuspension', 'supervisor', 'prolong'] as const;
    await does(letter, prolonged, prolonged, prolonged);

    expect(await lookup(letter)).toMatchObject({
      state: '挂账',
      dueDate: null,
      suspension: { reason: '资金待落实', nextReview: null },
    });
  });

  it('the writer reads the explanation that closes a suspended letter', async () => {
    const letter = await suspended();
    await does(letter, ['reviewSuspension', 'supervisor', 'end']);

    expect(await lookup(letter)).toMatchObject({
      state: '办结',
      dueDate: null,
      suspension: null,
      allowed: [],
      notices: [{ kind: 'EXPLANATION', text: '经研究，理由如下。' }],
    });
  });
});

it('a suspended process is shown as 暂停办理 without a due date', async () => {
  const letter = await letterInProgress(gateway);
  await operate(letter, 'suspend');
  const during = await lookup(letter);
  await operate(letter, 'resume');
  const after = await lookup(letter);

  expect(during).toMatchObject({ state: '暂停办理', dueDate: null, dueAt: null, allowed: [] });
  expect(after).toMatchObject({ state: '办理中', dueDate: expect.any(String), allowed: ['withdraw'] });
  expect(textsOf(after).slice(-2)).toEqual(['暂停办理', '恢复办理']);
  expect(JSON.stringify(after)).not.toContain('内部理由');
});

it('a unit that has returned the letter is not shown, nor is its due date', async () => {
  const letter = await sendLetter(gateway);
  const dispatch = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await does(letter, ['register', CLERK, 'dispatch', dispatch], ['sign', 'zjj.clerk', 'dispute']);
  await does(letter, ['rule', CLERK, 'agree']);
  const between = await lookup(letter);
  await does(letter, ['assign', CLERK, 'assign', { ...dispatch, lead: 'JTJ' }]);
  const after = await lookup(letter);

  expect(between).toMatchObject({ state: '重新确定承办单位', unit: null, dueDate: null, dueAt: null });
  expect(after).toMatchObject({ state: '已转办', unit: '州交通运输局', dueDate: expect.any(String) });
  expect(textsOf(after)).toEqual(['待审核', '已转州住建局', '协调中', '重新确定承办单位', '已转州交通局']);
});

it('a returned letter that the office answers itself has no due date', async () => {
  const letter = await sendLetter(gateway);
  const dispatch = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await does(letter, ['register', CLERK, 'dispatch', dispatch], ['sign', 'zjj.clerk', 'dispute']);
  await does(letter, ['rule', CLERK, 'agree'], ['assign', CLERK, 'answer']);

  expect(await lookup(letter)).toMatchObject({
    state: '答复审核中',
    unit: '州群众工作中心',
    dueDate: null,
  });
});

it('a letter passed on within a county shows the new office', async () => {
  const letter = await sendLetter(gateway);
  await does(
    letter,
    ['register', CLERK, 'dispatch', { class: 'CONSULT', lead: '522601', coUnits: [] }],
    ['sign', '522601.clerk', 'redispatch', { unit: '522601-ZJJ' }],
  );

  const status = await lookup(letter);

  expect(status.unit).toBe('凯里市住房和城乡建设局');
  expect(textsOf(status).at(-1)).toBe('已转凯里市住建局');
});

it('the writer of a cancelled letter reads 已撤销', async () => {
  const letter = await letterInProgress(gateway);
  await operate(letter, 'cancel');

  const status = await lookup(letter);

  expect(status).toMatchObject({ state: '已撤销', unit: null, dueDate: null, allowed: [], waitsUntil: null });
  expect(textsOf(status).at(-1)).toBe('已撤销');
  expect(JSON.stringify(status)).not.toContain('内部理由');
});

it('the writer of a lost letter reads 异常中止', async () => {
  const letter = await letterInProgress(gateway);
  const dataSource = gateway.app.get<DataSource>(DATA_SOURCE);
  await endLostProcess(dataSource, letter.process, 'terminated', new Date());

  expect(await lookup(letter)).toMatchObject({
    state: '异常中止',
    unit: null,
    dueDate: null,
    allowed: [],
    timeline: expect.arrayContaining([expect.objectContaining({ text: '异常中止' })]),
  });
});

describe('a reopened letter', () => {
  const reopened = async (): Promise<SentLetter> => {
    const letter = await letterInProgress(gateway);
    await does(letter, ['draft', 'zjj.clerk', 'submit', {}, { reply: '初次答复。' }], ...HANDLED);
    const { letterNo, queryCode } = letter;
    await request('POST', '/public/letters/ratings', {
      body: { letterNo, queryCode, rating: 'DISSATISFIED' },
    });
    await does(letter, ['reviewRating', 'mailbox.reviewer', 'reopen']);
    return letter;
  };
  const redone = [
    ['redo', 'zjj.clerk', 'submit', {}, { reply: '再次答复。' }],
    ['signRedo', 'zjj.signer', 'sign'],
  ] as const;

  it('a reopened letter keeps its first answer readable', async () => {
    const letter = await reopened();

    expect(await lookup(letter)).toMatchObject({
      state: '重办中',
      reply: '初次答复。',
      replies: [{ reply: '初次答复。', attachments: [] }],
    });
  });

  it('the second answer appears beside the first once its review has passed', async () => {
    const letter = await reopened();
    await does(letter, ...redone);
    const during = await lookup(letter);
    await does(letter, ['review', 'mailbox.reviewer', 'pass']);
    const after = await lookup(letter);

    expect(during).toMatchObject({ state: '答复审核中', reply: '初次答复。' });
    expect(after.reply).toBe('再次答复。');
    expect(after.replies.map(({ reply }: { reply: string }) => reply)).toEqual(['初次答复。', '再次答复。']);
  });

  it('an answer that failed its review is never shown', async () => {
    const letter = await reopened();
    await does(letter, ...redone, ['review', 'mailbox.reviewer', 'fail']);
    const state = (await lookup(letter)).state;
    await does(
      letter,
      ['rework', 'zjj.clerk', 'submit', {}, { reply: '改正后的答复。' }],
      ['signRework', 'zjj.signer', 'sign'],
      ['review', 'mailbox.reviewer', 'pass'],
    );

    expect(state).toBe('重办中');
    expect((await lookup(letter)).replies.map(({ reply }: { reply: string }) => reply)).toEqual([
      '初次答复。',
      '改正后的答复。',
    ]);
  });

  it('a reopened letter neither offers nor accepts a withdrawal', async () => {
    const letter = await reopened();
    const { letterNo, queryCode } = letter;

    const refused = await request('POST', '/public/letters/withdrawals', { body: { letterNo, queryCode } });

    expect((await lookup(letter)).allowed).toEqual([]);
    expect(refused.body.code).toBe('MESSAGE_NOT_EXPECTED');
  });
});

describe('the words for the public', () => {
  const entered = (stage: string): ProgressEntry => ({
    ...{ at: new Date(0), type: 'stage.entered', stage },
    ...{ task: null, unit: null, dueAt: null, outcome: null, reason: null },
  });
  const stateAfter = (...stages: string[]): string =>
    publicProgress(stages.map(entered), { version: 1, confidential: false }).state;

  it.each([
    ['extensionPending', 'inProgress'],
    ['suspendPending', 'inProgress'],
    ['signOff', 'inProgress'],
    ['signOff', 'rework'],
    ['signOff', 'reopened'],
  ])('the stage %s leaves the public state as it was: %s', (stage, before) => {
    expect(stateAfter('submitted', before, stage)).toBe(before);
  });

  it('every other stage of a letter has public words', () => {
    const internal = ['complexPending', 'extensionPending', 'suspendPending', 'signOff'];
    const { stages } = mailboxLetter.definition;

    const shown = Object.keys(stages).filter((stage) => !internal.includes(stage));

    expect(shown.map((stage) => stateAfter(stage))).toEqual(shown);
  });

  it('a lapsed letter and a withdrawn letter have different public words', () => {
    const textsAfter = (stage: string): string[] =>
      publicProgress([entered(stage)], { version: 1, confidential: false }).steps.map(({ text }) => text);

    expect(textsAfter('lapsed')).toEqual(['逾期未补充，视为撤回']);
    expect(textsAfter('withdrawn')).toEqual(['已撤回']);
  });

  it.each([
    ['clock.resumed', null, '办理期限顺延至2026-12-10'],
    ['clock.recalculated', 'later', '因节假日安排调整，办理期限顺延至2026-12-10'],
    ['clock.recalculated', 'earlier', '因节假日安排调整，办理期限提前至2026-12-10'],
  ])('every change of the due day is a line of its own: %s %s', (type, outcome, text) => {
    const dueOn = (day: string): Date => new Date(`${day}T18:00:00+08:00`);
    const rows: ProgressEntry[] = [
      { ...entered(''), type: 'clock.started', dueAt: dueOn('2026-12-09') },
      entered('inProgress'),
      { ...entered(''), type, outcome, dueAt: dueOn('2026-12-09') },
      { ...entered(''), type, outcome, dueAt: dueOn('2026-12-10') },
    ];

    const { steps } = publicProgress(rows, { version: 1, confidential: false });

    expect(steps.map((step) => step.text)).toEqual(['办理中', text]);
  });

  it('the public progress of an accusation has neither unit nor due date', () => {
    const rows: ProgressEntry[] = [
      entered('inProgress'),
      { ...entered(''), type: 'clock.extended', dueAt: new Date() },
      entered('suspended'),
      { ...entered(''), type: 'task.opened', task: 'reviewSuspension', dueAt: new Date() },
    ];

    const progress = publicProgress(rows, { version: 1, confidential: true });

    expect(progress.steps.map(({ text }) => text)).toEqual(['办理中', '挂账']);
    expect(progress).toMatchObject({ hasUnit: false, hasDueDate: false, suspension: null });
  });
});
