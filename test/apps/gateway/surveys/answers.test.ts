import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/universal';
import { close, extend, withdraw } from '../../../../domain/surveys/publication.js';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import type { DataSource } from 'typeorm';
import { OpenSurveys } from './open-survey.js';
import { answers, questionnaire } from '../../../domain/surveys/questionnaire.js';

const gateway = await startTestGateway();
const { ask, query } = gateway;
const { SurveySecrets } = await import('../../../../apps/gateway/surveys/survey-secrets.js');
const secrets = gateway.app.get(SurveySecrets, { strict: false });
const dataSource = gateway.app.get<DataSource>(DATA_SOURCE, { strict: false });
const surveys = new OpenSurveys(gateway, dataSource, (survey, at) => secrets.ticket(survey, at));

const FROM = '203.0.113.7';
const EDITOR = 'info.editor';
const codeOf = ({ status, body }: Answer): unknown[] => [status, body.code];
const closed = (id: string) => close(dataSource, { process: id, argument: { early: null } });

/** What the recent answers of its gateway are kept for is longer than a test. */
const fresh = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_100));

describe('a response', () => {
  it('a response is stored without empty answers', async () => {
    const id = await surveys.open();

    const { status, body } = await surveys.answer(id, { answers: { ...answers, advice: ' ' } });

    expect(status).toBe(201);
    expect(await query('SELECT data, state, cause FROM survey_answer WHERE id = $1', [body.id])).toEqual([
      { data: answers, state: 'counted', cause: null },
    ]);
  });

  it.each([
    ['too many choices', { ...answers, services: ['permit', 'tax', 'card'] }, 'answers.services'],
    ['an answer of the other branch', { ...answers, visited: 'no' }, 'answers.services'],
    ['a required question left out', { ...answers, satisfaction: undefined }, 'answers.satisfaction'],
    ['a question that is not there', { ...answers, phone: '13800000000' }, 'answers.phone'],
  ])('a response with %s is refused with its question and not stored', async (_, bad, field) => {
    const id = await surveys.open();

    const { status, body } = await surveys.answer(id, { answers: bad });

    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body.issues).toEqual([expect.objectContaining({ field })]);
    expect(await surveys.counts(id)).toEqual([]);
  });

  it('each response needs a solved challenge of its own', async () => {
    const id = await surveys.open();
    const without = await surveys.answer(id, { answers, fields: { captcha: undefined } });
    const wrong = await surveys.answer(id, { answers, fields: { captcha: 'x' } });

    expect([without, wrong].map(codeOf)).toEqual([
      [422, 'CAPTCHA_REQUIRED'],
      [422, 'CAPTCHA_INVALID'],
    ]);
  });

  it('a response is refused before the opening, while the survey is paused, and after closing', async () => {
    const id = await surveys.open();
    await query(`UPDATE survey SET opens_at = now() + interval '1 hour' WHERE id = $1`, [id]);
    const early = await surveys.answer(id, { answers });
    await query(`UPDATE survey SET opens_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    await query(`UPDATE process SET state = 'suspended' WHERE id = $1`, [id]);
    await fresh();
    const suspended = await surveys.answer(id, { answers });
    await query(`UPDATE process SET state = 'running' WHERE id = $1`, [id]);
    await query(`UPDATE survey SET closes_at = now() - interval '1 second' WHERE id = $1`, [id]);
    await fresh();
    const late = await surveys.answer(id, { answers });
    await query(`UPDATE process SET state = 'cancelled' WHERE id = $1`, [id]);
    await fresh();
    const cancelled = await surveys.answer(id, { answers });

    expect([early, suspended, late, cancelled].map(codeOf)).toEqual([
      [409, 'SURVEY_NOT_OPEN'],
      [409, 'SURVEY_NOT_OPEN'],
      [410, 'SURVEY_CLOSED'],
      [404, 'NOT_FOUND'],
    ]);
    expect(await surveys.counts(id)).toEqual([]);
  });

  it('the statement that stores a response refuses it although the gateway’s cache says open', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    await query('UPDATE survey SET closes_at = now() WHERE id = $1', [id]);

    const late = await surveys.answer(id, { answers });

    expect(codeOf(late)).toEqual([410, 'SURVEY_CLOSED']);
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: 1 }]);
  });

  it('a response to an unpublished survey is answered 404', async () => {
    const id = await surveys.open();
    await withdraw(dataSource, { process: id });

    expect(codeOf(await surveys.answer(id, { answers }))).toEqual([404, 'NOT_FOUND']);
  });

  it('responses before a withdrawal do not count for the corrected survey', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });

    await withdraw(dataSource, { process: id });

    expect(await query('SELECT state, cause FROM survey_answer WHERE survey_id = $1', [id])).toEqual([
      { state: 'set-aside', cause: 'WITHDRAWN' },
    ]);
  });
});

describe('one response per respondent', () => {
  it('rule device sets a cookie and refuses a second response with it', async () => {
    const id = await surveys.open({ oneAnswer: 'device' });
    const first = await surveys.answer(id, { answers, fields: { device: undefined } });
    const [cookie] = String(first.headers['set-cookie']).split(';');

    const again = await surveys.answer(id, { answers, cookie: cookie! });
    const other = await surveys.answer(id, { answers });

    expect(String(first.headers['set-cookie'])).toMatch(/duban_device=[\w-]{22};.*HttpOnly; SameSite=Lax/);
    expect(codeOf(again)).toEqual([409, 'SURVEY_ANSWERED']);
    expect(other.status).toBe(201);
  });

  it('rule address accepts another response after its hours, and other addresses at once', async () => {
    const id = await surveys.open({ oneAnswer: 'address', addressHours: 24 });
    const first = await surveys.answer(id, { answers, from: FROM });
    const again = await surveys.answer(id, { answers, from: FROM });
    const neighbour = await surveys.answer(id, { answers, from: '203.0.113.8' });
    await query(`UPDATE survey_respondent SET last_at = last_at - interval '25 hours' WHERE survey_id = $1`, [
      id,
    ]);

    const nextDay = await surveys.answer(id, { answers, from: FROM });

    expect([first, again, neighbour, nextDay].map(({ status }) => status)).toEqual([201, 409, 201, 201]);
  });

  it('rule phone requires a number and stores only its digest', async () => {
    const id = await surveys.open({ oneAnswer: 'phone' });
    const phone = '13800001234';
    const without = await surveys.answer(id, { answers });
    const first = await surveys.answer(id, { answers, fields: { phone } });
    const again = await surveys.answer(id, { answers, fields: { phone } });

    expect(without.body.issues).toEqual([expect.objectContaining({ field: 'phone' })]);
    expect([first.status, again.status]).toEqual([201, 409]);
    const kept = await query(
      `SELECT (SELECT string_agg(a::text, '') FROM survey_answer a) || (SELECT string_agg(r::text, '')
       FROM survey_respondent r) AS everything`,
    );
    expect(kept[0]!['everything']).not.toContain(phone);
  });

  it('rule none accepts any number of responses', async () => {
    const id = await surveys.open({ oneAnswer: 'none' });
    const sent = { answers, fields: { device: 'the-very-same-device' } };

    expect([(await surveys.answer(id, sent)).status, (await surveys.answer(id, sent)).status]).toEqual([
      201, 201,
    ]);
  });

  it('ten concurrent responses of one respondent store one', async () => {
    const id = await surveys.open();
    const device = 'one-device-for-all-of-them';

    const sent = await Promise.all(
      Array.from({ length: 10 }, () => surveys.answer(id, { answers, fields: { device } })),
    );

    expect(sent.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: 1 }]);
  });

  it('digests of respondents are deleted when the survey closes', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });

    await closed(id);

    expect(await query('SELECT 1 FROM survey_respondent WHERE survey_id = $1', [id])).toEqual([]);
  });
});

describe('a repeated request', () => {
  it('a repeated key with another challenge returns the stored response', async () => {
    const id = await surveys.open();
    const fields = { device: 'a-device-of-my-own' };
    const first = await surveys.answer(id, { answers, key: 'k-1', fields });

    const again = await surveys.answer(id, { answers, key: 'k-1', fields });
    const other = await surveys.answer(id, { answers: { ...answers, satisfaction: 1 }, key: 'k-1', fields });

    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(codeOf(other)).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: 1 }]);
  });

  it('ten concurrent requests with one key store one response and get ten receipts', async () => {
    const id = await surveys.open();
    const fields = { device: 'a-device-of-my-own' };

    const sent = await Promise.all(
      Array.from({ length: 10 }, () => surveys.answer(id, { answers, key: 'k-2', fields })),
    );

    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    expect(sent.every(({ status }) => status === 201)).toBe(true);
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: 1 }]);
  });

  it('a repeated key is answered after the survey has closed', async () => {
    const id = await surveys.open();
    const fields = { device: 'a-device-of-my-own' };
    const first = await surveys.answer(id, { answers, key: 'k-3', fields });
    await closed(id);

    expect((await surveys.answer(id, { answers, key: 'k-3', fields })).body).toEqual(first.body);
  });
});

describe('moderation', () => {
  it('a response that is too fast or without a ticket is held for moderation', async () => {
    const id = await surveys.open();
    const ticket = await secrets.ticket(id, Date.now() - 1000);
    const forged = `${(Date.now() - 600_000).toString(36)}.${ticket.split('.')[1]}`;
    const other = await secrets.ticket(await surveys.open(), Date.now() - 600_000);
    for (const one of [ticket, undefined, forged, other, 'x.y'])
      expect((await surveys.answer(id, { answers, fields: { ticket: one } })).status).toBe(201);

    const { body } = await ask('GET', `/surveys/${id}/answers?state=set-aside`, { as: EDITOR });
    expect(body.items.map(({ cause }: { cause: string }) => cause)).toEqual(Array(5).fill('TOO_FAST'));
    expect((await ask('GET', `/surveys/${id}/results`, { as: EDITOR })).body.answers).toBe(0);
  });

  it('a repeated text is held for moderation, repeated choices are not', async () => {
    const id = await surveys.open();
    const advice = '建议每周六上午增设窗口办理社保业务';
    const send = (own: object) => surveys.answer(id, { answers: { ...answers, ...own }, from: FROM });
    await send({ advice });

    await send({ advice: `${advice}!` });
    await send({});
    await send({});

    const { body } = await ask('GET', `/surveys/${id}/answers`, { as: EDITOR });
    expect(body.items.map(({ state, cause }: { state: string; cause: string }) => [state, cause])).toEqual([
      ['counted', null],
      ['counted', null],
      ['set-aside', 'REPEATED'],
      ['counted', null],
    ]);
  });

  it('a person decides whether a response counts until the figures are published', async () => {
    const id = await surveys.open();
    const { body: sent } = await surveys.answer(id, { answers, fields: { ticket: undefined } });
    const decide = (verdict: string, as = EDITOR) =>
      ask('POST', `/surveys/${id}/answers/${sent.id}/decision`, {
        as,
        body: { verdict, reason: '核实为群众本人填写' },
      });
    const byUnit = await decide('count', 'jyj.clerk');
    const taken = await decide('count');
    const counted = await surveys.counts(id);
    await decide('set-aside');
    await closed(id);
    await query('UPDATE survey SET figures_at = now() WHERE id = $1', [id]);

    const late = await decide('count');

    expect(byUnit.status).toBe(403);
    expect(taken.body).toMatchObject({
      ...{ state: 'counted', cause: 'TOO_FAST', decidedBy: '州信息办 编辑', reason: '核实为群众本人填写' },
    });
    expect(counted).toEqual([{ state: 'counted', count: 1 }]);
    expect(codeOf(late)).toEqual([409, 'SURVEY_STATE']);
    expect(await surveys.counts(id)).toEqual([{ state: 'set-aside', count: 1 }]);
  });
});

describe('an extension', () => {
  it('an extension moves the closing and reopens no counted survey', async () => {
    const id = await surveys.open();
    const until = async (): Promise<unknown> =>
      (await query('SELECT closes_at FROM survey WHERE id = $1', [id]))[0]!['closes_at'];
    const timeLimits = {
      timeoutInstant: async ({ due }: { due?: string }) => Date.parse(`${due}T16:00:00Z`),
    };
    const to = (closesOn: string) => extend(dataSource, timeLimits, { process: id, argument: { closesOn } });
    await to('2031-01-31');
    const extended = await until();
    await closed(id);

    await to('2031-02-28');

    expect(extended).toEqual(new Date('2031-01-31T16:00:00Z'));
    expect(await until()).toEqual(extended);
  });
});

describe('closing', () => {
  it('closing counts every response stored meanwhile and refuses the others', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    const sending = Promise.all(Array.from({ length: 40 }, () => surveys.answer(id, { answers })));
    await new Promise((resolve) => setTimeout(resolve, 150));

    const { answers: counted } = await closed(id);

    const sent = await sending;
    const taken = sent.filter(({ status }) => status === 201).length;
    expect(counted).toBe(taken + 1);
    expect(sent.filter(({ status }) => status !== 201).map(codeOf)).toEqual(
      Array(40 - taken).fill([410, 'SURVEY_CLOSED']),
    );
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: counted }]);
  });

  it('closing records for the assessment that the survey was held and its responses', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    await closed(id);

    const year = new Date().getUTCFullYear();
    const { body } = await ask('GET', `/assessment-facts?year=${year}&column=survey`, { as: 'supervisor' });
    const own = body.items.filter(({ process }: { process: string }) => process === id);
    expect(own).toMatchObject([
      { unit: 'JYJ', fact: 'answers', value: 1 },
      { unit: 'JYJ', fact: 'held', value: 1 },
    ]);
  });
});

describe('results', () => {
  it('results are counted by option, mark and row', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    await surveys.answer(id, {
      answers: { ...answers, satisfaction: 5, windows: { speed: 'fair', manner: 'fair' } },
    });
    await surveys.answer(id, {
      answers: { visited: 'no', satisfaction: 3, windows: answers.windows, advice: '多宣传' },
    });

    const { body } = await ask('GET', `/surveys/${id}/results`, { as: 'jyj.signer' });

    const of = (name: string) => body.figures.find((one: { name: string }) => one.name === name);
    const counts = (options: { value: string; count: number }[]) =>
      Object.fromEntries(options.map(({ value, count }) => [value, count]));
    expect(body.answers).toBe(3);
    expect(counts(of('visited').options)).toEqual({ yes: 2, no: 1 });
    expect(of('services')).toMatchObject({ answered: 2, average: null });
    expect(counts(of('services').options)).toEqual({ permit: 2, tax: 2, card: 0 });
    expect(of('satisfaction')).toMatchObject({ answered: 3, average: 4 });
    expect(counts(of('satisfaction').options)).toEqual({ 1: 0, 2: 0, 3: 1, 4: 1, 5: 1 });
    expect(
      of('windows').rows.map((row: { value: string; options: [] }) => [row.value, counts(row.options)]),
    ).toEqual([
      ['speed', { good: 2, fair: 1, bad: 0 }],
      ['manner', { good: 0, fair: 3, bad: 0 }],
    ]);
    expect(of('advice')).toMatchObject({ answered: 1, options: [], rows: [] });
  });

  it.each([
    ['never', 404, 404],
    ['afterwards', 404, 200],
    ['always', 200, 200],
  ])(
    'results public %s answer %i while it is open, %i once figures are published',
    async (results, open, after) => {
      const id = await surveys.open({ results });
      const whileOpen = await ask('GET', `/public/surveys/${id}/results`);
      await closed(id);
      await query('UPDATE survey SET figures_at = now() WHERE id = $1', [id]);

      const afterwards = await ask('GET', `/public/surveys/${id}/results`);

      expect([whileOpen.status, afterwards.status]).toEqual([open, after]);
    },
  );

  it('results show free text only as a person has released it', async () => {
    const id = await surveys.open({ results: 'always' });
    const advice = '我是张三,电话13800000000,建议增设<b>窗口</b>';
    const { body: sent } = await surveys.answer(id, { answers: { ...answers, advice } });
    const release = (question: string, text: string) =>
      ask('POST', `/surveys/${id}/quotes`, { as: EDITOR, body: { answer: sent.id, question, text } });
    const choice = await release('visited', '是');
    const released = await release('advice', '建议增设窗口');

    const { bytes, body } = await ask('GET', `/public/surveys/${id}/results`);
    const removed = await ask('DELETE', `/surveys/${id}/quotes/${released.body.id}`, { as: EDITOR });

    expect(choice.status).toBe(400);
    expect(body.quotes).toEqual([{ id: released.body.id, question: 'advice', text: '建议增设窗口' }]);
    expect(bytes.toString()).not.toContain('张三');
    expect(removed.status).toBe(204);
  });
});

describe('the public page', () => {
  it('the public page has the questionnaire as SurveyJS JSON', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });

    const { status, body } = await ask('GET', `/public/surveys/${id}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id, unit: '州教育局', state: 'open', participants: 1, questionnaire, freeText: ['advice'] },
      ...{ secondsToOpening: null, resultsPublished: false, documents: [], adoption: null },
    });
    expect(body.secondsToClosing).toBeGreaterThan(86_000);
    expect(await secrets.secondsSince(id, body.ticket, Date.now())).toBe(0);
  });

  it('published surveys are listed by state', async () => {
    const id = await surveys.open();
    const upcoming = await surveys.open();
    await query(`UPDATE survey SET opens_at = now() + interval '1 hour' WHERE id = $1`, [upcoming]);
    const idsOf = async (state: string): Promise<string[]> =>
      (await ask('GET', `/public/surveys?state=${state}&limit=200`)).body.items.map(
        (item: { id: string }) => item.id,
      );

    expect(await idsOf('open')).toContain(id);
    expect(await idsOf('open')).not.toContain(upcoming);
    expect(await idsOf('upcoming')).toEqual([upcoming]);
  });
});

