import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTHeaderParameters } from 'jose';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client, CLERK, LETTER, type Answer, type Task } from './client.js';

const ACCEPT = { outcome: 'accept', decision: { class: 'CONSULT' }, content: {} };

let stack: TestStack;
let client: Client;
let process: string;
let register: Task;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

beforeEach(async () => {
  ({ process } = await client.submitted());
  register = await client.task(process, 'register');
});

/** Counts of the rows that a request could have written. */
async function everything(): Promise<unknown> {
  const [row] = await stack.query(`SELECT
    (SELECT json_agg((id, state, event_seq, timeline_seq, pending) ORDER BY id) FROM process) AS processes,
    (SELECT json_agg((process_id, number, state) ORDER BY process_id, number) FROM task) AS tasks,
    (SELECT count(*) FROM letter) AS letters, (SELECT count(*) FROM content) AS contents,
    (SELECT count(*) FROM timeline_entry) AS entries,
    (SELECT count(*) FROM command WHERE state <> 'refused') AS commands`);
  return row;
}

async function expectRefused(request: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
  const before = await everything();
  const answer = await request();
  expect(answer).toMatchObject({ status, body: { status, code, type: `/docs/errors#${code}` } });
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  expect(answer.body.requestId).toEqual(expect.any(String));
  expect(await everything()).toEqual(before);
  return answer;
}

const submit = async (body: object | string): Promise<Answer> => {
  const sent = typeof body === 'string' ? body : { captcha: await client.captcha(), ...body };
  return client.request('POST', '/public/letters', { body: sent });
};

it.each([
  ['a missing field', { title: undefined }, 'title'],
  ['an unknown field', { priority: 'high' }, 'priority'],
  ['a number for a text', { body: 1234567890123 }, 'body'],
  ['a kind that is none', { kind: 'POEM' }, 'kind'],
])('names %s of a letter', async (_, fields, field) => {
  const { body } = await expectRefused(() => submit({ ...LETTER, ...fields }), 400, 'VALIDATION_FAILED');
  expect(body.issues.map((issue: { field: string }) => issue.field)).toContain(field);
});

it.each([
  ['a missing field', { ...ACCEPT, decision: {} }, 'decision.class'],
  ['an unknown field', { ...ACCEPT, decision: { class: 'CONSULT', lead: 'ZJJ' } }, 'decision.lead'],
  ['an unknown field beside the form', { ...ACCEPT, note: 'x' }, 'note'],
  ['no outcome', { decision: { class: 'CONSULT' } }, 'outcome'],
])('names %s of a task', async (_, body, field) => {
  const complete = () => client.request('POST', `/tasks/${register.id}/complete`, { body, as: CLERK });
  const answer = await expectRefused(complete, 400, 'VALIDATION_FAILED');
  expect(answer.body.issues.map((issue: { field: string }) => issue.field)).toContain(field);
});

it('an outcome that the task does not have is rejected', async () => {
  const complete = () => client.complete(register, { ...ACCEPT, outcome: 'sign' });
  await expectRefused(complete, 409, 'OUTCOME_NOT_ALLOWED');
});

it('a second completion of a task is rejected', async () => {
  expect((await client.complete(register, ACCEPT)).status).toBe(200);
  await expectRefused(() => client.complete(register, ACCEPT), 409, 'TASK_NOT_OPEN');
});

it('a unit gets 404 for a task that it may not see and 403 for one that it sees', async () => {
  await expectRefused(() => client.complete(register, { ...ACCEPT, as: 'jtj.clerk' }), 404, 'NOT_FOUND');
  await expectRefused(
    () => client.complete(register, { ...ACCEPT, as: 'supervisor' }),
    403,
    'UNIT_NOT_ALLOWED',
  );
});

it('a task is rejected after its process has ended', async () => {
  await client.post(`/processes/${process}/cancel`, { reason: '测试' }, { as: 'supervisor' });
  const complete = () => client.complete(register, ACCEPT);
  await expectRefused(complete, 409, 'PROCESS_ENDED');
});

