import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { captchaOf } from '../../../support/captcha.js';
import { startTestGateway, type Request } from '../../../support/gateway.js';
import { complete, LETTER, openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const { process: sent } = await sendLetter(gateway);
const register = await openTask(gateway, sent, 'register');

const ACCEPT = { outcome: 'accept', decision: { class: 'CONSULT' }, content: {} };
const as = 'mailbox.clerk';
const json = { 'content-type': 'application/json' };

/** What no request below may change. */
const state = () =>
  query(`SELECT (SELECT count(*) FROM command) AS commands, (SELECT count(*) FROM content) AS contents,
    (SELECT count(*) FROM letter) AS letters, (SELECT count(*) FROM comment) AS comments,
    (SELECT string_agg(state || coalesce(assignee::text, ''), ',') FROM task) AS tasks`);

const captchas = [await captchaOf(gateway), await captchaOf(gateway)];

describe('a refused request', () => {
  const cases: readonly (readonly [
    what: string,
    code: string,
    method: string,
    path: string,
    sent: Request,
    fields?: string[],
  ])[] = [
    ['an address that nobody has', 'NOT_FOUND', 'GET', '/nothing', {}],
    ['a method that the address does not have', 'METHOD_NOT_ALLOWED', 'DELETE', `/tasks/${register}`, { as }],
    ['an address that cannot be read', 'MALFORMED_REQUEST', 'GET', '/tasks/%zz', { as }],
    ['no JSON', 'MALFORMED_REQUEST', 'POST', '/public/letters', { body: '{"kind":', headers: json }],
    ['a list as its body', 'MALFORMED_REQUEST', 'POST', '/public/letters', { body: '[]', headers: json }],
    ['a text as its body', 'MALFORMED_REQUEST', 'POST', '/public/letters', { body: '"x"', headers: json }],
    [
      'a prototype to be set',
      'MALFORMED_REQUEST',
      'POST',
      '/public/letters',
      { body: '{"__proto__":{}}', headers: json },
    ],
    [
      'XML',
      'MEDIA_TYPE_NOT_ALLOWED',
      'POST',
      '/public/letters',
      { body: '<a/>', headers: { 'content-type': 'text/xml' } },
    ],
    [
      'ten megabytes',
      'PAYLOAD_TOO_LARGE',
      'POST',
      '/public/letters',
      { body: { ...LETTER, body: 'x'.repeat(10_000_000) } },
    ],
    [
      'a letter without a challenge',
      'CAPTCHA_REQUIRED',
      'POST',
      '/public/letters',
      { body: LETTER },
      ['captcha'],
    ],
    ['nothing where a letter belongs', 'VALIDATION_FAILED', 'POST', '/public/letters', {}, ['kind']],
    [
      'an unknown field',
      'VALIDATION_FAILED',
      'POST',
      '/public/letters',
      { body: { ...LETTER, priority: 1 } },
      ['priority'],
    ],
    [
      'several bad fields',
      'VALIDATION_FAILED',
      'POST',
      '/public/letters',
      { body: { ...LETTER, kind: 'X', phone: '12' } },
      ['kind', 'phone'],
    ],
    [
      'a unit that nobody knows',
      'UNIT_UNKNOWN',
      'POST',
      '/public/letters',
      { body: { ...LETTER, captcha: captchas[0], namedUnits: ['ABC'] } },
      ['namedUnits'],
    ],
    [
      'a file that nobody has sent',
      'ATTACHMENT_REJECTED',
      'POST',
      '/public/letters',
      { body: { ...LETTER, captcha: captchas[1], attachmentIds: [randomUUID()] } },
      ['attachmentIds'],
    ],
    [
      'a key that is too long',
      'VALIDATION_FAILED',
      'POST',
      '/public/letters',
      { body: LETTER, headers: { 'idempotency-key': 'k'.repeat(201) } },
      ['Idempotency-Key'],
    ],
    ['a cursor that is none', 'CURSOR_INVALID', 'GET', '/tasks?cursor=abc', { as }],
    [
      'a cursor of another list',
      'CURSOR_INVALID',
      'GET',
      `/processes?cursor=${Buffer.from('[null,1]').toString('base64url')}`,
      { as },
    ],
    ['too long a page', 'VALIDATION_FAILED', 'GET', '/tasks?limit=201', { as }, ['limit']],
    ['an unknown parameter', 'VALIDATION_FAILED', 'GET', '/tasks?colour=red', { as }, ['colour']],
    ['a parameter given twice', 'VALIDATION_FAILED', 'GET', '/tasks?stage=a&stage=b', { as }, ['stage']],
    [
      'a day that does not exist',
      'VALIDATION_FAILED',
      'GET',
      '/calendar/due-date?receivedAt=2015-02-30&workingDays=5',
      {},
      ['receivedAt'],
    ],
    [
      'a day beyond the calendar',
      'VALIDATION_FAILED',
      'GET',
      '/calendar/due-date?receivedAt=2099-12-30&workingDays=900',
      {},
      ['receivedAt'],
    ],
    ['an id that is none', 'NOT_FOUND', 'GET', '/processes/1', { as }],
    ['a process that nobody knows', 'NOT_FOUND', 'GET', `/processes/${randomUUID()}`, { as }],
    ['a task that nobody knows', 'NOT_FOUND', 'POST', `/tasks/${sent}.99/complete`, { as, body: ACCEPT }],
    [
      'an outcome that nobody knows',
      'OUTCOME_NOT_ALLOWED',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { ...ACCEPT, outcome: 'constructor' } },
    ],
    ['no outcome', 'VALIDATION_FAILED', 'POST', `/tasks/${register}/complete`, { as, body: {} }, ['outcome']],
    [
      'an unknown field in a decision',
      'VALIDATION_FAILED',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { ...ACCEPT, decision: { class: 'CONSULT', lead: 'ZJJ' } } },
      ['decision.lead'],
    ],
    [
      'a decision of another type',
      'VALIDATION_FAILED',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { ...ACCEPT, decision: [] } },
      ['decision'],
    ],
    [
      'a decision without its field',
      'VALIDATION_FAILED',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { ...ACCEPT, decision: undefined } },
      ['decision.class'],
    ],
    [
      'the wrong unit',
      'NOT_FOUND',
      'POST',
      `/tasks/${register}/complete`,
      { as: 'kaili.clerk', body: ACCEPT },
    ],
    [
      'a unit that may only look',
      'UNIT_NOT_ALLOWED',
      'POST',
      `/tasks/${register}/complete`,
      { as: 'supervisor', body: ACCEPT },
    ],
    [
      'a lead that nobody knows',
      'UNIT_UNKNOWN',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { outcome: 'dispatch', decision: { class: 'HELP', lead: '999' } } },
      ['decision.lead'],
    ],
    [
      'the whole prefecture as a lead',
      'UNIT_UNKNOWN',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { outcome: 'dispatch', decision: { class: 'HELP', lead: '5226' } } },
      ['decision.lead'],
    ],
    [
      'itself to be merged into',
      'MERGE_TARGET_INVALID',
      'POST',
      `/tasks/${register}/complete`,
      { as, body: { outcome: 'merge', decision: { into: sent } } },
      ['decision.into'],
    ],
    [
      'a colleague that nobody knows',
      'VALIDATION_FAILED',
      'POST',
      `/tasks/${register}/delegate`,
      { as, body: { to: 'kaili.clerk' } },
      ['to'],
    ],
    [
      'a message of the citizen’s from staff',
      'FORBIDDEN',
      'POST',
      `/processes/${sent}/messages/withdraw`,
      { as: 'supervisor', body: {} },
    ],
    [
      'a message that nobody knows',
      'NOT_FOUND',
      'POST',
      `/processes/${sent}/messages/constructor`,
      { as: 'supervisor', body: {} },
    ],
    [
      'an empty comment',
      'VALIDATION_FAILED',
      'POST',
      `/tasks/${register}/comments`,
      { as, body: { body: '' } },
      ['body'],
    ],
    ['a definition that nobody knows', 'DEFINITION_UNKNOWN', 'GET', '/process-definitions/other', { as }],
  ];

  it.each(cases)(
    '%s is refused with %s and stores nothing',
    async (_, code, method, path, sent, fields = []) => {
      const before = await state();

      const { status, headers, body } = await request(method, path, sent);

      expect(body).toMatchObject({
        code,
        status,
        type: `/docs/errors#${code}`,
        title: expect.any(String),
        detail: expect.any(String),
        requestId: headers['x-request-id'],
        instance: expect.stringMatching(/^\/api\/v1\//),
      });
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(status).toBeGreaterThanOrEqual(400);
      if (fields.length > 0)
        expect(body.issues.map(({ field }: { field: string }) => field)).toEqual(
          expect.arrayContaining(fields),
        );
      expect(await state()).toEqual(before);
    },
  );

  it('a wrong method is refused with the allowed ones', async () => {
    expect((await request('DELETE', '/public/letters/lookup')).headers['allow']).toBe('POST');
  });
});

