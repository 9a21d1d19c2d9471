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

describe('the title of the letter', () => {
  const matterOf = async (as: string, id: string): Promise<unknown> =>
    (await request(as, 'GET /cards?limit=50')).body.items.find((card: { id: string }) => card.id === id)
      ?.matter;

  it('is in the list for those who read the letter, and not for others', async () => {
    const { process, card } = await manualCard('ZJJ');
    await gateway.letters.query(
      `INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, wants_public, received_at)
       VALUES ($1, $2, '\\x00', 'CONSULT', '路灯不亮', false, now())`,
      [process, card.subject],
    );

    expect(await matterOf('zjj.clerk', card.id)).toBe('路灯不亮');
    expect(await matterOf('efficiency', card.id)).toBeNull();
  });

  it('is not sent to the supervision platform', async () => {
    const { card } = await manualCard('ZJJ');
    const { body } = await request(PLATFORM, 'GET /supervision/snapshot?limit=200');

    expect(body.items.find(({ id }: { id: string }) => id === card.id)).toMatchObject({ matter: null });
  });
});

it('a card keeps the name that its unit had, a later one has the new name', async () => {
  const { letters } = gateway;
  const { card: earlier } = await manualCard('LYJ');
  await letters.query(`UPDATE card SET created_at = created_at - interval '3 days' WHERE id = $1`, [
    earlier.id,
  ]);
  await letters.query(
    `INSERT INTO unit_former_name (unit_code, last_day, name, short_name)
     VALUES ('LYJ', (now() AT TIME ZONE 'Asia/Shanghai')::date - 1, '州林业厅', '州林业厅')`,
  );
  const { card: later } = await manualCard('LYJ');
  const nameOf = async (id: string): Promise<unknown> =>
    (await request('efficiency', `GET /cards/${id}`)).body.unitName;

  expect([await nameOf(earlier.id), await nameOf(later.id)]).toEqual(['州林业厅', later.unitName]);
  expect(later.unitName).not.toBe('州林业厅');
});