describe('an export', () => {
  const FORMULAS = ['=1+1', '+8613800000000', '-1', '@SUM(A1)', '\t=1', '正常"引号",逗号'];
  let id: string;
  beforeAll(async () => {
    id = await surveys.open();
    for (const advice of FORMULAS) await surveys.answer(id, { answers: { ...answers, advice } });
    await surveys.answer(id, {
      answers: { visited: 'no', satisfaction: 1, windows: answers.windows },
      fields: { ticket: 'x' },
    });
  });
  const download = (format: string, as = 'jyj.clerk'): Promise<Answer> =>
    ask('GET', `/surveys/${id}/answers/export?format=${format}`, { as });
  const HEADER = ['序号', '提交时间', '用时(秒)', '状态', '未计入原因'].concat(
    ...[
      '近半年您是否到过政务服务大厅?',
      '您办理了哪些事项?',
      '总体满意程度',
      '窗口服务/速度',
      '窗口服务/态度',
      '您的建议',
    ],
  );

  it('a CSV export starts with a byte order mark and escapes formulas', async () => {
    const { status, bytes, headers } = await download('csv');

    expect(status).toBe(200);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(headers['content-disposition']).toContain("filename*=UTF-8''");
    const rows: string[][] = parse(bytes, { bom: true });
    expect(rows[0]).toEqual(HEADER);
    const advice = rows.slice(1).map((row) => row.at(-1)!);
    expect(advice.slice(0, 4)).toEqual(["'=1+1", "'+8613800000000", "'-1", "'@SUM(A1)"]);
    expect(advice.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
    expect(rows[6]!.at(-1)).toBe('正常"引号",逗号');
    expect(rows[1]!.slice(3, 9)).toEqual(['有效', '', '是', '许可；税务', '4', '好']);
    expect(rows[7]!.slice(3, 7)).toEqual(['未计入', '作答过快', '否', '']);
  });

  it('an XLSX export keeps formulas as text', async () => {
    const { bytes } = await download('xlsx');

    const [sheet] = await readWorkbook(new Uint8Array(bytes).buffer);
    const rows = sheet!.data;
    expect(rows[2]).toEqual(HEADER);
    expect(rows.slice(3, 7).map((row) => row.at(-1))).toEqual(FORMULAS.slice(0, 4));
    expect(rows[3]!.slice(0, 1)).toEqual([1]);
  });

  it('only the unit and the office export responses', async () => {
    const others = await Promise.all(
      ['czj.clerk', 'mailbox.clerk', 'admin.system'].map((as) => download('csv', as)),
    );

    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await download('csv', EDITOR)).status).toBe(200);
    expect((await download('pdf')).status).toBe(400);
  });
});