describe('a task', () => {
  it('a completed task cannot be completed again', async () => {
    const letter = await sendLetter(gateway);
    const task = await openTask(gateway, letter.process, 'register');
    expect((await request('POST', `/tasks/${task}/complete`, { as, body: ACCEPT })).status).toBe(200);

    expect((await request('POST', `/tasks/${task}/complete`, { as, body: ACCEPT })).body.code).toBe(
      'TASK_NOT_OPEN',
    );
    const keyed = { as, body: ACCEPT, headers: { 'idempotency-key': randomUUID() } };
    expect((await request('POST', `/tasks/${task}/complete`, keyed)).body.code).toBe('TASK_NOT_OPEN');
  });

  it('a task of an ended process cannot be completed', async () => {
    const letter = await sendLetter(gateway);
    const task = await openTask(gateway, letter.process, 'register');
    await request('POST', `/processes/${letter.process}/cancel`, {
      as: 'supervisor',
      body: { reason: '重复来信' },
    });

    expect((await request('POST', `/tasks/${task}/complete`, { as, body: ACCEPT })).body.code).toBe(
      'PROCESS_ENDED',
    );
    const keyed = { as, body: ACCEPT, headers: { 'idempotency-key': randomUUID() } };
    expect((await request('POST', `/tasks/${task}/complete`, keyed)).body.code).toBe('PROCESS_ENDED');
  });

  it('a repeated completion with the same key gets the same response, with another body a refusal', async () => {
    const letter = await sendLetter(gateway);
    const task = await openTask(gateway, letter.process, 'register');
    const headers = { 'idempotency-key': randomUUID() };
    const body = { outcome: 'dispatch', decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] } };

    const [first, second] = await Promise.all([
      request('POST', `/tasks/${task}/complete`, { as, body, headers }),
      request('POST', `/tasks/${task}/complete`, { as, body, headers }),
    ]);
    const third = await request('POST', `/tasks/${task}/complete`, { as, body, headers });
    for (const answer of [first, second, third]) {
      expect(answer).toMatchObject({
        status: 200,
        body: { state: 'completed', process: { stage: 'assigned' } },
      });
    }
    const other = { ...body, decision: { ...body.decision, lead: 'JYJ' } };
    expect((await request('POST', `/tasks/${task}/complete`, { as, body: other, headers })).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });
});

