import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import {
  eraseLetter,
  answeredLetter,
  complete,
  LETTER,
  letterInProgress,
  openTask,
  statusOf,
  type SentLetter,
} from '../../../support/letters.js';
import { qdn2015 } from '../../../domain/cases/time-limits/seeded.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const clerk = 'mailbox.clerk';

/** A letter that is overdue in GHJ, with a red card. */
async function lateLetter(): Promise<SentLetter> {
  const letter = await letterInProgress(gateway, 'GHJ');
  await query(`UPDATE process SET facts = facts || '{"class": "HELP"}' WHERE id = $1`, [letter.process]);
  await query(
    `UPDATE task SET due_at = '2015-12-01', warn_at = '2015-11-30' WHERE process_id = $1 AND state = 'open'`,
    [letter.process],
  );
  await query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
       policy_id, policy_version, calendar_version)
     VALUES (gen_random_uuid(), $1, 1, 'red', 'red', 'GHJ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
    [letter.process],
  );
  return letter;
}

describe('staff', () => {
  it('staff whose work does not need it see neither writer nor text', async () => {
    const letter = await answeredLetter(gateway);
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'ZJJ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
      [letter.process],
    );
    const read = (as: string) =>
      request('GET', `/letters/${letter.process}`, { as }).then(({ body }) => body);

    expect(await read('zjj.clerk')).toMatchObject({
      body: LETTER.body,
      writer: { name: '张**', phone: '138****0000' },
    });
    const masked = await read('efficiency');
    expect(masked).toMatchObject({
      letterNo: letter.letterNo,
      title: null,
      body: null,
      writer: { name: '张**', phone: null },
    });
    expect((await request('GET', `/processes/${letter.process}/content`, { as: 'efficiency' })).status).toBe(
      403,
    );
    expect((await request('GET', '/letters?q=居住证', { as: 'efficiency' })).body.items).toEqual([]);
    expect((await request('GET', `/letters/${letter.process}`, { as: 'jtj.clerk' })).status).toBe(404);
  });

  it('a list shows class, lead unit, due time and who has the letter', async () => {
    const letter = await letterInProgress(gateway, 'HBJ');

    const { body } = await request('GET', `/letters?letterNo=${letter.letterNo}&count=true`, { as: clerk });

    expect(body.items).toMatchObject([
      {
        class: expect.any(String),
        lead: { code: 'HBJ', name: '州环境保护局' },
        current: {
          name: 'draft',
          unit: { code: 'HBJ', name: '州环境保护局' },
          role: 'agency-clerk',
          assignee: null,
        },
        dueAt: expect.stringMatching(/Z$/),
        light: 'green',
        cards: [],
        rating: null,
      },
    ]);
    expect(body.count).toEqual({ value: 1, more: false });
  });

  it.each([
    ['lead', 'lead=GHJ'],
    ['holder', 'holder=GHJ'],
    ['class', 'lead=GHJ&class=HELP'],
    ['status colour', 'lead=GHJ&light=red'],
    ['due time', 'lead=GHJ&dueBefore=2016-01-01'],
    ['card', 'lead=GHJ&card=red'],
    ['absence of a rating', 'lead=GHJ&rated=false'],
  ])('staff find letters by %s', async (_, filter) => {
    const letter = await lateLetter();

    const { body } = await request('GET', `/letters?${filter}`, { as: clerk });

    expect(body.items.map(({ letterNo }: { letterNo: string }) => letterNo)).toContain(letter.letterNo);
  });

  it.each([
    'lead=GHJ&holder=JTJ',
    'lead=GHJ&light=green',
    'lead=GHJ&card=yellow',
    'lead=GHJ&rated=true',
    'lead=GHJ&onTime=true',
  ])('a letter that does not match is not in the list by %s', async (filter) => {
    await lateLetter();

    expect((await request('GET', `/letters?${filter}`, { as: clerk })).body.items).toEqual([]);
  });

  it('the list by due time is complete and in order over its pages', async () => {
    await lateLetter();
    await letterInProgress(gateway, 'JTJ');
    const list = async (limit: number): Promise<{ dueAt: string; letterNo: string }[]> => {
      const items = [];
      let cursor = '';
      do {
        const { body } = await request('GET', `/letters?order=due&limit=${limit}${cursor}`, { as: clerk });
        items.push(...body.items);
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      return items;
    };

    const all = await list(50);

    const dues = all.map(({ dueAt }) => dueAt);
    expect(dues.length).toBeGreaterThan(2);
    expect(dues).toEqual([...dues].sort());
    expect(await list(1)).toEqual(all);
  });

  it('a unit sees no card of another unit on a letter', async () => {
    const letter = await lateLetter();
    await query(`UPDATE process SET units = units || '{JTJ}' WHERE id = $1`, [letter.process]);
    const cards = async (as: string) =>
      (await request('GET', `/letters?letterNo=${letter.letterNo}`, { as })).body.items[0].cards;

    expect(await cards('ghj.clerk')).toEqual(['red']);
    expect(await cards('jtj.clerk')).toEqual([]);
    expect(
      (await request('GET', `/letters?letterNo=${letter.letterNo}&card=red`, { as: 'jtj.clerk' })).body.items,
    ).toEqual([]);
  });

  it('staff find letters by number, kind, stage, unit and words, newest first', async () => {
    const letter = await letterInProgress(gateway, 'WJW', { kind: 'SUGGEST', title: '关于医院挂号的建议' });
    const numbers = async (filter: string) =>
      (await request('GET', `/letters?${filter}`, { as: clerk })).body.items.map(
        (item: { letterNo: string }) => item.letterNo,
      );

    for (const filter of [
      `letterNo=${letter.letterNo}`,
      'kind=SUGGEST',
      'stage=inProgress&unit=WJW',
      'q=医院挂号',
    ]) {
      expect(await numbers(filter)).toEqual([letter.letterNo]);
    }
    const all: string[] = [];
    let cursor = '';
    do {
      const { body } = await request('GET', `/letters?limit=3${cursor}`, { as: clerk });
      all.push(...body.items.map((item: { letterNo: string }) => item.letterNo));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor !== '');
    expect(new Set(all).size).toBe(all.length);
    expect(all[0]).toBe(letter.letterNo);
    expect(await numbers('limit=200')).toEqual(all);
  });

  it('answeredOnTime is set once an answer has passed its review', async () => {
    const onTime = async ({ process, letterNo }: SentLetter): Promise<unknown[]> => {
      const one = await request('GET', `/letters/${process}`, { as: clerk });
      const list = await request('GET', `/letters?letterNo=${letterNo}`, { as: clerk });
      return [one.body.answeredOnTime, list.body.items[0].answeredOnTime];
    };
    const late = await letterInProgress(gateway);
    expect(await onTime(late)).toEqual([null, null]);
    await query(`UPDATE clock SET due_at = now() - interval '1 day' WHERE process_id = $1`, [late.process]);
    const steps = [
      ['draft', 'zjj.clerk', 'submit'],
      ['signOff', 'zjj.signer', 'sign'],
    ] as const;
    for (const [name, as, outcome] of steps) await complete(gateway, late.process, { name, as, outcome });
    expect(await onTime(late)).toEqual([null, null]); // not reviewed yet
    await complete(gateway, late.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });

    expect(await onTime(late)).toEqual([false, false]);
    expect(await onTime(await answeredLetter(gateway))).toEqual([true, true]);
  });

  it('a task shows what was written before it', async () => {
    const letter = await letterInProgress(gateway);
    await complete(gateway, letter.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'submit',
      content: { reply: '拟答复。' },
    });
    const signOff = await openTask(gateway, letter.process, 'signOff');

    const { body } = await request('GET', `/tasks/${signOff}`, { as: 'zjj.signer' });
    expect(body.context.letter).toMatchObject({ letterNo: letter.letterNo, body: LETTER.body });
    expect(
      body.context.contents.map(({ name, content }: { name: string; content: object }) => [name, content]),
    ).toEqual([
      ['register', expect.anything()],
      ['sign', expect.anything()],
      ['draft', { reply: '拟答复。' }],
    ]);
  });

  it('erasing a letter leaves no personal data and keeps its progress', async () => {
    const letter = await answeredLetter(gateway);
    const task = await openTask(gateway, letter.process, 'rate');
    await query(
      `INSERT INTO comment (id, process_id, task, account, unit, body) SELECT gen_random_uuid(), $1, 1, id, unit_code, '张三丰来电' FROM account WHERE username = $2`,
      [letter.process, clerk],
    );

    await eraseLetter(gateway, letter.process);

    const left = await query(
      `SELECT l::text, (SELECT string_agg(c::text, '') FROM content c WHERE c.process_id = l.process_id) AS contents,
         (SELECT string_agg(k::text, '') FROM comment k WHERE k.process_id = l.process_id) AS comments
       FROM letter l WHERE process_id = $1`,
      [letter.process],
    );
    expect(JSON.stringify(left)).not.toMatch(/张三丰|13800000000|居住证|身份证/);
    expect(task).toMatch(/^[0-9a-f-]{36}\.\d+$/);
    expect(await statusOf(gateway, letter)).toMatchObject({
      stage: 'replied',
      title: '（已删除）',
      reply: null,
    });
  });
});

