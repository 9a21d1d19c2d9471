import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import {
  eraseLetter,
  complete,
  letterInProgress,
  openTask,
  sendLetter,
  type SentLetter,
} from '../../../support/letters.js';
import { qdn2015 } from '../../../domain/cases/time-limits/seeded.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

interface Entry {
  readonly seq: number;
  readonly type: string;
  readonly text: string | null;
  readonly data: Record<string, unknown> | null;
}
async function entries(process: string, as = 'supervisor'): Promise<Entry[]> {
  const { status, body } = await request('GET', `/processes/${process}/timeline?limit=200`, { as });
  expect(status).toBe(200);
  return body.items;
}
const texts = async (process: string, type: string, as?: string): Promise<(string | null)[]> =>
  (await entries(process, as)).filter((entry) => entry.type === type).map(({ text }) => text);
const lookup = async ({ letterNo, queryCode }: SentLetter): Promise<unknown> =>
  (await request('POST', '/public/letters/lookup', { body: { letterNo, queryCode } })).body;

describe('the timeline says', () => {
  it('the timeline names decisions by their titles, with reasons', async () => {
    const { process } = await letterInProgress(gateway);
    const does = (name: string, as: string, outcome: string, body: object = {}) =>
      complete(gateway, process, { name, as, outcome, ...body });

    await does('draft', 'zjj.clerk', 'extension', {
      decision: { workingDays: 3, reason: 'INVESTIGATION' },
      content: { explanation: '需委托检测。' },
    });
    await does('decideExtension', 'mailbox.clerk', 'approve', { decision: { workingDays: 2 }, content: {} });
    await does('draft', 'zjj.clerk', 'submit', { content: { reply: '已修复。' } });
    await does('signOff', 'zjj.signer', 'sign', { content: {} });
    const failed = { decision: { reason: 'NO_BASIS' }, content: { note: '请补充政策依据' } };
    await does('review', 'mailbox.reviewer', 'fail', failed);

    expect(await texts(process, 'task.closed')).toEqual([
      '登记审核：受理并转办（咨询）。请按时限办理并答复来信人',
      '签收。同意',
      '办理并拟稿：申请延期（申请延长的工作日数：3，需调查核实）。需委托检测。',
      '延期审批：同意延期（延长的工作日数：2）',
      '办理并拟稿：提交答复稿。已修复。',
      '签发',
      '答复审核：退回重办（缺依据）。请补充政策依据',
    ]);
    const [extended] = await texts(process, 'clock.extended');
    expect(extended).toMatch(/^办理时限：延长2个工作日，至\d{4}-\d{2}-\d{2}$/);
    const last = (await entries(process)).findLast(({ type }) => type === 'task.closed');
    expect(last).toMatchObject({
      importance: 'high',
      plannedAt: expect.any(String),
      words: '请补充政策依据',
      titles: { task: '答复审核', outcome: '退回重办', 'decision.reason': '缺依据' },
    });
    expect(last!.data).toEqual({ outcome: 'fail', decision: { reason: 'NO_BASIS' } });
  });

  it('the timeline has the reasons of a dispute and of a rejection', async () => {
    const letter = await sendLetter(gateway);
    const { process } = letter;
    const explanation = '所反映事项属司法机关职权范围。';
    await complete(gateway, process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'reject',
      decision: { reason: 'OUT_OF_SCOPE' },
      content: { explanation },
    });
    expect(await texts(process, 'task.closed')).toEqual([
      `登记审核：不予受理（不属受理范围）。${explanation}`,
    ]);
    expect(await texts(process, 'stage.entered')).toEqual(['待审核', '不予受理']);

    const { process: other } = await sendLetter(gateway);
    const decision = { class: 'HELP', lead: 'ZJJ', coUnits: [] };
    await complete(gateway, other, { name: 'register', as: 'mailbox.clerk', outcome: 'dispatch', decision });
    await complete(gateway, other, { name: 'sign', as: 'zjj.clerk', outcome: 'dispute' });
    expect((await texts(other, 'task.closed')).at(-1)).toBe(
      '签收：申请退件（非本单位职责）。该事项不属于我单位职责，依据三定规定应由住建部门办理。',
    );
  });

  it('the timeline has a supervisor’s order, moves and reasons', async () => {
    const { process } = await letterInProgress(gateway);
    const decision = { units: ['FGW'] };
    await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'askCoUnits', decision });
    const draft = await openTask(gateway, process, 'draft');
    const coReply = await openTask(gateway, process, 'coReply');
    const operate = async (what: string, body: object) => {
      expect((await request('POST', what, { as: 'supervisor', body })).status).toBeLessThan(300);
    };

    await operate(`/processes/${process}/messages/order`, {
      decision: { kind: 'ORDER' },
      content: { text: '请于三日内报告。', replyBy: '2026-12-01T17:30:00+08:00' },
    });
    await operate('/supervision/orders', { processId: process, kind: 'urge', text: '请抓紧。' });
    await operate(`/processes/${process}/suspend`, { reason: '等待司法程序' });
    await operate(`/processes/${process}/resume`, { reason: '程序已终结' });
    await operate(`/tasks/${draft}/reassign`, { assignee: 'zjj.clerk', reason: '指定专人' });
    await operate(`/tasks/${coReply}/reassign`, { unit: 'JTJ', reason: '属交通职责' });
    await operate(`/processes/${process}/cancel`, { reason: '重复来信' });

    const texts = (await entries(process))
      .filter(({ type }) => /message|suspended|resumed|reassigned|delegated|cancelled/.test(type))
      .filter(({ type }) => !type.startsWith('clock.'))
      .map(({ text }) => text);
    expect(texts).toEqual([
      '督办（督办单）。请于三日内报告。 回复期限2026-12-01 17:30',
      '督办（催办）。请抓紧。',
      '流程暂停。等待司法程序',
      '流程恢复。程序已终结',
      '办理并拟稿：交由州住建局 经办办理。指定专人',
      '协办：改派州交通局。属交通职责',
      '流程终止。重复来信',
    ]);
  });

  it('the timeline has comments and delegations', async () => {
    const { process } = await letterInProgress(gateway);
    const draft = await openTask(gateway, process, 'draft');
    const as = 'zjj.clerk';

    await request('POST', `/tasks/${draft}/comments`, { as, body: { body: '来信人已电话沟通' } });
    await request('POST', `/tasks/${draft}/delegate`, { as, body: { to: as, reason: '本人办理' } });

    expect(await texts(process, 'comment.added')).toEqual(['办理并拟稿：备注。来信人已电话沟通']);
    expect((await texts(process, 'task.delegated'))[0]).toMatch(/^办理并拟稿：交由.+办理。本人办理$/);
    const seqs = (await entries(process)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });
});