it('a defect shows only the request id under which it is logged', async () => {
  await query('ALTER TABLE letter RENAME TO letter_away');
  try {
    const { status, body, headers } = await request('GET', '/letters', { as });

    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'INTERNAL', requestId: headers['x-request-id'] });
    expect(JSON.stringify(body)).not.toMatch(/relation|letter_away|SELECT/);
    const entry = gateway.log.find((line) => line.includes('"defect"') && line.includes(body.requestId));
    expect(entry).toContain('does not exist');
  } finally {
    await query('ALTER TABLE letter_away RENAME TO letter');
  }
});

it('the log has no addresses, bodies and tokens of requests', async () => {
  const letter = await sendLetter(gateway);
  await request('POST', '/public/letters/lookup', {
    body: letter,
    headers: { 'x-request-id': 'from-a-proxy-1' },
  });
  await complete(gateway, letter.process, { name: 'register', as, outcome: 'accept' });

  const log = gateway.log.join('');
  expect(log).toContain(
    '"requestId":"from-a-proxy-1","method":"POST","route":"/api/v1/public/letters/lookup"',
  );
  for (const secret of [
    letter.queryCode,
    LETTER.writerName,
    LETTER.phone,
    LETTER.title,
    letter.process,
    'Bearer',
    'eyJ',
  ]) {
    expect(log).not.toContain(secret);
  }
});
