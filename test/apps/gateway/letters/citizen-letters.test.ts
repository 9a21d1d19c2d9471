import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import {
  answeredLetter,
  asWriter,
  complete,
  LETTER,
  openTask,
  sendLetter,
  statusOf,
  submitLetter,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const clerk = 'mailbox.clerk';

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

  it('staff read when and where it happened', async () => {
    const { process } = await sendLetter(gateway, { eventOn: '2015-06-01', eventPlace: '凯里市文化路' });

    const { body } = await request('GET', `/letters/${process}`, { as: clerk });

    expect(body).toMatchObject({ eventOn: '2015-06-01', eventPlace: '凯里市文化路' });
  });

  it('a letter about an event in the future is refused', async () => {
    const { body } = await submitLetter(gateway, { eventOn: '2099-01-01' });

    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ field: 'eventOn' }] });
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
    expect((await asWriter(gateway, 'lookup', first.body)).status).toBe(200);
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
    const wrongCode = await asWriter(gateway, 'lookup', { ...letter, queryCode: '0000000000' });
    const wrongNumber = await asWriter(gateway, 'lookup', { ...letter, letterNo: 'ZX2026999999' });

    expect(wrongCode.status).toBe(404);
    expect(wrongNumber.status).toBe(404);
    const same = ({ requestId: _id, ...problem }: Record<string, unknown>) => problem;
    expect(same(wrongCode.body)).toEqual(same(wrongNumber.body));
  });

  it('the writer reads the letter as it was sent', async () => {
    const sent = {
      eventOn: '2015-06-01',
      eventPlace: '凯里市文化路',
      namedUnits: ['ZJJ'],
      wantsPublic: true,
    };
    const letter = await sendLetter(gateway, { kind: 'COMPLAINT', ...sent });

    expect((await statusOf(gateway, letter)).written).toEqual({
      body: LETTER.body,
      ...sent,
      namedUnits: ['州住房和城乡建设局'],
      attachments: [],
    });
  });

  it('receipt and status name the same day for the choice of the unit, until it is made', async () => {
    const letter = await sendLetter(gateway);
    const { routedBy } = letter as unknown as { routedBy: string };
    expect(routedBy).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await statusOf(gateway, letter)).routedBy).toBe(routedBy);

    const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
    await complete(gateway, letter.process, { name: 'register', as: clerk, outcome: 'dispatch', decision });
    expect((await statusOf(gateway, letter)).routedBy).toBeNull();
  });

  it('an accusation names no day for the choice of the unit', async () => {
    const letter = await sendLetter(gateway, { kind: 'REPORT' });

    expect(letter).toMatchObject({ routedBy: null });
    expect((await statusOf(gateway, letter)).routedBy).toBeNull();
  });

  it('the status of a letter shows nothing that offices write among themselves', async () => {
    const letter = await sendLetter(gateway);
    expect(await statusOf(gateway, letter)).toMatchObject({
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

    const body = await statusOf(gateway, letter);
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
    const letter = await answeredLetter(gateway);
    const body = await statusOf(gateway, letter);
    expect(body).toMatchObject({
      stage: 'replied',
      reply: '请持身份证到窗口办理。',
      allowed: ['rate', 'followUp'],
      rating: null,
    });
    expect(Date.parse(body.waitsUntil)).toBeGreaterThan(Date.now());

    expect((await asWriter(gateway, 'ratings', letter, { rating: 'GOOD' })).body.code).toBe(
      'VALIDATION_FAILED',
    );
    const key = randomUUID();
    const rating = { rating: 'BASICALLY_SATISFIED', attitude: 5, solved: 4, final: true };
    const rated = await asWriter(gateway, 'ratings', letter, rating, key);
    expect(rated).toMatchObject({
      status: 200,
      body: { stage: 'closed', rating: 'BASICALLY_SATISFIED', allowed: [] },
    });
    expect((await asWriter(gateway, 'ratings', letter, rating, key)).body).toEqual(rated.body);
    expect((await asWriter(gateway, 'ratings', letter, rating)).body.code).toBe('RATING_CLOSED');
    expect((await asWriter(gateway, 'ratings', letter, rating, randomUUID())).body.code).toBe(
      'RATING_CLOSED',
    );
  });

  it('the score for the solution is that of the last rating, and none if that has none', async () => {
    const letter = await answeredLetter(gateway);
    const scored = async (rating: object): Promise<number | null> => {
      expect((await asWriter(gateway, 'ratings', letter, rating)).status).toBe(200);
      const [row] = await gateway.query<{ solved: number | null }>(
        'SELECT solved FROM letter WHERE letter_no = $1',
        [letter.letterNo],
      );
      return row!.solved;
    };

    expect(await scored({ rating: 'SATISFIED', solved: 5 })).toBe(5);
    expect(await scored({ rating: 'BASICALLY_SATISFIED' })).toBeNull();
    expect(await scored({ rating: 'BASICALLY_SATISFIED', solved: 2, final: true })).toBe(2);
  });

  it('the writer reads why a letter was rejected and may object once', async () => {
    const letter = await sendLetter(gateway);
    await complete(gateway, letter.process, { name: 'register', as: clerk, outcome: 'reject' });
    expect(await statusOf(gateway, letter)).toMatchObject({
      allowed: ['object', 'withdraw'],
      notices: [{ kind: 'REJECTION', text: expect.stringContaining('人民法院') }],
    });
    expect((await asWriter(gateway, 'objections', letter, { text: '属于州政府职权。' })).status).toBe(200);
    expect((await asWriter(gateway, 'objections', letter, { text: '再次异议。' })).body.code).toBe(
      'TASK_NOT_OPEN',
    );
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
    expect(await statusOf(gateway, first)).toMatchObject({ mergedInto: second.letterNo, reply: null });
    await complete(gateway, third.process, { name: 'reviewAnswer', as: 'mailbox.reviewer', outcome: 'pass' });

    for (const letter of [first, second, third])
      expect((await statusOf(gateway, letter)).reply).toBe('统一答复。');

    // A decision may make an accusation of a letter that was none: its answer is for nobody else from then on.
    await gateway.query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [
      third.process,
    ]);
    for (const letter of [first, second]) expect((await statusOf(gateway, letter)).reply).toBeNull();
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
    expect((await request('GET', `/tasks/${assign}`, { as: clerk })).status).toBe(404);
    expect(await statusOf(gateway, letter)).toMatchObject({
      unit: null,
      dueAt: null,
      timeline: [{ text: '待审核' }, { text: '已受理' }, { text: '已按规定移送' }],
    });
  });
});
