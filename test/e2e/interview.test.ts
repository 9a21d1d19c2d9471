import { setTimeout as sleep } from 'node:timers/promises';
import { dayOf } from '../../domain/time/civil-time.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { FeedFollower } from '../support/feed-reader.js';
import { Client } from './client.js';
import {
  EDITOR,
  inMs,
  InterviewOffices,
  putLeadInForce,
  putShortLeadInForce,
  REVIEWER,
  UNIT_CLERK,
  UNIT_SIGNER,
  until,
} from './interview-offices.js';

let stack: TestStack;
let client: Client;
let offices: InterviewOffices;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  offices = new InterviewOffices(client, stack.url);
}, 120_000);
afterAll(() => stack?.stop());

it('an incomplete plan is refused with its gaps', async () => {
  const id = await offices.create();

  const empty = await offices.tries(id, 'plan', 'submit', UNIT_CLERK);
  await offices.does('PATCH', `${id}/preparation`, UNIT_CLERK, { plan: '方案', outline: ['问题'] });
  const half = await offices.tries(id, 'plan', 'submit', UNIT_CLERK);

  expect(empty).toMatchObject({ status: 409, body: { code: 'INTERVIEW_INCOMPLETE' } });
  expect(empty.body.issues.map(({ field }: { field: string }) => field)).toEqual([
    'plan',
    'guests',
    'outline',
    'background',
  ]);
  expect(half.body.issues.map(({ field }: { field: string }) => field)).toEqual(['guests', 'background']);
  for (const path of ['', '/feed', '/review']) expect((await offices.public(id, path)).status).toBe(404);
  expect((await offices.question(id, { text: '什么时候开始？' })).status).toBe(404);
});

it('API, table and process refuse to go live with a preview that is too young', async () => {
  // It is made while its day is allowed; by the time of its preview a longer lead is in force.
  await putShortLeadInForce(client);
  const liveAt = inMs(15_000);
  const id = await offices.create({ liveAt });
  await putLeadInForce(client, { id: 'LONG-LEAD', minimumDays: 3 });
  await offices.announced(id);
  await offices.crew(id);
  await offices.completes(id, 'chooseQuestions', 'digest', EDITOR);
  const shift = (days: number) =>
    stack.query(
      `UPDATE interview SET preview_at = preview_at - $2 * interval '1 day',
         earliest_live_at = earliest_live_at - $2 * interval '1 day' WHERE id = $1`,
      [id, days],
    );
  await shift(2);
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);

  const byApi = await offices.tries(id, 'goLive', 'start', EDITOR);
  const byDatabase = stack.query('UPDATE interview SET live_started_at = now() WHERE id = $1', [id]);

  expect(byApi).toMatchObject({ status: 409, body: { code: 'LIVE_TOO_EARLY' } });
  expect(Date.parse(byApi.body.params.at)).toBe(Date.parse(`${tomorrow}T00:00:00+08:00`));
  await expect(byDatabase).rejects.toThrow('interview_lead_check');

  // The row says it is old enough, the process knows that it is not.
  await shift(1);
  await sleep(Math.max(0, Date.parse(liveAt) - Date.now()) + 50); // its hour has come
  const passedOn = await offices.tries(id, 'goLive', 'start', EDITOR);
  await offices.opened(id, 'goLive', EDITOR);
  expect(passedOn).toMatchObject({ status: 200 });
  expect((await offices.public(id)).body.state).toBe('announced');
});