describe('a supervisor', () => {
  it('a supervisor orders, suspends, resumes and cancels with audited reasons', async () => {
    const { process } = await letterInProgress(gateway);
    const order = { decision: { kind: 'ORDER' }, content: { text: '请于三日内报告。' } };
    const operate = (what: string, body: object, as = 'supervisor') =>
      request('POST', `/processes/${process}/${what}`, { as, body });

    expect((await operate('messages/order', order, clerk)).body.code).toBe('FORBIDDEN');
    expect(await operate('messages/order', order)).toMatchObject({
      status: 200,
      body: { facts: { orders: 1 } },
    });
    expect((await operate('suspend', {})).body.code).toBe('VALIDATION_FAILED');
    expect(await operate('suspend', { reason: '等待司法程序' })).toMatchObject({
      body: { state: 'suspended' },
    });
    expect((await operate('suspend', { reason: '等待司法程序' })).body.code).toBe('PROCESS_SUSPENDED');
    expect(await operate('resume', { reason: '程序已终结' })).toMatchObject({ body: { state: 'running' } });
    expect(await operate('cancel', { reason: '重复来信' })).toMatchObject({ body: { state: 'cancelled' } });
    expect((await operate('resume', { reason: '程序已终结' })).body.code).toBe('PROCESS_ENDED');
    const audit = await query(
      `SELECT action, result, reason FROM audit_entry WHERE subject = $1 ORDER BY id`,
      [process],
    );
    const entries = (action: string, result: string, reason: string | null, code: string | null = null) => [
      { action, result: 'accepted', reason },
      { action, result, reason: code },
    ];
    expect(audit).toEqual([
      ...entries('process.message.order', 'done', null),
      ...entries('process.suspend', 'done', '等待司法程序'),
      ...entries('process.suspend', 'refused', '等待司法程序', 'PROCESS_SUSPENDED'),
      ...entries('process.resume', 'done', '程序已终结'),
      ...entries('process.cancel', 'done', '重复来信'),
      ...entries('process.resume', 'refused', '程序已终结', 'PROCESS_ENDED'),
    ]);
  });
});