describe('an appeal', () => {
  it('an appeal of the unit that the platform decides changes the card', async () => {
    const before = await last();
    const { card } = await manualCard('ZJJ');

    expect((await request('gtj.clerk', `POST /cards/${card.id}/appeal`, { evidence: 'x' })).status).toBe(404);
    const appealed = await request('zjj.clerk', `POST /cards/${card.id}/appeal`, {
      evidence: '转办材料缺失',
    });
    expect(appealed).toMatchObject({ status: 200, body: { state: 'appealed' } });
    const decided = await request(PLATFORM, `POST /supervision/cards/${card.id}/decision`, {
      decision: 'revoke',
      reason: '属实',
    });

    expect(decided).toMatchObject({ status: 200, body: { state: 'revoked' } });
    const types = (await events(before)).items.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['duban.card.yellow', 'duban.card.appealed', 'duban.card.revoked']);
    const again = await request(PLATFORM, `POST /supervision/cards/${card.id}/decision`, {
      decision: 'revoke',
      reason: '属实',
    });
    expect(again.body.code).toBe('CARD_STATE');
  });

  it('the decision on an appeal adds its reason to the card', async () => {
    const { card } = await manualCard('ZJJ');
    await request('zjj.clerk', `POST /cards/${card.id}/appeal`, { evidence: '转办材料缺失' });
    const decision = { decision: 'uphold', reason: '申诉理由不成立' };
    await request('supervisor', `POST /supervision/cards/${card.id}/decision`, decision);

    const { body } = await request('zjj.clerk', `GET /cards/${card.id}`);

    expect(body).toMatchObject({
      state: 'upheld',
      reason: '办理情况不实',
      decisionReason: '申诉理由不成立',
    });
  });

  it('the unit rereads its appeal and learns who decides and who has decided', async () => {
    const { card } = await manualCard('ZJJ');
    await request('zjj.clerk', `POST /cards/${card.id}/appeal`, { evidence: '转办材料缺失' });
    const waiting = await request('zjj.clerk', `GET /cards/${card.id}`);
    const office = waiting.body.appeal.office as string;

    expect(waiting.body).toMatchObject({
      appeal: { evidence: '转办材料缺失', attachments: [] },
      decidedBy: null,
    });
    expect(office).toEqual(expect.any(String));
    const decision = { decision: 'uphold', reason: '申诉理由不成立' };
    await request('supervisor', `POST /supervision/cards/${card.id}/decision`, decision);
    expect((await request('zjj.clerk', `GET /cards/${card.id}`)).body.decidedBy).toBe(office);
  });

  it('a card names the office that has decided, though another was to', async () => {
    const processId = await gateway.forwardedLetter('ZJJ');
    const body = { processId, unit: 'ZJJ', level: 'yellow', reason: '办理情况不实' };
    const { body: card } = await request('supervisor', 'POST /supervision/cards', body);
    await request('zjj.clerk', `POST /cards/${card.id}/appeal`, { evidence: '转办材料缺失' });
    const decision = { decision: 'uphold', reason: '申诉理由不成立' };
    await request('efficiency', `POST /supervision/cards/${card.id}/decision`, decision);

    const shown = await request('zjj.clerk', `GET /cards/${card.id}`);
    expect(shown.body.decidedBy).toContain('监察');
    expect(shown.body.appeal.office).not.toBe(shown.body.decidedBy);
  });

  it('a card decided without an appeal names the deciding office', async () => {
    const { card } = await manualCard('ZJJ');
    const decision = { decision: 'revoke', reason: '发错了' };
    await request('supervisor', `POST /supervision/cards/${card.id}/decision`, decision);

    const { body } = await request('zjj.clerk', `GET /cards/${card.id}`);
    expect(body).toMatchObject({ state: 'revoked', appeal: null, decidedBy: expect.any(String) });
  });

  it('an appeal of the supervising office is decided by another office', async () => {
    const process = await gateway.forwardedLetter('ZFB');
    const given = await request('efficiency', 'POST /supervision/cards', {
      processId: process,
      unit: 'ZFB',
      level: 'yellow',
      reason: '办理情况不实',
    });
    const appealed = await request('zfb.clerk', `POST /cards/${given.body.id}/appeal`, {
      evidence: '材料缺失',
    });

    const [task] = await gateway.letters.query('SELECT unit, role FROM task WHERE process_id = $1', [
      appealed.body.appealProcessId,
    ]);
    expect(task).toEqual({ unit: 'XFJ', role: 'supervisor' });
  });

  it('the office that decides an appeal reads its evidence and files', async () => {
    const { card } = await manualCard('ZJJ');
    const file = crypto.randomUUID();
    const upload = (id: string, by: string) =>
      gateway.letters.query(
        `INSERT INTO attachment (id, uploaded_by, uploader, name, media_type, size, sha256)
         SELECT $1, id::text, id, 'a.png', 'image/png', 1, '\\x00' FROM account WHERE username = $2`,
        [id, by],
      );
    await upload(file, 'zjj.clerk');
    const appeal = (body: object) => request('zjj.clerk', `POST /cards/${card.id}/appeal`, body);

    const foreign = await appeal({ evidence: '转办材料缺失', attachmentIds: [crypto.randomUUID()] });
    expect(foreign.body.code).toBe('ATTACHMENT_REJECTED');
    const { status, body } = await appeal({ evidence: '转办材料缺失', attachmentIds: [file] });
    expect(status).toBe(200);

    const contents = await request('supervisor', `GET /processes/${body.appealProcessId}/content`);
    expect(contents.body.items).toMatchObject([
      {
        task: null,
        name: 'begin',
        unit: 'ZJJ',
        content: { evidence: '转办材料缺失', attachmentIds: [file] },
      },
    ]);
    const [row] = await gateway.letters.query('SELECT process_id FROM attachment WHERE id = $1', [file]);
    expect(row).toEqual({ process_id: body.appealProcessId });
  });

  it('a card without an appeal can be revoked', async () => {
    const { card } = await manualCard('ZJJ');

    const decided = await request('supervisor', `POST /supervision/cards/${card.id}/decision`, {
      decision: 'revoke',
      reason: '误发',
    });

    expect(decided).toMatchObject({
      status: 200,
      body: { state: 'revoked', reason: '办理情况不实', decisionReason: '误发' },
    });
  });
});