it('an interview postponed once runs from its start to the archive', async () => {
  await putLeadInForce(client, { id: 'SHORT-LEAD-AGAIN', minimumDays: 0 });
  const planned = inMs(5_000);
  const id = await offices.create({ liveAt: planned });
  await offices.announced(id);
  const script = `<script>alert('1')</script> 提取公积金要几天?`;
  for (const text of [script, '异地购房可以提取吗？', '你们单位好差']) await offices.question(id, { text });

  const { items: asked } = (await offices.request('GET', `${id}/questions`, EDITOR)).body;
  const [first, second, rude] = asked as { id: string; text: string }[];
  const early = await offices.tries(id, 'chooseQuestions', 'digest', EDITOR);
  const withoutReason = await offices.request('POST', `${id}/questions/${rude!.id}/decision`, EDITOR, {
    verdict: 'drop',
  });
  await offices.does('POST', `${id}/questions/${rude!.id}/decision`, EDITOR, {
    verdict: 'drop',
    reason: '非咨询内容',
  });
  for (const { id: question } of [first!, second!])
    await offices.does('POST', `${id}/questions/${question}/decision`, EDITOR, { verdict: 'approve' });
  await offices.does('POST', `${id}/questions/${first!.id}/choice`, EDITOR, { chosen: true });
  expect(early).toMatchObject({ status: 409, body: { code: 'QUESTIONS_PENDING' } });
  expect(withoutReason).toMatchObject({ status: 400, body: { issues: [{ field: 'reason' }] } });
  expect(first!.text).toBe(script);

  const later = inMs(20_000);
  await offices.does('POST', `${id}/postponements`, REVIEWER, {
    liveAt: later,
    notice: '因会议冲突，延后举行。',
  });
  await until(async () => (await offices.public(id)).body.liveAt === later, 'the new time is public');
  const preview = (await offices.public(id)).body;
  expect(preview).toMatchObject({
    state: 'announced',
    questionsOpen: true,
    questionsApproved: 2,
    notices: [{ kind: 'postponed', text: '因会议冲突，延后举行。' }],
  });

  await sleep(Date.parse(later) - Date.now());
  await offices.goesLive(id);
  const live = Date.now();
  const reader = new FeedFollower(() => offices.feedUrl(id));
  await offices.says(id, { text: '各位网友好。' });
  await offices.says(id, { role: 'recorder', speaker: '嘉宾甲', text: '三个工作日。', question: first!.id });
  await offices.question(id, { text: '直播中的提问：需要哪些材料？' });
  await offices.completes(id, 'endLive', 'end', EDITOR);
  await reader.ended();
  expect(reader.numbers).toEqual([1, 2]);
  expect(reader.events.slice(0, 2).map(({ data }) => data.asked?.text ?? null)).toEqual([null, first!.text]);
  expect(reader.events.at(-1)!.type).toBe('end');
  expect((await offices.question(id, { text: '还来得及吗？' })).body.code).toBe('QUESTIONS_CLOSED');

  // The third question waits still: answers cannot be submitted before it is decided and answered.
  const undecided = await offices.tries(id, 'answerRest', 'submit', UNIT_CLERK);
  const { items: waiting } = (await offices.request('GET', `${id}/questions?state=waiting`, EDITOR)).body;
  await offices.does('POST', `${id}/questions/${waiting[0].id}/decision`, EDITOR, { verdict: 'approve' });
  const unanswered = await offices.tries(id, 'answerRest', 'submit', UNIT_CLERK);
  for (const question of [second!.id, waiting[0].id])
    await offices.does('PUT', `${id}/questions/${question}/answer`, UNIT_CLERK, {
      answer: '可以，请到窗口办理。',
    });
  expect(undecided.body.code).toBe('QUESTIONS_PENDING');
  expect(unanswered.body.code).toBe('QUESTIONS_PENDING');
  await offices.completes(id, 'answerRest', 'submit', UNIT_CLERK);
  await offices.completes(id, 'signAnswers', 'publish', UNIT_SIGNER);

  const pointless = await offices.tries(id, 'publishTranscript', 'publish', REVIEWER);
  await offices.does('PUT', `${id}/points`, EDITOR, { points: ['提取三个工作日办结'] });
  await offices.completes(id, 'publishTranscript', 'publish', REVIEWER);
  const unreported = await offices.tries(id, 'writeReport', 'submit', UNIT_CLERK);
  await offices.does('PUT', `${id}/report`, UNIT_CLERK, {
    summary: '效果良好。',
    commitments: ['三个工作日办结'],
  });
  await offices.completes(id, 'writeReport', 'submit', UNIT_CLERK);
  await offices.opened(id, 'checkReport', EDITOR);
  const checking = await client.task(id, 'checkReport', EDITOR);
  const { body: toCheck } = await client.request('GET', `/tasks/${checking.id}`, { as: EDITOR });
  expect(toCheck).toMatchObject({
    matter: '住房公积金提取政策解读',
    context: { report: '效果良好。\n三个工作日办结' },
  });
  await offices.completes(id, 'checkReport', 'accept', EDITOR);
  expect([pointless, unreported].map(({ body }) => body.issues[0].field)).toEqual(['points', 'report']);

  await until(async () => {
    const { state, result } = await client.get<{ state: string; result: string }>(
      `/processes/${id}`,
      'supervisor',
    );
    return state === 'completed' && result === 'archived';
  }, 'it is archived');
  const { body: review } = await offices.public(id, '/review');
  expect(review).toMatchObject({
    points: ['提取三个工作日办结'],
    utterances: [
      { number: 1, text: '各位网友好。' },
      { number: 2, speaker: '嘉宾甲', question: first!.id },
    ],
    questions: [
      { id: first!.id, text: script, answeredIn: 2, answer: null },
      { id: second!.id, answeredIn: null, answer: '可以，请到窗口办理。' },
      { answeredIn: null, answer: '可以，请到窗口办理。' },
    ],
  });
  for (const { id: document, format } of review.documents as { id: string; format: string }[]) {
    const file = await fetch(`${stack.url}/api/v1/public/interviews/${id}/documents/${document}`);
    const start = Buffer.from(await file.arrayBuffer())
      .subarray(0, 2)
      .toString();
    expect(start).toBe(format === 'pdf' ? '%P' : 'PK');
  }
  expect(review.documents).toHaveLength(2);
  const { items: documents } = (await offices.request('GET', `${id}/documents`, UNIT_CLERK)).body;
  expect(new Set(documents.map(({ kind }: { kind: string }) => kind))).toEqual(
    new Set(['plan', 'digest', 'transcript', 'report']),
  );
  const facts = await stack.query<{ fact: string; value: string }>(
    'SELECT fact, value::text AS value FROM assessment_fact WHERE process_id = $1 AND unit = $2',
    [id, 'ZJJ'],
  );
  expect(Object.fromEntries(facts.map(({ fact, value }) => [fact, Number(value)]))).toEqual({
    held: 1,
    'on-time': dayOf(live) === dayOf(Date.parse(planned)) ? 1 : 0, // it is tomorrow's when this runs at 23:30
    questions: 3,
    answers: 3,
    answered: 1,
    'reported-on-time': 1,
  });
}, 180_000);

it('a called-off interview keeps its questions and publishes its notice', async () => {
  const id = await offices.create();
  await offices.announced(id);
  await offices.question(id, { text: '新办法何时执行？' });
  const byUnit = await offices.request('POST', `${id}/cancellations`, UNIT_CLERK, { notice: '取消' });

  await offices.does('POST', `${id}/cancellations`, EDITOR, { notice: '因故取消。' });

  expect(byUnit.status).toBe(403);
  await until(async () => (await offices.public(id)).body.state === 'calledOff', 'it is called off');
  expect((await offices.public(id)).body.notices).toMatchObject([{ kind: 'calledOff', text: '因故取消。' }]);
  expect((await offices.question(id, { text: '改到哪一天？' })).body.code).toBe('QUESTIONS_CLOSED');
  expect((await offices.request('GET', `${id}/questions`, EDITOR)).body.items).toHaveLength(1);
  expect((await offices.public(id, '/feed')).status).toBe(204);
}, 60_000);
