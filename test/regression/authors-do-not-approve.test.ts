/** Four eyes compared submitters only, so an account could approve a text that it had written and another had submitted. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { formatDay, dayOf } from '../../domain/time/civil-time.js';
import { complete } from '../domain/surveys/questionnaire.js';
import { startTestGateway, type Answer } from '../support/gateway.js';

const { request, query } = await startTestGateway();

/** The two accounts of the information office, which here answers and drafts for itself as well. */
const AUTHOR = 'info.editor';
const OTHER = 'info.reviewer';
const ROLES = ['info-editor', 'info-reviewer', 'agency-clerk', 'agency-signer'];

beforeAll(() => query('UPDATE account SET roles = $1 WHERE username = ANY ($2)', [ROLES, [AUTHOR, OTHER]]));

async function created(path: string, body: object): Promise<string> {
  const answer = await request('POST', path, { as: AUTHOR, body });
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
}
async function done(method: string, path: string, body: object): Promise<void> {
  const { status, body: problem } = await request(method, path, { as: AUTHOR, body });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(problem)}`);
}
const idOf = async (username: string): Promise<string> =>
  (await query<{ id: string }>('SELECT id FROM account WHERE username = $1', [username]))[0]!.id;

/** Opens a task beside those of the process: its number says that the workflow does not know it. */
async function opened(process: string, key: string, task: string, role: string): Promise<string> {
  const [row] = await query<{ number: number }>(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
     SELECT $1, $2, 90 + count(*), $3, 'reviewing', 'XXB', $4, 'open', now() FROM task WHERE process_id = $1
     RETURNING number`,
    [process, key, task, role],
  );
  await query(`UPDATE process SET units = units || '{XXB}' WHERE id = $1`, [process]);
  return `${process}.${row!.number}`;
}
async function completes(task: string, outcome: string, as: string): Promise<Answer> {
  const { body } = await request('GET', `/tasks/${task}`, { as });
  const { example = {} } = (body.outcomes as { name: string; example?: object }[]).find(
    ({ name }) => name === outcome,
  )!;
  return request('POST', `/tasks/${task}/complete`, { as, body: { content: {}, ...example, outcome } });
}
const REFUSED = { status: 409, body: { code: 'FOUR_EYES', detailCode: 'cases.ownText' } };

describe('a survey', () => {
  it.each([
    ['review', 'pass', 'info-editor'],
    ['approve', 'publish', 'info-reviewer'],
  ])('a survey is not passed in %s (%s) by an account that edited its draft', async (task, outcome, role) => {
    const body = { title: '满意度调查', opensOn: formatDay(dayOf(Date.now()) + 60), unit: 'JYJ' };
    const { body: survey } = await request('POST', '/surveys', {
      as: 'jyj.clerk',
      body: { ...body, ...complete },
    });
    await done('PUT', `/surveys/${survey.id}`, { revision: 1, purpose: '了解满意度' });
    const open = await opened(survey.id, 'survey', task, role);

    const byAuthor = await completes(open, outcome, AUTHOR);
    const byOther = await completes(open, outcome, OTHER);

    expect(byAuthor).toMatchObject(REFUSED);
    expect(byOther.body.code).not.toBe('FOUR_EYES');
  });

  it('a survey is not passed by the account that created it', async () => {
    const opensOn = formatDay(dayOf(Date.now()) + 60);
    const survey = await created('/surveys', { title: '满意度调查', opensOn, unit: 'JYJ', ...complete });
    const open = await opened(survey, 'survey', 'review', 'info-editor');

    expect(await completes(open, 'pass', AUTHOR)).toMatchObject(REFUSED);
  });
});

