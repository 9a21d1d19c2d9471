import {
  PLATFORM,
  startSupervisionGateway,
  type Answer,
  type SupervisionGateway,
} from '../../../support/supervision-gateway.js';
import { issueManualCard } from './manual-card.js';

let gateway: SupervisionGateway;
beforeAll(async () => void (gateway = await startSupervisionGateway()));
afterAll(() => gateway?.close());

const request: SupervisionGateway['request'] = (...sent) => gateway.request(...sent);
const manualCard = (unit = 'ZJJ', more: object = {}) => issueManualCard(gateway, unit, more);
const events = async (after: number | string = 0, more = ''): Promise<Answer['body']> =>
  (await request(PLATFORM, `GET /supervision/events?after=${after}${more}`)).body;
const last = async (): Promise<number> => (await request(PLATFORM, 'GET /supervision/acks')).body.last;

describe('the feed', () => {
  it('the feed returns CloudEvents in order, the same ones for the same cursor', async () => {
    const before = await last();
    const { process, card } = await manualCard();

    const first = await events(before);
    const again = await events(before);

    expect(first.items).toHaveLength(1);
    expect(again).toEqual(first);
    expect(first.items[0]).toMatchObject({
      cursor: before + 1,
      specversion: '1.0',
      source: '/duban',
      type: 'duban.card.yellow',
      datacontenttype: 'application/json',
      data: { cardId: card.id, processId: process, issuedBy: 'MANUAL', org: { code: 'ZJJ' } },
    });
    expect(first.nextCursor).toBe(String(before + 1));
    expect(await events(first.nextCursor)).toEqual({ items: [], nextCursor: first.nextCursor });
    expect(first.items[0].data).toMatchObject({ title: '黄牌', number: card.number, reason: '办理情况不实' });
  });

  it('the feed is filtered by type, level and unit', async () => {
    const before = await last();
    await manualCard('GTJ', { level: 'red' });
    await manualCard('ZJJ');

    const types = async (more: string) =>
      (await events(before, more)).items.map((e: { type: string }) => e.type);
    expect(await types('&level=red')).toEqual(['duban.card.red']);
    expect(await types('&types=duban.card.yellow,duban.card.revoked')).toEqual(['duban.card.yellow']);
    expect(await types('&org=GTJ')).toEqual(['duban.card.red']);
    expect(await types('&limit=1')).toEqual(['duban.card.red']);
  });

  it.each(['x', '-1', '1e3', '999999999', ''])('the feed refuses the cursor %p', async (cursor) => {
    const { status, body } = await request(PLATFORM, `GET /supervision/events?after=${cursor}`);

    expect({ status, code: body.code }).toEqual({ status: 400, code: 'CURSOR_INVALID' });
  });

  it('the acknowledged cursor moves neither back nor ahead of the last event', async () => {
    await manualCard();
    const end = await last();
    const ack = (upTo: number) => request(PLATFORM, 'POST /supervision/acks', { upTo });

    expect((await ack(end)).body).toMatchObject({ upTo: end, last: end });
    expect((await ack(1)).body.upTo).toBe(end);
    expect((await ack(end)).body.upTo).toBe(end);
    expect((await ack(end + 1)).body.code).toBe('CURSOR_INVALID');
    expect((await request(PLATFORM, 'GET /supervision/acks')).body.upTo).toBe(end);
  });

  it('the feed is for programs only and every access is recorded', async () => {
    expect((await request('supervisor', 'GET /supervision/events')).body.code).toBe('FORBIDDEN');

    await events(0, '&limit=1');

    const [entry] = await gateway.letters.query(
      `SELECT account, result, subject FROM audit_entry WHERE action = 'supervision.events' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({
      account: PLATFORM,
      result: 'done',
      subject: '/api/v1/supervision/events?after=0&limit=1',
    });
  });

  it('the snapshot lists every card in force, page by page', async () => {
    const { card } = await manualCard();
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: Answer = await request(
        PLATFORM,
        `GET /supervision/snapshot?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(body.asOf).toBe(await last());
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);

    const inForce = await gateway.letters.query(
      `SELECT id FROM card WHERE state NOT IN ('pending', 'stopped', 'revoked')`,
    );
    expect(ids.sort()).toEqual(inForce.map(({ id }) => id as string).sort());
    expect(ids).toContain(card.id);
  });
});

