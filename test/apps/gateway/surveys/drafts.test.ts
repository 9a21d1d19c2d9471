import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { abandon } from '../../../../domain/surveys/publication.js';
import { formatDay, dayOf } from '../../../../domain/time/civil-time.js';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { complete, questionnaire, withQuestion } from '../../../domain/surveys/questionnaire.js';

const gateway = await startTestGateway();
const { request } = gateway;
const dataSource = gateway.app.get<DataSource>(DATA_SOURCE, { strict: false });

const CLERK = 'jyj.clerk';
const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';
const inDays = (days: number): string => formatDay(dayOf(Date.now()) + days);

const create = (fields: object = {}, as = CLERK): Promise<Answer> =>
  request('POST', '/surveys', { as, body: { title: '满意度调查', opensOn: inDays(60), ...fields } });
const edit = (id: string, fields: object, as = CLERK): Promise<Answer> =>
  request('PUT', `/surveys/${id}`, { as, body: fields });

async function does(process: string, name: string, done: object, as: string): Promise<Answer> {
  const { body } = await request('GET', `/tasks?processId=${process}&state=open`, { as });
  const task = (body.items as { id: string; name: string }[]).find((open) => open.name === name);
  if (!task) throw new Error(`'${name}' is not open: ${JSON.stringify(body)}`);
  return request('POST', `/tasks/${task.id}/complete`, { as, body: done });
}
const submit = (id: string, revision: number): Promise<Answer> =>
  does(id, 'submit', { outcome: 'submit', decision: { revision }, content: {} }, CLERK);

describe('starting a survey', () => {
  it('a survey starts with title and day; the policy sets the rest', async () => {
    const { status, body } = await create();

    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ unit: 'JYJ', office: 'XXB', days: 15, oneAnswer: 'device', results: 'afterwards', revision: 1 },
      ...{ publishedAt: null, answers: 0, freeText: [] },
      missing: ['questionnaire', 'purpose', 'notice', 'anonymity', 'retentionMonths'],
      process: { key: 'survey', stage: 'drafting' },
    });
    expect(body.process.subject).toMatch(/^DC\d{8}-[0-9A-F]{4}$/);
  });

  it('the information office starts a survey for a unit', async () => {
    const { body } = await create({ unit: 'JYJ', ...complete }, EDITOR);

    expect(body).toMatchObject({ unit: 'JYJ', office: 'XXB', missing: [], freeText: ['advice'] });
    const own = await request('GET', `/surveys/${body.id}`, { as: CLERK });
    expect(own.body.id).toBe(body.id);
  });

  it.each([
    ['a day that is over', { opensOn: '2015-07-01' }, 'opensOn'],
    ['a day that is none', { opensOn: '2030-02-30' }, 'opensOn'],
    ['too short a period', { days: 6 }, 'days'],
    ['too long a period', { days: 31 }, 'days'],
    ['addresses without hours', { oneAnswer: 'address' }, 'addressHours'],
    ['another unit', { unit: 'CZJ' }, 'unit'],
    ['another rule', { oneAnswer: 'fingerprint' }, 'oneAnswer'],
    ['a field that is none', { colour: 'red' }, 'colour'],
  ])('a survey with %s is refused with the name of the field', async (_, fields, field) => {
    const { status, body } = await create(fields);

    expect(status).toBe(400);
    expect(body.issues).toContainEqual(expect.objectContaining({ field }));
  });

  it('a faulty questionnaire is refused with the paths of its faults', async () => {
    const { status, body } = await create({
      questionnaire: withQuestion({ title: '<script>alert(1)</script>', visibleIf: "{q77} = 'x'" }),
    });

    expect(status).toBe(422);
    expect(body.code).toBe('QUESTIONNAIRE_INVALID');
    expect(body.issues).toEqual([
      expect.objectContaining({
        field: 'questionnaire.pages.1.elements.3.title',
        code: 'surveys.plainText',
      }),
    ]);
  });

  it('a topic of the published table is fulfilled by one survey at a time', async () => {
    const [arrangement, entry] = [randomUUID(), randomUUID()];
    await gateway.query(
      `INSERT INTO arrangement (id, year, office, propose_by, first_month, last_month, created_by, created_at)
       VALUES ($1, 2031, 'XXB', '2031-06-01', 5, 11, 'test', now())`,
      [arrangement],
    );
    await gateway.query(
      `INSERT INTO arrangement_entry (id, arrangement_id, unit, kind, topic, month, state)
       VALUES ($1, $2, 'JYJ', 'survey', '教育惠民', 9, 'published')`,
      [entry, arrangement],
    );
    const first = await create({ arrangement: entry });
    const second = await create({ arrangement: entry });
    await abandon(dataSource, { process: first.body.id });
    const third = await create({ arrangement: entry });

    expect(first.body.arrangement).toBe(entry);
    expect(second.body.issues).toEqual([expect.objectContaining({ field: 'arrangement' })]);
    expect(third.status).toBe(201);
  });

  it('a repeated Idempotency-Key returns the same survey', async () => {
    const body = { title: '一次', opensOn: inDays(60) };
    const headers = { 'idempotency-key': 'survey-1' };

    const first = await request('POST', '/surveys', { as: CLERK, body, headers });
    const second = await request('POST', '/surveys', { as: CLERK, body, headers });

    expect(second.body.id).toBe(first.body.id);
  });
});

