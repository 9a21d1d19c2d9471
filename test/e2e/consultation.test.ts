import { dayOf, formatDay } from '../../domain/time/civil-time.js';
import { solved } from '../support/captcha.js';
import { startTimeTravel, type TimeTravel } from '../support/time-travel.js';
import { ConsultationRun } from '../workflows/consultations/consultation-run.js';
import type { Answer } from './client.js';

const DAY = 86_400_000;
const CLERK = 'jtj.clerk';
const SIGNER = 'jtj.signer';
const EDITOR = 'info.editor';
const LEGAL = 'legal.officer';
const TITLE = '黔东南州城市公共交通管理办法';
const TEXT = `${TITLE}
第一章 总则
第一条 为了规范城市公共交通秩序，制定本办法。
第二条 本办法适用于州内城市公共汽电车的运营。
第二章 票价
第三条 公共汽车票价为一元。
老年人免费乘车。`;
const FINAL = TEXT.replace('票价为一元', '票价为二元').replace('老年人免费乘车。', '老年人、学生免费乘车。');
const ADVERT_AGAIN = '本店代办各类证件，价格优惠，当天可取！！';
const SCRIPT = '<script>alert(1)</script>公共汽车票价太高，建议学生免费乘车，并延长晚间运营时间。';

const shanghaiDay = (at: number): string => formatDay(dayOf(at));
const inDays = (days: number): string => shanghaiDay(Date.now() + days * DAY);

let world: TimeTravel;
let run: ConsultationRun;
let policy: string;

beforeAll(async () => {
  world = await startTimeTravel();
  run = new ConsultationRun(world);
}, 120_000);
afterAll(() => world?.close());

