import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import {
  complete,
  LETTER,
  letterInProgress,
  openTask,
  sendLetter,
  submitLetter,
  type SentLetter,
} from '../../../support/letters.js';
import { qdn2015 } from '../../../domain/cases/time-limits/seeded.js';

const gateway = await startTestGateway();
const { ask, query } = gateway;
const clerk = 'mailbox.clerk';
const lookup = ({ letterNo, queryCode }: Pick<SentLetter, 'letterNo' | 'queryCode'>) =>
  ask('POST', '/public/letters/lookup', { body: { letterNo, queryCode } });
const citizen = (what: string, { letterNo, queryCode }: SentLetter, fields: object = {}, key?: string) =>
  ask('POST', `/public/letters/${what}`, {
    body: { letterNo, queryCode, ...fields },
    ...(key && { headers: { 'idempotency-key': key } }),
  });

async function answered(fields: object = {}): Promise<SentLetter> {
  const letter = await letterInProgress(gateway, 'ZJJ', fields);
  const content = { reply: '请持身份证到窗口办理。' };
  await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit', content });
  await complete(gateway, letter.process, { name: 'signOff', as: 'zjj.signer', outcome: 'sign' });
  await complete(gateway, letter.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });
  return letter;
}

describe('a letter that is sent', () => {
  it('a letter gets the next number of the year and a query code stored as a hash only', async () => {
    const first = await sendLetter(gateway);
    const second = await sendLetter(gateway);

    expect(first.letterNo).toMatch(/^ZX20\d{8}$/);
    expect(Number(second.letterNo.slice(2)) - Number(first.letterNo.slice(2))).toBe(1);
    expect(first.queryCode).toMatch(/^\d{10}$/);
    const [row] = await query<{ query_code_hash: Buffer }>(
      'SELECT query_code_hash FROM letter WHERE letter_no = $1',
      [first.letterNo],
    );
    expect(row!.query_code_hash).toHaveLength(32);
    expect(row!.query_code_hash.includes(first.queryCode)).toBe(false);
  });

  it('the process of a letter holds no personal data', async () => {
    const { process } = await sendLetter(gateway, { email: 'zhang@example.org', address: '凯里市某路1号' });
    const [row] = await query(
      'SELECT p.input, p.facts, p.subject, c.envelope FROM process p JOIN command c ON c.process_id = p.id WHERE p.id = $1',
      [process],
    );

    for (const personal of [
      '张三丰',
      '13800000000',
      'zhang@example.org',
      '某路',
      LETTER.title,
      LETTER.body,
    ]) {
      expect(JSON.stringify(row)).not.toContain(personal);
    }
  });

  it('a letter repeated with its key gets the same number and code', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const send = (fields: object = {}) => submitLetter(gateway, fields, { headers });
    const [first, second] = await Promise.all([send(), send()]);
    const third = await send();

    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    expect((await send({ title: '另一封信' })).body.letterNo).not.toBe(first.body.letterNo);
    expect((await lookup(first.body)).status).toBe(200);
  });

  it.each([
    ['REPORT', ['ZJJ'], ['ZJJ'], 'QGZ', true],
    ['COMPLAINT', ['ZJJ', 'ZJJ'], ['ZJJ'], 'QGZ', false],
    ['COMPLAINT', ['QGZ'], ['QGZ'], 'ZFB', false],
    ['CONSULT', ['QGZ', 'ZJJ'], [], 'QGZ', false],
  ])(
    'a %s about %j is hidden from %j and registered by %s',
    async (kind, namedUnits, hidden, office, confidential) => {
      const { process } = await sendLetter(gateway, { kind, namedUnits });
      const [row] = await query('SELECT hidden_from, confidential, input FROM process WHERE id = $1', [
        process,
      ]);

      expect(row).toMatchObject({ hidden_from: hidden, confidential, input: { office, kind } });
    },
  );

  it('a letter that accuses every registering office is refused', async () => {
    for (const namedUnits of [['QGZ', 'ZFB'], ['5226']]) {
      const { body } = await submitLetter(gateway, { kind: 'REPORT', namedUnits });
      expect(body).toMatchObject({ code: 'CONFLICT_OF_INTEREST', issues: [{ field: 'namedUnits' }] });
    }
  });
});