describe('a draft', () => {
  it('an edit changes the given fields and raises the revision', async () => {
    const { body } = await create();

    const changed = await edit(body.id, { revision: 1, ...complete, days: 20 });

    expect(changed.body).toMatchObject({
      title: '满意度调查',
      days: 20,
      revision: 2,
      missing: [],
      questionnaire,
    });
  });

  it('an edit of a stale revision is refused', async () => {
    const { body } = await create();
    await edit(body.id, { revision: 1, purpose: '甲' });

    const late = await edit(body.id, { revision: 1, purpose: '乙' }, EDITOR);

    expect([late.status, late.body.code]).toEqual([409, 'SURVEY_CHANGED']);
  });

  it('a preview returns the asked questions and stores nothing', async () => {
    const { body } = await create(complete);

    const preview = await request('POST', `/surveys/${body.id}/preview`, {
      as: CLERK,
      body: { answers: { visited: 'no' } },
    });

    expect(preview.body.asked).not.toContain('services');
    expect(preview.body.issues).toContainEqual({
      question: 'satisfaction',
      code: 'surveys.answerNeeded',
      params: {},
      message: '这一题必须回答',
    });
    expect(await gateway.query('SELECT 1 FROM survey_answer WHERE survey_id = $1', [body.id])).toEqual([]);
  });

  it('a draft is 404 for other units and the public', async () => {
    const { body } = await create(complete);

    const stranger = await request('GET', `/surveys/${body.id}`, { as: 'czj.clerk' });
    const nobody = await request('GET', `/surveys/${body.id}`);
    const everybody = await request('GET', `/public/surveys/${body.id}`);

    expect([stranger.status, nobody.status, everybody.status]).toEqual([404, 401, 404]);
  });
});

describe('submission', () => {
  it('an incomplete survey cannot be submitted', async () => {
    const { notice: _, ...lacking } = complete;
    const { body } = await create(lacking);

    const refused = await submit(body.id, 1);

    expect([refused.status, refused.body.code]).toEqual([409, 'SURVEY_INCOMPLETE']);
    expect(refused.body.issues).toEqual([expect.objectContaining({ field: 'notice' })]);
  });

  it('a submitted survey is edited only after it is returned', async () => {
    const { body } = await create(complete);
    await submit(body.id, 1);
    const closed = await edit(body.id, { revision: 1, days: 20 });
    await does(body.id, 'review', { outcome: 'return', content: { reason: '请改' } }, EDITOR);

    const open = await edit(body.id, { revision: 1, days: 20 });

    expect([closed.status, closed.body.code]).toEqual([409, 'SURVEY_STATE']);
    expect(open.status).toBe(200);
  });

  it('two persons review the revision that they have read', async () => {
    const { body } = await create(complete);
    await submit(body.id, 1);
    const other = await does(
      body.id,
      'review',
      { outcome: 'pass', decision: { revision: 2 }, content: {} },
      EDITOR,
    );
    const review = await does(
      body.id,
      'review',
      { outcome: 'pass', decision: { revision: 1 }, content: {} },
      EDITOR,
    );
    const byUnit = await does(
      body.id,
      'approve',
      { outcome: 'publish', decision: { revision: 1 }, content: {} },
      EDITOR,
    );

    expect([other.status, other.body.code]).toEqual([409, 'SURVEY_CHANGED']);
    expect(review.status).toBe(200);
    expect([byUnit.status, byUnit.body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
  });

  it('a table constraint refuses an incomplete publication', async () => {
    const { body } = await create({});

    const published = gateway.query(
      `UPDATE survey SET published_at = now(), opens_at = now(), closes_at = now() + interval '1 day' WHERE id = $1`,
      [body.id],
    );

    await expect(published).rejects.toThrow('survey_published_check');
    expect((await request('GET', `/surveys`, { as: REVIEWER })).body.items[0]).toHaveProperty('missing');
  });
});
