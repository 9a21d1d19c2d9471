import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatDay, dayOf } from '../../domain/time/civil-time.js';
import { solved } from '../support/captcha.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { answers, complete, withQuestion } from '../domain/surveys/questionnaire.js';
import { Client, type Answer, type Done } from './client.js';
import { putShortPolicyInForce, seconds } from './short-policy.js';

const CLERK = 'jyj.clerk';
const SIGNER = 'jyj.signer';
const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';
/** How long the survey is open: longer than reading and answering it takes. */
const OPEN_SECONDS = 25;
const READING_MS = 6_000;

let stack: TestStack;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  const surveyPeriod = {
    title: '调查：截止',
    duration: seconds(OPEN_SECONDS),
    endsAt: 'midnight',
    source: { basis: 'design', note: '测试' },
  };
  await putShortPolicyInForce(client, { surveyPeriod });
}, 120_000);
afterAll(() => stack?.stop());

const does = (survey: string, name: string, done: Done & { as: string }): Promise<void> =>
  client.does(survey, name, done, done.as);
/** Waits for a task that opens by itself. */
async function opens(survey: string, name: string, as: string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if ((await client.tasks(survey, as)).some((task) => task.name === name)) return;
    await sleep(250);
  }
  throw new Error(`'${name}' did not open`);
}
async function answer(survey: string, ticket: string, fields: object = {}, key?: string): Promise<Answer> {
  const captcha = await solved((await client.get('/public/captcha')) as never);
  const body = { answers, ticket, captcha, device: randomUUID(), ...fields };
  return client.request('POST', `/public/surveys/${survey}/answers`, { body, key });
}
const publicly = (path: string): Promise<Answer> => client.request('GET', `/public/surveys/${path}`);