it('another request under the same Idempotency-Key is rejected', async () => {
  const key = randomUUID();
  await client.submit({}, key);

  expect((await client.complete(register, { ...ACCEPT, key })).status).toBe(200); // keys belong to an account
  const reject = { ...ACCEPT, decision: { class: 'HELP' }, key };
  await expectRefused(() => client.complete(register, reject), 422, 'IDEMPOTENCY_KEY_REUSED');
});

it('a body of 10 MB is rejected', async () => {
  await expectRefused(() => submit({ ...LETTER, body: 'x'.repeat(10_000_000) }), 413, 'PAYLOAD_TOO_LARGE');
});

it('a body that is not JSON is rejected', async () => {
  await expectRefused(() => submit('{"kind": "CONSULT", '), 400, 'MALFORMED_REQUEST');
});

const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
it.each([
  ['/tasks', 'no-cursor'],
  ['/tasks', cursor('infinity')],
  ['/tasks', cursor('yesterday?', 'x', 'y')],
  ['/tasks', cursor(null, null, null)],
  ['/processes', 'no-cursor'],
  ['/processes', cursor('yesterday?', 'x')],
])('refuses a cursor that is none: %s?cursor=%s', async (path, value) => {
  const list = () => client.request('GET', `${path}?cursor=${value}`, { as: CLERK });
  await expectRefused(list, 400, 'CURSOR_INVALID');
});

it('a malformed cursor of a timeline is rejected', async () => {
  const path = `/processes/${process}/timeline`;
  for (const value of ['no-cursor', cursor('x'), cursor(1, 2)]) {
    await expectRefused(
      () => client.request('GET', `${path}?cursor=${value}`, { as: CLERK }),
      400,
      'CURSOR_INVALID',
    );
  }
});

it.each([
  ['/tasks?dueBefore=2015-W20', 400, 'VALIDATION_FAILED'],
  ['/processes/------------------------------------', 404, 'NOT_FOUND'],
  ['/tasks/------------------------------------.1', 404, 'NOT_FOUND'],
  ['/calendar/due-date?receivedAt=2015-W20&workingDays=5', 400, 'VALIDATION_FAILED'],
])('refuses GET %s', async (path, status, code) => {
  await expectRefused(() => client.request('GET', path, { as: CLERK }), status, code);
});

it('text that the database cannot store is rejected', async () => {
  await expectRefused(() => submit({ ...LETTER, title: 'a\u0000b' }), 400, 'VALIDATION_FAILED');
  const content = { note: 'a\u0000b' };
  await expectRefused(() => client.complete(register, { ...ACCEPT, content }), 400, 'VALIDATION_FAILED');
});

it('a request with an expired token, a token of another key, or none is rejected', async () => {
  const genuine = await client.signIn(CLERK);
  const [key] = await stack.query<{ secret: string }>(
    'SELECT secret FROM signing_key ORDER BY created_at LIMIT 1',
  );
  const token = (secret: string, expires: string) =>
    new SignJWT(decodeJwt(genuine))
      .setProtectedHeader(decodeProtectedHeader(genuine) as JWTHeaderParameters)
      .setExpirationTime(expires)
      .sign(Buffer.from(secret, 'base64url'));
  const path = `/tasks/${register.id}/complete`;
  const withToken = async (bearer?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    };
    const response = await fetch(`${stack.url}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(ACCEPT),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type')!,
      body: await response.json(),
    };
  };

  const expired = await token(key!.secret, '-1 s');
  await expectRefused(() => withToken(expired), 401, 'TOKEN_EXPIRED');
  const forged = await token(Buffer.alloc(32).toString('base64url'), '1 h');
  await expectRefused(() => withToken(forged), 401, 'UNAUTHENTICATED');
  await expectRefused(() => withToken(), 401, 'UNAUTHENTICATED');
  expect((await withToken(await token(key!.secret, '1 h'))).status).toBe(200);
});