describe('an interview', () => {
  let interview: string;
  const open = (task: string, role: string): Promise<string> =>
    opened(interview, 'online-interview', task, role);

  beforeEach(async () => {
    const liveAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    interview = await created('/interviews', { topic: '政务公开', form: 'text', unit: 'XXB', liveAt });
  });

  it.each([
    ['reviewPlan', 'pass', 'info-editor'],
    ['approvePlan', 'approve', 'info-reviewer'],
    ['publishPreview', 'publish', 'info-reviewer'],
  ])('the plan of an interview is not passed in %s (%s) by its author', async (task, outcome, role) => {
    await done('PATCH', `/interviews/${interview}/preparation`, { plan: '答疑一小时' });
    const review = await open(task, role);

    const byAuthor = await completes(review, outcome, AUTHOR);
    const byOther = await completes(review, outcome, OTHER);

    expect(byAuthor).toMatchObject(REFUSED);
    expect(byOther.body.code).not.toBe('FOUR_EYES');
  });

  it('the transcript of an interview is not published by the author of its main points', async () => {
    const publishing = await open('publishTranscript', 'info-reviewer');
    await done('PUT', `/interviews/${interview}/points`, { points: ['提取条件放宽'] });

    expect(await completes(publishing, 'publish', AUTHOR)).toMatchObject(REFUSED);
  });

  it('the report of an interview is not accepted by its author', async () => {
    await open('writeReport', 'agency-clerk');
    await done('PUT', `/interviews/${interview}/report`, { summary: '访谈顺利', commitments: [] });
    const check = await open('checkReport', 'info-editor');

    expect(await completes(check, 'accept', AUTHOR)).toMatchObject(REFUSED);
  });

  describe('with a question that is answered later', () => {
    let question: string;
    beforeEach(async () => {
      question = randomUUID();
      await query(
        `INSERT INTO interview_question (id, interview_id, text, during_live, asked_at, state, decided_by)
         VALUES ($1, $2, '异地购房如何提取?', false, now(), 'approved', 'test')`,
        [question, interview],
      );
      await query(
        `UPDATE interview SET plan = 'x', background = 'x', guests = '[{}]', outline = '["x"]', preview_at = now(),
           earliest_live_at = now(), live_started_at = now(), live_ended_at = now() WHERE id = $1`,
        [interview],
      );
    });
    const answer = (): Promise<Answer> =>
      request('PUT', `/interviews/${interview}/questions/${question}/answer`, {
        as: AUTHOR,
        body: { answer: '凭购房合同提取' },
      });

    it('later answers of an interview are not signed by an account that wrote one', async () => {
      await open('answerRest', 'agency-clerk');
      const written = await answer();
      const signing = await open('signAnswers', 'agency-signer');

      expect(written.status).toBe(200);
      expect(await completes(signing, 'publish', AUTHOR)).toMatchObject(REFUSED);
    });

    it('a later answer is not changed while it waits for its signature', async () => {
      await open('signAnswers', 'agency-signer');

      expect((await answer()).body.code).toBe('QUESTIONS_CLOSED');
    });
  });
});

describe('a consultation', () => {
  let policy: string;
  let consultation: string;
  const open = (task: string, role: string): Promise<string> =>
    opened(consultation, 'consultation', task, role);

  beforeEach(async () => {
    const body = { title: `关于${randomUUID()}的规定`, kind: 'MEASURE', major: true, reason: '涉及群众利益' };
    policy = await created('/policy-documents', body);
    consultation = await created('/consultations', { policy });
  });

  it.each([
    ['checkDraft', 'accept', 'info-editor'],
    ['publish', 'publish', 'info-reviewer'],
  ])('a consultation is not passed in %s (%s) by the author of its draft', async (task, outcome, role) => {
    await open('prepare', 'agency-clerk');
    await done('PUT', `/consultations/${consultation}/draft`, {
      text: '第一条 目的。',
      opinionsShown: 'AFTERWARDS',
    });
    const review = await open(task, role);

    const byAuthor = await completes(review, outcome, AUTHOR);
    const byOther = await completes(review, outcome, OTHER);

    expect(byAuthor).toMatchObject(REFUSED);
    expect(byOther.body.code).not.toBe('FOUR_EYES');
  });

  it('the feedback of a consultation is not signed by an account that decided on an opinion', async () => {
    await query(`INSERT INTO consultation_clause VALUES ($1, 1, '第一条', NULL, '内容')`, [consultation]);
    await query(
      `UPDATE consultation SET state = 'open', explanation = '说明', how_to_answer = '方式', closes_on = '2026-01-31',
         closes_at = now() + interval '1 day', minimum_on = '2026-01-31', rule_from = '2019-09-01',
         published_at = now() - interval '40 days' WHERE id = $1`,
      [consultation],
    );
    await query(
      `INSERT INTO opinion (id, consultation_id, clause, name, contact, body, received_at, state)
       VALUES (gen_random_uuid(), $1, 1, '张三', '', '意见', now(), 'published')`,
      [consultation],
    );
    await query(
      `UPDATE opinion SET verdict = 'ADOPTED', verdict_reason = '采纳', verdict_by = $2, verdict_at = now()
       WHERE consultation_id = $1`,
      [consultation, await idOf(AUTHOR)],
    );
    const signing = await open('signAdoption', 'agency-signer');

    expect(await completes(signing, 'publish', AUTHOR)).toMatchObject(REFUSED);
  });

  it('a policy is not issued by the author of its final text', async () => {
    const text = { documentNumber: 'X〔2027〕1号', text: '第一条 正文。' };
    await done('PUT', `/policy-documents/${policy}/final-text`, text);
    const issuing = await open('issue', 'agency-signer');

    expect(await completes(issuing, 'issue', AUTHOR)).toMatchObject(REFUSED);
  });
});
