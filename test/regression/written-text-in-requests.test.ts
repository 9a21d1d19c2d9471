import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { LETTER, openTask, sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const { process } = await sendLetter(gateway);
const register = await openTask(gateway, process, 'register');

let addresses = 0;
/** Ten letters a minute may come from one address. */
const another = () => `10.1.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

/** Status, code and the fields named. */
async function refusalOf(method: string, path: string, sent: object) {
  const { status, body } = await request(method, path, sent);
  const fields = (body.issues ?? []).map(({ field }: { field: string }) => field) as string[];
  return [status, body.code, [...new Set(fields)]];
}

const INVISIBLE = [
  '   ',
  '\u3000\u3000',
  '\u200b\u200b\u200b',
  '\u2060\u2060',
  '\u3164\u3164',
  '\u2800\u2800',
];
const BROKEN = [
  '半\ud83d个字符的标题与正文',
  'a\u0000bcdefghijk',
  'a\u0007bcdefghijk',
  '公告\u202egpj.exe附件说明文字',
  'abcdefghij\ufffe',
];

describe('a letter', () => {
  it.each(['title', 'body', 'writerName'])(
    'a letter whose %s has no visible character is refused with its field',
    async (field) => {
      const refusals = [];
      for (const blank of INVISIBLE)
        refusals.push(
          await refusalOf('POST', '/public/letters', {
            body: { ...LETTER, [field]: blank.repeat(6) },
            from: another(),
          }),
        );

      expect(refusals).toEqual(INVISIBLE.map(() => [400, 'VALIDATION_FAILED', [field]]));
    },
  );

  it.each(['title', 'body', 'writerName', 'address'])(
    'a letter whose %s has forbidden characters is refused with its field',
    async (field) => {
      const refusals = [];
      for (const broken of BROKEN)
        refusals.push(
          await refusalOf('POST', '/public/letters', {
            body: { ...LETTER, [field]: broken },
            from: another(),
          }),
        );

      expect(refusals).toEqual(BROKEN.map(() => [400, 'VALIDATION_FAILED', [field]]));
    },
  );

  it('a letter whose title has a line break is refused', async () => {
    const refusal = await refusalOf('POST', '/public/letters', {
      body: { ...LETTER, title: '第一行\n第二行' },
      from: another(),
    });

    expect(refusal).toEqual([400, 'VALIDATION_FAILED', ['title']]);
  });

  it('a letter keeps joined emoji, variation selectors and rare characters', async () => {
    const body = '家👩‍👩‍👧住𠮷林路,葛\u{e0100}村,请核实。\r\n谢谢!';

    const { process: kept } = await sendLetter(gateway, { body, title: '𠮷林路☎\ufe0f' });

    const [row] = await query('SELECT title, body FROM letter WHERE process_id = $1', [kept]);
    expect(row).toEqual({ title: '𠮷林路☎\ufe0f', body: body.replace('\r\n', '\n') });
  });
});

describe('texts of staff', () => {
  it.each([
    [
      'a reason for suspending',
      'POST',
      `/processes/${process}/suspend`,
      'supervisor',
      { reason: '  ' },
      'reason',
    ],
    [
      'a reason for resuming',
      'POST',
      `/processes/${process}/resume`,
      'supervisor',
      { reason: '\u200b\u200b' },
      'reason',
    ],
    [
      'a reason for reassigning',
      'POST',
      `/tasks/${register}/reassign`,
      'supervisor',
      { unit: 'QGZ', assignee: 'mailbox.clerk', reason: '\u2060\u2060\u2060' },
      'reason',
    ],
    ['a comment', 'POST', `/tasks/${register}/comments`, 'mailbox.clerk', { body: '   ' }, 'body'],
    [
      'a comment with half a character',
      'POST',
      `/tasks/${register}/comments`,
      'mailbox.clerk',
      { body: '半\ud83d个' },
      'body',
    ],
    [
      'the source of a calendar',
      'PUT',
      '/calendar/days',
      'admin.system',
      { region: '5226', year: 2031, source: '  ', days: [] },
      'source',
    ],
    [
      'the words of an order',
      'POST',
      '/supervision/orders',
      'supervisor',
      { processId: process, kind: 'urge', text: '\u200b' },
      'text',
    ],
  ])('%s without a visible character is refused', async (_, method, path, as, body, field) => {
    expect(await refusalOf(method, path, { as, body })).toEqual([400, 'VALIDATION_FAILED', [field]]);
  });

  it('content of a task with a lone surrogate is refused with its field', async () => {
    const { process: other } = await sendLetter(gateway);
    const task = await openTask(gateway, other, 'register');
    const body = { outcome: 'askForMore', content: { question: '半\ud83d个' } };

    const refusal = await refusalOf('POST', `/tasks/${task}/complete`, { as: 'mailbox.clerk', body });

    expect(refusal).toEqual([400, 'VALIDATION_FAILED', ['content.question']]);
  });
});

describe('a search', () => {
  it.each(['q=%00', 'q=a%07b', 'unit=%00', 'stage=%E2%80%AE', 'letterNo=a%00'])(
    'a search for %s is refused with its field',
    async (search) => {
      const refusal = await refusalOf('GET', `/letters?${search}`, { as: 'mailbox.clerk' });

      expect(refusal).toEqual([400, 'VALIDATION_FAILED', [search.split('=')[0]]]);
    },
  );
});

it('an optional field that is null is refused with its name', async () => {
  const refusal = await refusalOf('POST', '/public/letters', {
    body: { ...LETTER, attachmentIds: null },
    from: another(),
  });

  expect(refusal).toEqual([400, 'VALIDATION_FAILED', ['attachmentIds']]);
});

it('a refused letter uses up no number', async () => {
  const numbers = () => query<{ last: number }>('SELECT last FROM letter_number');
  const before = await numbers();

  await request('POST', '/public/letters', { body: { ...LETTER, title: 'a\u0000b' }, from: another() });
  const noFile = { attachmentIds: ['00000000-0000-4000-8000-000000000000'] };
  const refused = await submitLetter(gateway, noFile, { from: another() });

  expect(refused.body.code).toBe('ATTACHMENT_REJECTED');
  expect(await numbers()).toEqual(before);
});

it('a letter repeated with its key uses up no second number', async () => {
  const headers = { 'idempotency-key': 'the-same' };
  const send = () => submitLetter(gateway, {}, { headers, from: another() });
  const first = await send();
  const [before] = await query<{ last: number }>('SELECT last FROM letter_number');

  const second = await send();

  expect(second.body).toEqual(first.body);
  expect(await query('SELECT last FROM letter_number')).toEqual([before]);
});