describe('what was said', () => {
  it('free text of a timeline is hidden from roles that do not read it and from the citizen', async () => {
    const letter = await letterInProgress(gateway);
    const { process } = letter;
    await request('POST', `/processes/${process}/suspend`, {
      as: 'supervisor',
      body: { reason: '等待司法程序' },
    });
    await request('POST', `/processes/${process}/resume`, {
      as: 'supervisor',
      body: { reason: '程序已终结' },
    });
    const draft = await openTask(gateway, process, 'draft');
    await request('POST', `/tasks/${draft}/comments`, { as: 'zjj.clerk', body: { body: '来信人是熟人' } });
    await query(`UPDATE account SET roles = '{efficiency}' WHERE username = 'jtj.clerk'`);
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 0, 'manual', 'yellow', 'ZJJ', 'manual', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
      [process],
    );

    expect(await texts(process, 'process.suspended', 'jtj.clerk')).toEqual(['流程暂停']);
    expect(await texts(process, 'comment.added', 'jtj.clerk')).toEqual(['办理并拟稿：备注']);
    expect(await texts(process, 'process.suspended', 'zjj.clerk')).toEqual(['流程暂停。等待司法程序']);
    expect(JSON.stringify(await lookup(letter))).not.toMatch(/等待司法程序|熟人|请按时限办理/);
  });

  it('erasing a letter removes free text from its timeline and keeps the events', async () => {
    const { process } = await letterInProgress(gateway);
    const draft = await openTask(gateway, process, 'draft');
    await request('POST', `/tasks/${draft}/comments`, { as: 'zjj.clerk', body: { body: '张三丰来电' } });
    await request('POST', `/processes/${process}/suspend`, {
      as: 'supervisor',
      body: { reason: '张三丰住院' },
    });
    expect(JSON.stringify(await entries(process))).toContain('张三丰');

    await eraseLetter(gateway, process);

    expect(JSON.stringify(await entries(process))).not.toContain('张三丰');
    expect(await texts(process, 'process.suspended')).toEqual(['流程暂停']);
    expect(await texts(process, 'task.closed')).toEqual(['登记审核：受理并转办（咨询）', '签收']);
  });

  it('free text is stored once and never in the command for Temporal', async () => {
    const { process } = await letterInProgress(gateway);
    await request('POST', `/processes/${process}/suspend`, {
      as: 'supervisor',
      body: { reason: '等待司法程序' },
    });

    const [row] = await query(
      `SELECT (SELECT string_agg(e::text, '') FROM timeline_entry e WHERE e.process_id = $1)
         || (SELECT string_agg(c::text, '') FROM command c WHERE c.process_id = $1) AS stored`,
      [process],
    );
    expect(row!['stored']).not.toContain('等待司法程序');
  });
});