describe('the words of a card', () => {
  const timeline = async (process: string, as = 'supervisor'): Promise<string[]> =>
    (await request(as, `GET /processes/${process}/timeline?limit=200`)).body.items
      .filter(({ type }: { type: string }) => type.startsWith('card.'))
      .map(({ text }: { text: string }) => text);

  it('texts of a card are in the timeline for accounts that see the card', async () => {
    const process = await gateway.forwardedLetter('ZJJ');
    const given = await request('efficiency', 'POST /supervision/cards', {
      processId: process,
      unit: 'ZJJ',
      level: 'yellow',
      reason: '答复不实',
    });
    const card = given.body.id as string;
    await request('zjj.clerk', `POST /cards/${card}/statement`, { statement: '已派人核查' });
    const { body } = await request('zjj.clerk', `POST /cards/${card}/appeal`, { evidence: '转办材料缺失' });
    const decide = (decision: string, reason: string) =>
      request(PLATFORM, `POST /supervision/cards/${card}/decision`, { decision, reason });
    await decide('escalate', '情况复杂');
    await decide('revoke', '经研究属实');
    await gateway.letters.query(`UPDATE process SET units = units || '{GTJ}' WHERE id = $1`, [process]);

    const texts = [
      '黄牌：发出。答复不实',
      '黄牌：已书面说明。已派人核查',
      '黄牌：申诉中。转办材料缺失',
      '黄牌：上报。情况复杂',
      '黄牌：撤销。经研究属实',
    ];
    expect(await timeline(process)).toEqual(texts);
    expect(await timeline(process, 'efficiency')).toEqual(texts);
    expect(await timeline(process, 'gtj.clerk')).toEqual(texts.map((text) => text.split('。')[0]));
    const { body: appeal } = await request(
      'supervisor',
      `GET /processes/${body.appealProcessId}/timeline?limit=200`,
    );
    expect(appeal.items[0].text).toBe('流程开始。转办材料缺失');
    expect(appeal.items.map(({ text }: { text: string }) => text)).toContain('申诉决定：上报。情况复杂');
  });

  it('texts of cards and appeals are erased with their letter', async () => {
    const process = await gateway.forwardedLetter('ZJJ');
    const [{ subject }] = (await gateway.letters.query('SELECT subject FROM process WHERE id = $1', [
      process,
    ])) as [{ subject: string }];
    await gateway.letters.query(
      `INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, wants_public, received_at)
       VALUES ($1, $2, '\\x00', 'CONSULT', '题', false, now())`,
      [process, subject],
    );
    const card = { processId: process, unit: 'ZJJ', level: 'red', reason: '对张三丰推诿' };
    const { body } = await request('efficiency', 'POST /supervision/cards', card);
    const explained = await request('zjj.clerk', `POST /cards/${body.id}/statement`, {
      statement: '已联系张三丰',
    });
    expect(explained).toMatchObject({ status: 200 });
    await request('zjj.clerk', `POST /cards/${body.id}/appeal`, { evidence: '张三丰已签字' });

    const proposal = { letterNo: subject, reason: '来信人申请' };
    const proposed = await request('admin.security', 'POST /erasures', proposal);
    const erased = await request('supervisor', `POST /erasures/${proposed.body.id}/confirm`);
    expect(erased.status).toBe(200);

    const texts = JSON.stringify([
      await timeline(process),
      await request('supervisor', `GET /cards/${body.id}`),
    ]);
    expect(texts).not.toContain('张三丰');
    expect(JSON.stringify(await gateway.letters.eventsOf(process))).not.toContain('张三丰');
    const left = await gateway.letters.query(`SELECT body FROM content WHERE body::text LIKE '%张三丰%'`);
    expect(left).toEqual([]);
    expect(await timeline(process)).toEqual(['红牌：发出', '红牌：已书面说明。（已删除）', '红牌：申诉中']);
  });
});