describe('a writer', () => {
  it('a wrong number and a wrong code get the same answer', async () => {
    const letter = await sendLetter(gateway);
    const wrongCode = await lookup({ ...letter, queryCode: '0000000000' });
    const wrongNumber = await lookup({ ...letter, letterNo: 'ZX2026999999' });

    expect(wrongCode.status).toBe(404);
    expect(wrongNumber.status).toBe(404);
    const same = ({ requestId: _id, ...problem }: Record<string, unknown>) => problem;
    expect(same(wrongCode.body)).toEqual(same(wrongNumber.body));
  });

  it('the status of a letter shows nothing that offices write among themselves', async () => {
    const letter = await sendLetter(gateway);
    expect((await lookup(letter)).body).toMatchObject({
      stage: 'submitted',
      unit: null,
      dueDate: null,
      allowed: ['withdraw'],
    });
    const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
    await complete(gateway, letter.process, { name: 'register', as: clerk, outcome: 'dispatch', decision });
    await complete(gateway, letter.process, {
      name: 'sign',
      as: 'zjj.clerk',
      outcome: 'dispute',
      content: { explanation: '内部理由' },
    });
    await complete(gateway, letter.process, {
      name: 'rule',
      as: clerk,
      outcome: 'refuse',
      content: { explanation: '内部裁定' },
    });
    await complete(gateway, letter.process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });
    await complete(gateway, letter.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'interim',
      content: { message: '已到现场核查。' },
    });

    const { body } = await lookup(letter);
    expect(body).toMatchObject({
      stage: 'inProgress',
      unit: '州住房和城乡建设局',
      dueDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      notices: [{ kind: 'INTERIM', text: '已到现场核查。' }],
    });
    expect(body.timeline.map(({ text }: { text: string }) => text)).toEqual([
      '待审核',
      '已转州住建局',
      '协调中',
      '已转州住建局',
      '办理中',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/内部/);
  });

  it('the writer reads a reviewed answer and may give one final rating', async () => {
    const letter = await answered();
    const { body } = await lookup(letter);
    expect(body).toMatchObject({
      stage: 'replied',
      reply: '请持身份证到窗口办理。',
      allowed: ['rate'],
      rating: null,
    });
    expect(Date.parse(body.waitsUntil)).toBeGreaterThan(Date.now());

    expect((await citizen('ratings', letter, { rating: 'GOOD' })).body.code).toBe('VALIDATION_FAILED');
    const key = randomUUID();
    const rating = { rating: 'BASICALLY_SATISFIED', attitude: 5, solved: 4, final: true };
    const rated = await citizen('ratings', letter, rating, key);
    expect(rated).toMatchObject({
      status: 200,
      body: { stage: 'closed', rating: 'BASICALLY_SATISFIED', allowed: [] },
    });
    expect((await citizen('ratings', letter, rating, key)).body).toEqual(rated.body);
    expect((await citizen('ratings', letter, rating)).body.code).toBe('RATING_CLOSED');
    expect((await citizen('ratings', letter, rating, randomUUID())).body.code).toBe('RATING_CLOSED');
  });

  it('the writer reads why a letter was rejected and may object once', async () => {
    const letter = await sendLetter(gateway);
    await complete(gateway, letter.process, { name: 'register', as: clerk, outcome: 'reject' });
    expect((await lookup(letter)).body).toMatchObject({
      allowed: ['object', 'withdraw'],
      notices: [{ kind: 'REJECTION', text: expect.stringContaining('人民法院') }],
    });
    expect((await citizen('objections', letter, { text: '属于州政府职权。' })).status).toBe(200);
    expect((await citizen('objections', letter, { text: '再次异议。' })).body.code).toBe('TASK_NOT_OPEN');
  });

  it('the writer of a merged letter reads the answer at the end of the chain', async () => {
    const [first, second, third] = [
      await sendLetter(gateway),
      await sendLetter(gateway),
      await sendLetter(gateway),
    ];
    const merge = (from: SentLetter, into: SentLetter) =>
      complete(gateway, from.process, {
        name: 'register',
        as: clerk,
        outcome: 'merge',
        decision: { into: into.process },
      });
    expect((await merge(first, second)).status).toBe(200);
    expect((await merge(second, third)).status).toBe(200);
    expect((await merge(third, first)).body.code).toBe('MERGE_TARGET_INVALID');
    const decision = { class: 'CONSULT' };
    await complete(gateway, third.process, { name: 'register', as: clerk, outcome: 'accept', decision });
    await complete(gateway, third.process, {
      name: 'assign',
      as: clerk,
      outcome: 'answer',
      content: { reply: '统一答复。' },
    });
    expect((await lookup(first)).body).toMatchObject({ mergedInto: second.letterNo, reply: null });
    await complete(gateway, third.process, { name: 'reviewAnswer', as: 'mailbox.reviewer', outcome: 'pass' });

    for (const letter of [first, second, third]) expect((await lookup(letter)).body.reply).toBe('统一答复。');

    // A decision may make an accusation of a letter that was none: its answer is for nobody else from then on.
    await gateway.query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [
      third.process,
    ]);
    for (const letter of [first, second]) expect((await lookup(letter)).body.reply).toBeNull();
  });

  it('the status of an accusation has neither unit nor due date', async () => {
    const letter = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
    await complete(gateway, letter.process, {
      name: 'register',
      as: clerk,
      outcome: 'accept',
      decision: { class: 'REPORT' },
    });
    const assign = await openTask(gateway, letter.process, 'assign');
    const handedOver = await complete(gateway, letter.process, {
      name: 'assign',
      as: clerk,
      outcome: 'discipline',
    });

    // Whoever hands it over reads once what he has done; afterwards it does not exist for him.
    expect(handedOver).toMatchObject({ status: 200, body: { state: 'completed' } });
    expect((await ask('GET', `/tasks/${assign}`, { as: clerk })).status).toBe(404);
    expect((await lookup(letter)).body).toMatchObject({
      unit: null,
      dueAt: null,
      timeline: [{ text: '待审核' }, { text: '已受理' }, { text: '已按规定移送' }],
    });
  });
});