describe('an order', () => {
  it('an order reaches the process while its text stays in the database', async () => {
    const process = await gateway.forwardedLetter('ZJJ');
    const body = {
      processId: process,
      kind: 'urge',
      text: '请于三日内报告办理情况',
      replyBy: '2026-12-01T17:30:00+08:00',
    };

    const { status, body: order } = await request(PLATFORM, 'POST /supervision/orders', body, {
      'idempotency-key': 'order-1',
    });
    const again = await request(PLATFORM, 'POST /supervision/orders', body, { 'idempotency-key': 'order-1' });

    expect(status).toBe(201);
    expect(again.body).toEqual(order);
    const [row] = await gateway.letters.query(
      `SELECT p.facts ->> 'orders' AS orders, c.body FROM process p JOIN content c ON c.command_id = $2 WHERE p.id = $1`,
      [process, order.id],
    );
    expect(row).toEqual({ orders: '1', body: { text: body.text, replyBy: body.replyBy } });
  });

  it('an order is refused for a process without orders, an unknown process and a clerk', async () => {
    const { card } = await manualCard('ZJJ');
    const appealed = await request('zjj.clerk', `POST /cards/${card.id}/appeal`, {
      evidence: '转办材料缺失',
    });
    const order = (processId: string) =>
      request(PLATFORM, 'POST /supervision/orders', { processId, kind: 'order', text: '请办理' });

    expect(await order(appealed.body.appealProcessId)).toMatchObject({
      status: 409,
      body: { code: 'MESSAGE_NOT_EXPECTED' },
    });
    expect(await order(crypto.randomUUID())).toMatchObject({ status: 404 });
    expect(
      await request('zjj.clerk', 'POST /supervision/orders', { kind: 'order', text: 'x' }),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe('a manual card', () => {
  it('a manual card is issued once for a key, and never to a unit that the letter accuses', async () => {
    const process = await gateway.forwardedLetter('ZJJ');
    await gateway.letters.query(`UPDATE process SET hidden_from = '{GTJ}' WHERE id = $1`, [process]);
    const give = (unit: string, key: string, reason = '虚报') =>
      request(
        'efficiency',
        'POST /supervision/cards',
        { processId: process, unit, level: 'red', reason },
        { 'idempotency-key': key },
      );

    expect(await give('GTJ', 'c1')).toMatchObject({ status: 422, body: { code: 'UNIT_NOT_INVOLVED' } });
    expect(await give('JYJ', 'c1')).toMatchObject({ status: 422, body: { code: 'UNIT_NOT_INVOLVED' } });
    expect(await give('NONE', 'c2')).toMatchObject({ status: 400, body: { code: 'UNIT_UNKNOWN' } });
    const given = await give('ZJJ', 'c3');
    expect(given).toMatchObject({
      status: 201,
      body: { level: 'red', state: 'issued', points: 10, source: 'manual' },
    });
    expect((await give('ZJJ', 'c3')).body).toEqual(given.body);
    expect(await give('ZJJ', 'c3', '别的理由')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await gateway.letters.ladderOf(process)).toEqual(['red issued']);
  });

  it('a manual card may name its process by the number of a letter that is no accusation', async () => {
    const { letters } = gateway;
    const numbered = async (no: string, confidential: boolean): Promise<string> => {
      const process = await letters.letter({ subject: no, confidential });
      await letters.query(
        `INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, wants_public, received_at)
         VALUES ($1, $2, '\\x00', 'CONSULT', '题', false, now())`,
        [process, no],
      );
      return process;
    };
    const process = await numbered('ZX2026900001', false);
    await numbered('ZX2026900002', true);
    const give = (letterNo: string) =>
      request(PLATFORM, 'POST /supervision/cards', {
        letterNo,
        unit: '522601',
        level: 'red',
        reason: '虚报',
      });

    expect(await give('ZX2026900001')).toMatchObject({
      status: 201,
      body: { processId: process, subject: 'ZX2026900001' },
    });
    expect(await give('ZX2026900002')).toMatchObject({ status: 404 });
    expect(await give('ZX2026999999')).toMatchObject({ status: 404 });
    expect(
      (await request(PLATFORM, 'POST /supervision/cards', { unit: 'ZJJ', level: 'red', reason: 'x' })).body
        .code,
    ).toBe('VALIDATION_FAILED');
  });
});
