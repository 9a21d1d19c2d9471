import { withdraw } from '../../../../domain/surveys/publication.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { OpenSurveys } from './open-survey.js';
import { answers } from '../../../domain/surveys/questionnaire.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const surveys = await OpenSurveys.at(gateway);
const { dataSource } = surveys;

const FROM = '203.0.113.7';
const EDITOR = 'info.editor';
const codeOf = ({ status, body }: Answer): unknown[] => [status, body.code];

/** Outlasts the gateway's cache of surveys. */
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

    await surveys.close(id);

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
    await surveys.close(id);

    expect((await surveys.answer(id, { answers, key: 'k-3', fields })).body).toEqual(first.body);
  });
});

describe('moderation', () => {
  it('a response that is too fast or without a ticket is held for moderation', async () => {
    const id = await surveys.open();
    const ticket = await surveys.ticketOf(id, Date.now() - 1000);
    const forged = `${(Date.now() - 600_000).toString(36)}.${ticket.split('.')[1]}`;
    const other = await surveys.ticketOf(await surveys.open(), Date.now() - 600_000);
    for (const one of [ticket, undefined, forged, other, 'x.y'])
      expect((await surveys.answer(id, { answers, fields: { ticket: one } })).status).toBe(201);

    const { body } = await request('GET', `/surveys/${id}/answers?state=set-aside`, { as: EDITOR });
    expect(body.items.map(({ cause }: { cause: string }) => cause)).toEqual(Array(5).fill('TOO_FAST'));
    expect((await request('GET', `/surveys/${id}/results`, { as: EDITOR })).body.answers).toBe(0);
  });

  it('a repeated text is held for moderation, repeated choices are not', async () => {
    const id = await surveys.open();
    const advice = '建议每周六上午增设窗口办理社保业务';
    const send = (own: object) => surveys.answer(id, { answers: { ...answers, ...own }, from: FROM });
    await send({ advice });

    await send({ advice: `${advice}!` });
    await send({});
    await send({});

    const { body } = await request('GET', `/surveys/${id}/answers`, { as: EDITOR });
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
      request('POST', `/surveys/${id}/answers/${sent.id}/decision`, {
        as,
        body: { verdict, reason: '核实为群众本人填写' },
      });
    const byUnit = await decide('count', 'jyj.clerk');
    const taken = await decide('count');
    const counted = await surveys.counts(id);
    await decide('set-aside');
    await surveys.close(id);
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