describe('staff', () => {
  it('staff whose work does not need it see neither writer nor text', async () => {
    const letter = await answered();
    await query(
      `INSERT INTO card (id, process_id, clock, rung, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'ZJJ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
      [letter.process],
    );
    const read = (as: string) => ask('GET', `/letters/${letter.process}`, { as }).then(({ body }) => body);

    expect(await read('zjj.clerk')).toMatchObject({
      body: LETTER.body,
      writer: { name: '张三丰', phone: '13800000000' },
    });
    const masked = await read('efficiency');
    expect(masked).toMatchObject({
      letterNo: letter.letterNo,
      title: null,
      body: null,
      writer: { name: '张**', phone: null },
    });
    expect((await ask('GET', `/processes/${letter.process}/content`, { as: 'efficiency' })).status).toBe(403);
    expect((await ask('GET', '/letters?q=居住证', { as: 'efficiency' })).body.items).toEqual([]);
    expect((await ask('GET', `/letters/${letter.process}`, { as: 'jtj.clerk' })).status).toBe(404);
  });

  it('staff find letters by number, kind, stage, unit and words, newest first', async () => {
    const letter = await letterInProgress(gateway, 'WJW', { kind: 'SUGGEST', title: '关于医院挂号的建议' });
    const numbers = async (filter: string) =>
      (await ask('GET', `/letters?${filter}`, { as: clerk })).body.items.map(
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
      const { body } = await ask('GET', `/letters?limit=3${cursor}`, { as: clerk });
      all.push(...body.items.map((item: { letterNo: string }) => item.letterNo));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor !== '');
    expect(new Set(all).size).toBe(all.length);
    expect(all[0]).toBe(letter.letterNo);
    expect(await numbers('limit=200')).toEqual(all);
  });

  it('answeredOnTime is set once an answer has passed its review', async () => {
    const onTime = async ({ process, letterNo }: SentLetter): Promise<unknown[]> => {
      const one = await ask('GET', `/letters/${process}`, { as: clerk });
      const list = await ask('GET', `/letters?letterNo=${letterNo}`, { as: clerk });
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
    expect(await onTime(await answered())).toEqual([true, true]);
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

    const { body } = await ask('GET', `/tasks/${signOff}`, { as: 'zjj.signer' });
    expect(body.context.letter).toMatchObject({ letterNo: letter.letterNo, body: LETTER.body });
    expect(
      body.context.contents.map(({ name, content }: { name: string; content: object }) => [name, content]),
    ).toEqual([
      ['register', expect.anything()],
      ['sign', expect.anything()],
      ['draft', { reply: '拟答复。' }],
    ]);
  });

  it('only the security administrator erases the personal data of a letter', async () => {
    const letter = await answered();
    const task = await openTask(gateway, letter.process, 'rate');
    await query(
      `INSERT INTO comment (id, process_id, task, account, unit, body) SELECT gen_random_uuid(), $1, 1, id, unit_code, '张三丰来电' FROM account WHERE username = $2`,
      [letter.process, clerk],
    );
    const erase = (as: string) =>
      ask('POST', `/letters/${letter.process}/erase`, { as, body: { reason: '来信人申请' } });

    expect((await erase('supervisor')).body.code).toBe('FORBIDDEN');
    expect((await erase('admin.security')).status).toBe(204);
    expect((await erase('admin.security')).status).toBe(204);
    const left = await query(
      `SELECT l::text, (SELECT string_agg(c::text, '') FROM content c WHERE c.process_id = l.process_id) AS contents,
         (SELECT string_agg(k::text, '') FROM comment k WHERE k.process_id = l.process_id) AS comments
       FROM letter l WHERE process_id = $1`,
      [letter.process],
    );
    expect(JSON.stringify(left)).not.toMatch(/张三丰|13800000000|居住证|身份证/);
    expect(task).toMatch(/^[0-9a-f-]{36}\.\d+$/);
    expect((await lookup(letter)).body).toMatchObject({ stage: 'replied', title: '(已删除)', reply: null });
    expect(
      (
        await ask('POST', `/letters/${randomUUID()}/erase`, {
          as: 'admin.security',
          body: { reason: '无此信' },
        })
      ).status,
    ).toBe(404);
  });
});

describe('a supervisor', () => {
  it('a supervisor orders, suspends, resumes and cancels with audited reasons', async () => {
    const { process } = await letterInProgress(gateway);
    const order = { decision: { kind: 'ORDER' }, content: { text: '请于三日内报告。' } };
    const operate = (what: string, body: object, as = 'supervisor') =>
      ask('POST', `/processes/${process}/${what}`, { as, body });

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