it('a survey runs from its draft to the adoption results', async () => {
  // S1: drawn up by the unit, with the required notices
  const opensOn = formatDay(dayOf(Date.now()));
  const created = await client.request('POST', '/surveys', {
    as: CLERK,
    body: { title: '政务服务大厅满意度调查', opensOn },
  });
  const survey = created.body.id as string;
  const early = await client.complete(await client.task(survey, 'submit', CLERK), {
    outcome: 'submit',
    decision: { revision: 1 },
    content: {},
  });
  const questionnaire = withQuestion({ visibleIf: "{q77} = 'x'" });
  const bad = await client.request('PUT', `/surveys/${survey}`, {
    as: CLERK,
    body: { revision: 1, questionnaire },
  });
  const drawn = await client.request('PUT', `/surveys/${survey}`, {
    as: CLERK,
    body: { revision: 1, ...complete },
  });
  expect([early.status, early.body.code]).toEqual([409, 'SURVEY_INCOMPLETE']);
  expect([bad.status, bad.body.code]).toEqual([422, 'QUESTIONNAIRE_INVALID']);
  expect(drawn.body).toMatchObject({ revision: 2, missing: [] });

  // S2: two persons of the information office
  const decision = { revision: 2 };
  await does(survey, 'submit', { outcome: 'submit', decision, as: CLERK });
  await does(survey, 'review', { outcome: 'return', as: EDITOR });
  await does(survey, 'revise', { outcome: 'submit', decision, as: CLERK });
  await does(survey, 'review', { outcome: 'pass', decision, as: EDITOR });
  const hidden = await publicly(survey);
  await does(survey, 'approve', { outcome: 'publish', decision, as: REVIEWER });
  await opens(survey, 'collect', REVIEWER);
  expect(hidden.status).toBe(404);

  // S3: open to everybody; the worker dies while it is
  const page = (await publicly(survey)).body;
  expect(page).toMatchObject({ state: 'open', unit: '州教育局', questionnaire: complete.questionnaire });
  const killed = stack.killAndRestart('worker');
  const tooFast = await answer(survey, page.ticket);
  await sleep(READING_MS);
  const device = randomUUID();
  const first = await answer(
    survey,
    page.ticket,
    { device, answers: { ...answers, advice: '增设周末窗口' } },
    'key-1',
  );
  const again = await answer(
    survey,
    page.ticket,
    { device, answers: { ...answers, advice: '增设周末窗口' } },
    'key-1',
  );
  const twice = await answer(survey, page.ticket, { device });
  const many = await answer(survey, page.ticket, {
    answers: { ...answers, services: ['permit', 'tax', 'card'] },
  });
  const branch = await answer(survey, page.ticket, { answers: { ...answers, visited: 'no' } });
  const other = await answer(survey, page.ticket);
  expect([tooFast, first, again, twice, many, branch, other].map(({ status }) => status)).toEqual([
    201, 201, 201, 409, 400, 400, 201,
  ]);
  expect(again.body).toEqual(first.body);
  const tooEarly = await publicly(`${survey}/results`);
  const short = await client.complete(await client.task(survey, 'collect', REVIEWER), {
    outcome: 'close',
    content: { reason: '够了' },
    as: REVIEWER,
  });
  const long = await client.complete(await client.task(survey, 'collect', REVIEWER), {
    outcome: 'extend',
    decision: { closesOn: formatDay(dayOf(Date.now()) + 30) },
    content: { reason: '再等等' },
    as: REVIEWER,
  });
  expect([tooEarly.status, short.body.code, long.body.code]).toEqual([404, 'SURVEY_PERIOD', 'SURVEY_PERIOD']);
  expect(long.body.issues).toEqual([expect.objectContaining({ field: 'decision.closesOn' })]);

  // S4: closed at its instant; a person releases a response that was held for moderation
  await killed;
  await opens(survey, 'publishFigures', EDITOR);
  const late = await answer(survey, page.ticket);
  expect([late.status, late.body.code]).toEqual([410, 'SURVEY_CLOSED']);
  const path = `/surveys/${survey}/answers`;
  const aside = await client.get<{ items: { id: string }[] }>(`${path}?state=set-aside`, EDITOR);
  expect(aside.items.map(({ id }) => id)).toEqual([tooFast.body.id]);
  const verdict = { verdict: 'count', reason: '经核实为本人填写' };
  await client.post(`${path}/${tooFast.body.id}/decision`, verdict, { as: EDITOR });
  const quote = { answer: first.body.id, question: 'advice', text: '增设周末窗口' };
  await client.post(`/surveys/${survey}/quotes`, quote, { as: EDITOR });
  await does(survey, 'publishFigures', { outcome: 'publish', as: EDITOR });
  await expectSoon(async () => (await publicly(`${survey}/results`)).body, {
    answers: 3,
    quotes: [{ question: 'advice', text: '增设周末窗口' }],
  });

  // S5: the report, written and signed by two persons of the unit
  await does(survey, 'report', { outcome: 'submit', as: CLERK });
  await does(survey, 'signReport', { outcome: 'sign', as: SIGNER });
  await opens(survey, 'adoption', CLERK);
  expect(await client.get(`/processes/${survey}`, CLERK)).toMatchObject({
    state: 'running',
    stage: 'adopting',
  });

  // S6: it ends with its adoption results
  await does(survey, 'adoption', { outcome: 'submit', as: CLERK });
  await does(survey, 'signAdoption', { outcome: 'sign', as: SIGNER });
  await expectSoon(() => client.get(`/processes/${survey}`, CLERK), {
    ...{ state: 'completed', result: 'completed' },
    facts: { answers: 2, setAside: 1, items: 2, adopted: 1 },
  });

  const { body: after } = await publicly(survey);
  expect(after).toMatchObject({ state: 'closed', participants: 3, resultsPublished: true });
  expect(after.adoption).toHaveLength(2);
  const starts: Readonly<Record<string, string>> = { docx: 'PK', pdf: '%P' };
  for (const { id, format } of after.documents as { id: string; format: string }[]) {
    const file = await fetch(`${stack.url}/api/v1/public/surveys/${survey}/documents/${id}`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([format, bytes.subarray(0, 2).toString()]).toEqual([format, starts[format]]);
  }
  expect(after.documents.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
    ...['adoption', 'adoption', 'report', 'report'],
  ]);
  const year = new Date().getFullYear();
  const facts = await client.get<{ items: { fact: string; value: number }[] }>(
    `/assessment-facts?year=${year}&unit=JYJ&column=survey`,
    'supervisor',
  );
  expect(Object.fromEntries(facts.items.map(({ fact, value }) => [fact, value]))).toEqual({
    ...{ held: 1, answers: 2, 'reported-on-time': 1, answered: 2, adopted: 1, 'feedback-on-time': 1 },
  });
}, 180_000);

it('an abandoned survey is not held', async () => {
  const opensOn = formatDay(dayOf(Date.now()) + 60);
  const { id } = await client.post<{ id: string }>('/surveys', { title: '另一项', opensOn }, { as: CLERK });

  await does(id, 'submit', { outcome: 'abandon', as: CLERK });

  await expectSoon(() => client.get(`/processes/${id}`, CLERK), { state: 'completed', result: 'abandoned' });
  expect((await publicly(id)).status).toBe(404);
});

async function expectSoon(read: () => Promise<unknown>, expected: object): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return expect(await read()).toMatchObject(expected);
    } catch (error) {
      if (attempt > 80) throw error;
      await sleep(250);
    }
  }
}