describe('cards as staff see them', () => {
  it('a card shows its clock, step, number and reason', async () => {
    const { letters } = gateway;
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
    await letters.query(
      `INSERT INTO task (process_id, number, process_key, name, stage, unit, role, state, opened_at, clock)
       VALUES ($1, 1, 'mailbox-letter', 'sign', 'assigned', '522601', 'agency-clerk', 'completed', '2015-07-08', 1),
         ($1, 2, 'mailbox-letter', 'draft', 'inProgress', '522601', 'agency-clerk', 'open', '2015-07-09', 1)`,
      [letter],
    );
    await letters.turn('2015-07-16T00:00:00');
    await letters.turn('2015-07-16T09:30:00');

    const { body } = await request('supervisor', `GET /cards?processId=${letter}&level=yellow`);

    expect(body.items).toMatchObject([
      {
        number: expect.stringMatching(/^黄牌〔2015〕[1-9][0-9]*号$/),
        levelTitle: '黄牌',
        clock: 'C3',
        clockTitle: '办理',
        task: `${letter}.2`,
        step: '办理并拟稿',
        reason: '办理时限于2015-07-15届满，逾期1个工作日未完成',
        decisionReason: null,
      },
    ]);
  });

  it('a card without a task for its clock shows the step of the unit then', async () => {
    const { letters } = gateway;
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
    await letters.query(
      `INSERT INTO task (process_id, number, process_key, name, stage, unit, role, state, opened_at, closed_at, clock)
       VALUES ($1, 1, 'mailbox-letter', 'register', 'submitted', 'QGZ', 'mailbox-office', 'completed', '2015-07-07', '2015-07-08', NULL),
         ($1, 2, 'mailbox-letter', 'sign', 'assigned', '522601', 'agency-clerk', 'expired', '2015-07-08', '2015-07-17', 2)`,
      [letter],
    );
    await letters.turn('2015-07-16T00:00:00');
    await letters.turn('2015-07-16T09:30:00');

    const { body } = await request('supervisor', `GET /cards?processId=${letter}&level=yellow`);

    expect(body.items).toMatchObject([{ clock: 'C3', task: `${letter}.2`, step: '签收' }]);
  });

  it('a yellow card counts no points while the red card of its clock is in force', async () => {
    const { letters } = gateway;
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
    for (const civil of ['2015-07-16T00:00:00', '2015-07-16T09:30:00', '2015-07-22T00:00:00'])
      await letters.turn(civil);
    const points = async (): Promise<Record<string, number>> => {
      const { body } = await request('supervisor', `GET /cards?processId=${letter}`);
      const items = body.items as { level: string; points: number }[];
      return Object.fromEntries(items.map((card) => [card.level, card.points]));
    };

    const whilePending = await points();
    await letters.turn('2015-07-22T09:30:00');
    const both = await points();
    const red = (await letters.cardsOf(letter)).find(({ level }) => level === 'red')!;
    await letters.query('UPDATE card SET absorbs = false WHERE id = $1', [red.id]);
    const underAnotherPolicy = await points();
    const decision = { decision: 'revoke', reason: '误发' };
    await request('supervisor', `POST /supervision/cards/${red.id}/decision`, decision);

    expect(whilePending).toEqual({ warning: 0, yellow: 5, red: 0 });
    expect(both).toEqual({ warning: 0, yellow: 0, red: 10 });
    expect(underAnotherPolicy).toEqual({ warning: 0, yellow: 5, red: 10 });
    expect(await points()).toEqual({ warning: 0, yellow: 5, red: 0 });
  });

  it('cards are revoked with a case that is cancelled as a mistake', async () => {
    const { process, card } = await manualCard('ZJJ');
    const body = { reason: '误录', mistaken: true };

    const cancelled = await request('supervisor', `POST /processes/${process}/cancel`, body);

    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect((await request('zjj.clerk', `GET /cards/${card.id}`)).body).toMatchObject({
      state: 'revoked',
      points: 0,
      reason: '办理情况不实',
      decisionReason: '该事项系误录，本牌随之撤销',
    });
    expect((await gateway.letters.eventTypesOf(process)).at(-1)).toBe('duban.card.revoked');
    const timeline = await request('supervisor', `GET /processes/${process}/timeline?limit=200`);
    expect(timeline.body.items.map(({ text }: { text: string }) => text)).toContain('流程终止（误录）。误录');
  });

  it.each([
    ['', async () => undefined],
    [' whose workflow was lost', (process: string) => gateway.terminate(process)],
  ])('no card is issued in a case that was cancelled as a mistake%s', async (_case, before) => {
    const { process } = await manualCard('ZJJ');
    await before(process);
    await request('supervisor', `POST /processes/${process}/cancel`, { reason: '误录', mistaken: true });

    const body = { processId: process, unit: 'ZJJ', level: 'red', reason: '办理情况不实' };
    expect(await request('efficiency', 'POST /supervision/cards', body)).toMatchObject({
      status: 409,
      body: { code: 'PROCESS_ENDED' },
    });
    const cards = await gateway.letters.cardsOf(process);
    expect(cards.map(({ state }) => state)).toEqual(['revoked']);
  });

  it('cards are still issued in a case that was cancelled for another reason', async () => {
    const { process } = await manualCard('ZJJ');
    await request('supervisor', `POST /processes/${process}/cancel`, { reason: '来信人去世' });

    const body = { processId: process, unit: 'ZJJ', level: 'red', reason: '办理情况不实' };
    expect((await request('efficiency', 'POST /supervision/cards', body)).status).toBe(201);
  });

  it('an account lists the cards of its own units, a supervisor those of every unit', async () => {
    const { card } = await manualCard('ZJJ');
    const ids = async (as: string, more = '') =>
      (await request(as, `GET /cards?limit=200${more}`)).body.items.map(({ id }: { id: string }) => id);

    expect(await ids('zjj.clerk')).toContain(card.id);
    expect(await ids('supervisor', '&level=yellow&state=issued&unit=ZJJ')).toContain(card.id);
    expect(await ids('efficiency')).toContain(card.id);
    expect(await ids('gtj.clerk')).not.toContain(card.id);
    expect(await ids('admin.system')).toEqual([]);
    expect((await request('gtj.clerk', `GET /cards/${card.id}`)).status).toBe(404);
    expect((await request('supervisor', 'GET /cards/not-a-card')).status).toBe(404);
  });

  it('cards of a mistaken case are revoked even when its workflow is lost', async () => {
    const { process, card } = await manualCard('ZJJ');
    await gateway.terminate(process);

    await request('supervisor', `POST /processes/${process}/cancel`, { reason: '误录', mistaken: true });

    expect((await request('zjj.clerk', `GET /cards/${card.id}`)).body).toMatchObject({ state: 'revoked' });
    expect((await gateway.letters.eventTypesOf(process)).at(-1)).toBe('duban.card.revoked');
  });

  it('a card is explained by its unit, once', async () => {
    const { card } = await manualCard('ZJJ');
    const explain = (as: string) =>
      request(as, `POST /cards/${card.id}/statement`, { statement: '已派人核查' });

    expect(await explain('supervisor')).toMatchObject({ status: 403, body: { code: 'UNIT_NOT_ALLOWED' } });
    expect(await explain('zjj.clerk')).toMatchObject({ status: 200, body: { statement: '已派人核查' } });
    expect(await explain('zjj.clerk')).toMatchObject({ status: 409, body: { code: 'CARD_STATE' } });
  });

  it('the supervisor stops a pending card with a reason', async () => {
    const { letters } = gateway;
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
    await letters.turn('2015-07-16T00:00:00');
    const pending = (await letters.cardsOf(letter)).find(({ state }) => state === 'pending')!;
    const stop = (as: string, body: object) => request(as, `POST /cards/${pending.id}/stop`, body);

    expect((await stop('supervisor', {})).body.code).toBe('VALIDATION_FAILED');
    expect((await stop('kaili.clerk', { reason: '误' })).status).toBe(403);
    expect(await stop('supervisor', { reason: '系统迁移' })).toMatchObject({
      status: 200,
      body: { state: 'stopped', decisionReason: '系统迁移' },
    });
    expect((await stop('supervisor', { reason: '系统迁移' })).body.code).toBe('CARD_STATE');
  });
});