const draft = (fields: object) => run.request('PUT', '/draft', CLERK, { ...DRAFT(), ...fields });
const DRAFT = () => ({
  text: TEXT,
  explanation: '现行办法已施行十年，与实际不符。',
  howToAnswer: '通过本页面、信函或电话提出意见。',
  phone: '0855-0000000',
  address: '凯里市某路1号 州交通运输局',
  postcode: '556000',
  period: { kind: 'PRESET' },
  hearing: {
    on: inDays(20),
    time: '09:30',
    place: '州交通运输局会议室',
    participants: '经营者代表、乘客代表',
    notice: '就票价条款举行听证。',
  },
});
/** @param from address of the sender; left out: this machine's, which identifies nobody */
async function say(fields: object, from?: string): Promise<Answer> {
  const captcha = await solved(await run.client.get('/public/captcha'));
  const response = await fetch(`${world.url}/api/v1/public/consultations/${run.id}/opinions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(from && { 'x-forwarded-for': from }) },
    body: JSON.stringify({ captcha, ...fields }),
  });
  return { status: response.status, contentType: '', body: await response.json() };
}
const answer = (path: string, body: object, as = CLERK) => run.request('POST', `/${path}`, as, body);
const published = () => run.client.request('GET', `/public/consultations/${run.id}`);
const opinions = async () => (await run.request('GET', '/opinions', CLERK)).body.items;

it('only the unit of a policy starts its consultation', async () => {
  const body = { title: TITLE, kind: 'NORMATIVE', major: true, reason: '涉及群众出行' };
  const registered = await run.client.request('POST', '/policy-documents', { as: CLERK, body });
  const again = await run.client.request('POST', '/policy-documents', {
    as: 'jyj.clerk',
    body: { ...body, title: `《 ${TITLE} 》`, major: false },
  });
  policy = registered.body.id as string;
  const stranger = await run.client.request('POST', '/consultations', { as: 'jyj.clerk', body: { policy } });
  const begun = await run.client.request('POST', '/consultations', { as: CLERK, body: { policy } });
  run.id = begun.body.id as string;
  const second = await run.client.request('POST', '/consultations', { as: CLERK, body: { policy } });

  expect(registered).toMatchObject({ status: 201, body: { state: 'draft', major: true, gateOpen: false } });
  expect(again).toMatchObject({ status: 409, body: { code: 'POLICY_TITLE_TAKEN' } });
  expect(stranger).toMatchObject({ status: 404 });
  expect(begun).toMatchObject({ status: 201, body: { state: 'draft', process: { stage: 'classifying' } } });
  expect(second).toMatchObject({ status: 409, body: { code: 'POLICY_STATE' } });
});

it('one person of the legal office cannot make a major policy ordinary', async () => {
  const refused = await run.complete('classify', 'ordinary');
  await run.done('classify', 'major');

  expect(refused).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
});

it('an incomplete draft is refused with its missing parts', async () => {
  const nothing = await run.complete('prepare', 'submit');
  await draft({ period: { kind: 'DATED', closesOn: inDays(15) }, hearing: undefined });
  const short = await run.complete('prepare', 'submit');
  await draft({ hearing: { ...DRAFT().hearing, on: inDays(3) } });
  const hasty = await run.complete('prepare', 'submit');
  const badDay = await draft({ hearing: { ...DRAFT().hearing, on: '2030-02-30' } });
  const noClause = await draft({ text: '一、总则' });
  await draft({});
  await run.done('prepare', 'submit');
  const late = await draft({ explanation: '改一改' });

  expect(nothing).toMatchObject({ status: 422, body: { code: 'CONSULTATION_INCOMPLETE' } });
  expect(nothing.body.issues.map(({ field }: { field: string }) => field)).toEqual([
    ...['clauses', 'explanation', 'howToAnswer', 'period'],
  ]);
  expect(short.body.issues).toEqual([expect.objectContaining({ field: 'period.shortReason' })]);
  expect(hasty.body.issues).toEqual([expect.objectContaining({ field: 'hearing.on' })]);
  expect(badDay.body.issues).toEqual([expect.objectContaining({ field: 'hearing.on' })]);
  expect(noClause.body.issues).toEqual([expect.objectContaining({ field: 'text' })]);
  expect(late).toMatchObject({ status: 409, body: { code: 'RECORD_FROZEN' } });
});

it('a published consultation is public for at least 30 days', async () => {
  await run.done('checkDraft', 'accept');
  const before = await published();
  await run.done('publish', 'publish');
  await run.open('collect');
  const { status, body } = await published();
  const { items } = await run.client.get<{ items: object[] }>('/public/consultations?state=open');

  expect(before.status).toBe(404);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    title: TITLE,
    state: 'open',
    phone: '0855-0000000',
    unitName: '州交通运输局',
  });
  expect(body.clauses).toEqual([
    { number: 1, label: '第一条', heading: '第一章 总则', text: '为了规范城市公共交通秩序，制定本办法。' },
    { number: 2, label: '第二条', heading: null, text: '本办法适用于州内城市公共汽电车的运营。' },
    { number: 3, label: '第三条', heading: '第二章 票价', text: '公共汽车票价为一元。\n老年人免费乘车。' },
  ]);
  expect(body.closesOn >= inDays(30)).toBe(true);
  expect(Date.parse(body.closesAt)).toBe(Date.parse(`${body.closesOn}T00:00:00+08:00`) + DAY);
  expect(items).toEqual([expect.objectContaining({ id: run.id })]);
});

it('opinions on clauses and on the whole draft are stored as plain text', async () => {
  const script = await say({ clause: 3, body: SCRIPT, name: '张三', contact: '13800000000' });
  await say({ clause: 3, body: '公共汽车票价太高了！建议学生免费乘车，延长晚间的运营时间', name: '李四' });
  await say({ body: '总体赞成，请尽快出台。' });
  await say({ body: '本店代办各类证件，价格优惠，当天可取' }, '192.0.2.7');
  await say({ body: ADVERT_AGAIN }, '192.0.2.7');
  const unknownClause = await say({ clause: 99, body: '没有这一条' });
  const noCaptcha = await say({ body: '没有验证', captcha: undefined });
  const empty = await say({ body: '  ' });
  const all = await opinions();
  const shown = await run.client.get<{ items: object[] }>(`/public/consultations/${run.id}/opinions`);

  expect(script).toMatchObject({ status: 201, body: { id: expect.any(String) } });
  expect(unknownClause).toMatchObject({
    status: 422,
    body: { code: 'CLAUSE_UNKNOWN', issues: [{ field: 'clause' }] },
  });
  expect(noCaptcha).toMatchObject({ status: 422, body: { code: 'CAPTCHA_REQUIRED' } });
  expect(empty).toMatchObject({ status: 400, body: { issues: [{ field: 'body' }] } });
  expect(all).toHaveLength(5);
  expect(all[0]).toMatchObject({ body: SCRIPT, state: 'pending', moderationReason: null });
  expect(all[4]).toMatchObject({ body: ADVERT_AGAIN, state: 'setAside', moderationReason: 'REPEATED' });
  expect(shown.items).toEqual([]);
});

it('names and contacts of opinions are shown only to accounts that moderate them', async () => {
  const [ofUnit] = (await run.request('GET', '/opinions', CLERK)).body.items;
  const [ofLegal] = (await run.request('GET', '/opinions', LEGAL)).body.items;
  const stranger = await run.request('GET', '/opinions', 'jyj.clerk');

  expect(ofUnit).toMatchObject({ name: '张三', contact: '13800000000' });
  expect(ofLegal).toMatchObject({ name: '张**', contact: null });
  expect(stranger.status).toBe(404);
});

it('the period of a consultation can only be extended', async () => {
  const { closesOn } = (await published()).body as { closesOn: string };
  const early = await run.complete('collect', 'finish');
  const shorter = await run.complete('collect', 'extend', { decision: { closesOn: inDays(10) } });
  const longer = shanghaiDay(Date.parse(closesOn) + 3 * DAY);
  await run.done('collect', 'extend', { decision: { closesOn: longer } });
  await run.open('collect');
  const { body } = await published();

  expect(early).toMatchObject({ status: 409, body: { code: 'TOO_EARLY' } });
  expect(shorter).toMatchObject({ status: 422, body: { issues: [{ field: 'decision.closesOn' }] } });
  expect(body).toMatchObject({ closesOn: longer, extensions: [{ was: closesOn, closesOn: longer }] });
});

it('a hearing is held a week after its papers were sent', async () => {
  await run.done('sendPapers', 'send');
  await run.open('holdHearing');
  const early = await run.complete('holdHearing', 'hold');
  await run.pass(21);
  await run.done('holdHearing', 'hold');

  expect(early).toMatchObject({ status: 409, body: { code: 'TOO_EARLY' } });
});

it('a consultation closes by itself at the end of its period', async () => {
  await run.pass(20);
  await run.open('sortOpinions');
  const late = await say({ body: '来晚了' });
  const { body } = await published();
  const [row] = await world.query<{ late: number; sort_by: string; answer_by: string }>(
    `SELECT extract(epoch FROM closed_at - closes_at)::float8 AS late, sort_by::text, answer_by::text
     FROM consultation WHERE id = $1`,
    [run.id],
  );
  const clocks = await world.query<{ name: string; due_at: Date }>(
    `SELECT name, due_at FROM clock WHERE process_id = $1 AND task IS NULL ORDER BY name`,
    [run.id],
  );

  expect(row!.late).toBeGreaterThanOrEqual(0);
  expect(row!.late).toBeLessThan(60);
  expect(clocks.map(({ name, due_at }) => [name, shanghaiDay(due_at.getTime() - 1)])).toEqual([
    ['adoption', row!.answer_by],
    ['sorting', row!.sort_by],
  ]);
  expect(late).toMatchObject({ status: 409, body: { code: 'CONSULTATION_CLOSED' } });
  expect(body).toMatchObject({ state: 'closed', hearings: [{ state: 'held' }] });
});

it('sorting cannot be submitted while an opinion has no verdict', async () => {
  const [first, second, third, advert] = await opinions();
  const untouched = await run.complete('sortOpinions', 'submit');
  await answer(
    'opinions/moderation',
    { opinions: [first!.id, second!.id, third!.id], action: 'publish' },
    EDITOR,
  );
  const withoutReason = await answer('opinions/moderation', {
    opinions: [advert!.id],
    action: 'setAside',
  });
  await answer('opinions/moderation', { opinions: [advert!.id], action: 'setAside', reason: '广告' });
  const suggested = (await run.request('GET', '/opinion-groups/suggestions', CLERK)).body;
  const group = await answer('opinion-groups', {
    summary: '建议学生免费乘车',
    opinions: [first!.id, second!.id],
  });
  const begin = (items: object[]) => run.request('PUT', '/verdict-drafts', CLERK, { items });
  const begun = async () =>
    (await run.request('GET', '/verdict-drafts', CLERK)).body.items.map(
      ({ answers, verdict, reason }: Record<string, unknown>) => [answers, verdict, reason],
    );
  await begin([
    { answers: group.body.id, verdict: 'ADOPTED', reason: '已写' },
    { answers: third!.id, reason: '感谢' },
  ]);
  await begin([{ answers: third!.id, verdict: 'ELSEWHERE', reason: '感谢支' }]);
  await begin([{ answers: run.id, reason: '不是这里的意见' }]);
  const draftsBefore = await begun();
  const ofOthers = await run.request('GET', '/verdict-drafts', 'jyj.clerk');
  const answered = await answer('opinions/verdicts', {
    group: group.body.id as string,
    verdict: 'ADOPTED',
    reason: '已写入第三条',
  });
  const notModerated = await answer('opinions/verdicts', {
    opinions: [advert!.id],
    verdict: 'NOT_ADOPTED',
    reason: '广告',
  });
  const draftsAfter = await begun();
  const oneLeft = await run.complete('sortOpinions', 'submit');
  await answer('opinions/verdicts', {
    opinions: [third!.id],
    verdict: 'ELSEWHERE',
    reason: '感谢支持',
  });
  await run.done('sortOpinions', 'submit');

  expect(untouched).toMatchObject({ status: 409, body: { code: 'OPINIONS_UNANSWERED' } });
  expect(withoutReason).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  expect(suggested.items).toEqual([
    { opinion: first!.id, similar: [{ opinion: second!.id, score: expect.any(Number) }] },
  ]);
  expect(draftsBefore).toHaveLength(2);
  expect(draftsBefore).toContainEqual([group.body.id, 'ADOPTED', '已写']);
  expect(ofOthers.status).toBe(404);
  expect(draftsAfter).toEqual([[third!.id, 'ELSEWHERE', '感谢支']]);
  expect(answered.body).toEqual({ changed: 2 });
  expect(notModerated).toMatchObject({ status: 400, body: { issues: [{ field: 'opinions.0' }] } });
  expect(oneLeft).toMatchObject({ status: 409, body: { code: 'OPINIONS_UNANSWERED' } });
});

it('opinions and verdicts are frozen while the adoption waits for its signature', async () => {
  const [first] = await opinions();
  await run.open('signAdoption');
  const verdict = { opinions: [first!.id], verdict: 'NOT_ADOPTED', reason: '反悔' };
  const changed = await answer('opinions/verdicts', verdict);
  const held = await answer('opinions/moderation', {
    opinions: [first!.id],
    action: 'setAside',
    reason: '广告',
  });
  const grouped = await answer('opinion-groups', { summary: '另一组', opinions: [first!.id] });
  const begun = await run.request('PUT', '/verdict-drafts', CLERK, {
    items: [{ answers: first!.id, reason: '反悔' }],
  });
  const { body } = await run.request('GET', '', CLERK);

  for (const refused of [changed, held, grouped, begun])
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'RECORD_FROZEN', detailCode: 'consultations.opinionsFrozen' },
    });
  expect(body.acts).toEqual({ writeDraft: false, moderate: false, answer: false, withdraw: true });
});

it('opinions can be answered again after the signer has returned them', async () => {
  const [first] = await opinions();
  await run.done('signAdoption', 'return', {}, SIGNER);
  await run.open('sortOpinions');
  const again = await answer('opinions/verdicts', {
    opinions: [first!.id],
    verdict: 'ADOPTED',
    reason: '已写入第三条',
  });
  await run.done('sortOpinions', 'submit');

  expect(again).toMatchObject({ status: 200, body: { changed: 1 } });
});

it('late feedback raises a yellow card', async () => {
  await run.pass(30);
  const cards = await world.query(
    `SELECT unit, level, process_id FROM card WHERE process_id = $1 AND level = 'yellow'`,
    [run.id],
  );

  expect(cards).toContainEqual({ unit: 'JTJ', level: 'yellow', process_id: run.id });
});

it('the feedback shows masked names, opinions, verdicts and reasons', async () => {
  const before = await run.client.request('GET', `/public/consultations/${run.id}/feedback`);
  await run.done('signAdoption', 'publish', {}, SIGNER);
  await run.open('submitReview');
  const { body } = await run.client.request('GET', `/public/consultations/${run.id}/feedback`);
  const shown = await run.client.get<{ items: object[] }>(`/public/consultations/${run.id}/opinions`);
  const [first] = await opinions();
  const change = await answer('opinions/verdicts', {
    opinions: [first!.id],
    verdict: 'NOT_ADOPTED',
    reason: '反悔',
  });
  const facts = await world.query(
    'SELECT fact, value FROM assessment_fact WHERE process_id = $1 ORDER BY fact',
    [run.id],
  );

  expect(before.status).toBe(404);
  expect(body.items).toEqual([
    expect.objectContaining({
      number: 1,
      name: '张**',
      clause: '第三条',
      body: SCRIPT,
      verdictTitle: '采纳',
      reason: '已写入第三条',
    }),
    expect.objectContaining({ number: 2, name: '李**', verdict: 'ADOPTED' }),
    expect.objectContaining({
      number: 3,
      name: '匿名',
      clause: null,
      verdictTitle: '另案处理',
      reason: '感谢支持',
    }),
  ]);
  expect(shown.items).toHaveLength(3);
  expect(shown.items[0]).toMatchObject({ name: '张**', clause: 3, body: SCRIPT });
  expect(shown.items[0]).not.toHaveProperty('contact');
  expect(change).toMatchObject({ status: 409, body: { code: 'RECORD_FROZEN' } });
  expect(facts).toEqual([
    { fact: 'adopted', value: 2 },
    { fact: 'answered', value: 3 },
    { fact: 'feedback-on-time', value: 0 },
    { fact: 'held', value: 1 },
  ]);
});

it('notice and feedback are downloaded as files', async () => {
  const { documents } = (await published()).body as {
    documents: { id: string; kind: string; format: string }[];
  };
  const starts: Readonly<Record<string, string>> = { docx: 'PK', pdf: '%P', xlsx: 'PK' };

  expect(documents.map(({ kind, format }) => `${kind}.${format}`).sort()).toEqual([
    ...['adoption.docx', 'adoption.pdf', 'adoption.xlsx', 'notice.docx', 'notice.pdf'],
  ]);
  for (const { id: document, format } of documents) {
    const file = await fetch(`${world.url}/api/v1/public/consultations/${run.id}/documents/${document}`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe(starts[format]);
  }
});

it('a policy is not decided before its legal review period of seven working days ends', async () => {
  await run.done('submitReview', 'submit');
  await run.open('legalReview');
  await run.done('legalReview', 'pass');
  const hasty = await run.complete('awaitDecision', 'proceed');
  const tooEarly = await run.openTasks();
  await run.pass(13);
  await run.done('decide', 'adopt');

  expect(hasty).toMatchObject({ status: 409, body: { code: 'TOO_EARLY' } });
  expect(tooEarly).toEqual(['awaitDecision']);
});

it('an issued policy shows its number, text and the changes to the draft', async () => {
  await run.open('issue');
  const bare = await run.complete('issue', 'issue', {}, SIGNER);
  const path = `/policy-documents/${policy}`;
  const stranger = await run.client.request('PUT', `${path}/final-text`, {
    as: 'jyj.clerk',
    body: { documentNumber: '某号', text: FINAL },
  });
  await run.client.request('PUT', `${path}/final-text`, {
    as: CLERK,
    body: { documentNumber: '黔东南府发〔2027〕1号', text: FINAL },
  });
  const unissued = await run.client.request('GET', `/public${path}`);
  await run.done('issue', 'issue', {}, SIGNER);
  await run.until(async () => (await run.client.request('GET', `/public${path}`)).status === 200);
  const { body } = await run.client.request('GET', `/public${path}`);
  const changed = await run.client.request('PUT', `${path}/final-text`, {
    as: CLERK,
    body: { documentNumber: '另一号', text: FINAL },
  });

  expect(bare).toMatchObject({ status: 422, body: { code: 'POLICY_INCOMPLETE' } });
  expect(bare.body.issues.map(({ field }: { field: string }) => field)).toEqual([
    'documentNumber',
    'finalText',
  ]);
  expect(stranger.status).toBe(404);
  expect(unissued.status).toBe(404);
  expect(body).toMatchObject({
    documentNumber: '黔东南府发〔2027〕1号',
    finalText: FINAL,
    consultation: run.id,
  });
  expect(body.diff.map(({ kind }: { kind: string }) => kind)).toEqual(['same', 'same', 'changed']);
  expect(body.diff[2].pieces).toContainEqual({ kind: 'added', text: '、学生' });
  expect(changed).toMatchObject({ status: 409, body: { code: 'RECORD_FROZEN' } });
  expect((await published()).body.issued).toMatchObject({
    id: policy,
    documentNumber: '黔东南府发〔2027〕1号',
  });
});