describe('the acts of a card', () => {
  const acts = async (as: string, id: string) => (await request(as, `GET /cards/${id}`)).body;

  it('the unit of a card may explain it and appeal, until when', async () => {
    const { card } = await manualCard('ZJJ');

    const body = await acts('zjj.clerk', card.id);

    expect(body.acts).toEqual({ explain: { allowed: true }, appeal: { allowed: true } });
    expect(Date.parse(body.appealUntil)).toBeGreaterThan(Date.parse(body.issuedAt));
  });

  it('a card under appeal cannot be appealed again, and says why', async () => {
    const { card } = await manualCard('ZJJ');
    await request('zjj.clerk', `POST /cards/${card.id}/appeal`, { evidence: '转办材料缺失' });

    const { appeal } = (await acts('zjj.clerk', card.id)).acts;

    expect(appeal).toMatchObject({ allowed: false, refusal: { code: 'APPEAL_NOT_ALLOWED' } });
    const sent = await request('zjj.clerk', `POST /cards/${card.id}/appeal`, { evidence: '再次申诉' });
    expect(sent.body.code).toBe(appeal.refusal.code);
  });

  it('who issued a card by hand does not decide on it', async () => {
    const { card } = await manualCard('ZJJ');

    expect((await acts('efficiency', card.id)).acts.decide).toMatchObject({
      allowed: false,
      refusal: { code: 'FOUR_EYES' },
    });
    expect((await acts('supervisor', card.id)).acts.decide).toEqual({ allowed: true });
  });

  it('a card of a policy version that is missing is read, and its appeal says why not', async () => {
    const { card } = await manualCard('ZJJ');
    await gateway.letters.query('UPDATE card SET policy_version = 99 WHERE id = $1', [card.id]);

    const body = await acts('zjj.clerk', card.id);

    expect(body).toMatchObject({
      appealUntil: null,
      acts: { explain: { allowed: true }, appeal: { allowed: false, refusal: { code: 'POLICY_MISSING' } } },
    });
  });

  it('another unit is told of no act', async () => {
    const { card } = await manualCard('ZJJ');

    expect((await acts('mailbox.clerk', card.id)).acts).toEqual({});
  });
});
