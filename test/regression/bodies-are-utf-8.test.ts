import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { captchaOf } from '../support/captcha.js';
import { LETTER } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** 路灯不亮 in GBK. */
const GBK = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6, 0xb2, 0xbb, 0xc1, 0xc1]);
const [before, after] = JSON.stringify({ ...LETTER, title: '#' }).split('#') as [string, string];
const inGbk = Buffer.concat([Buffer.from(before), GBK, Buffer.from(after)]);

describe('a letter in GBK', () => {
  it.each([
    ['application/json', 400, 'MALFORMED_REQUEST'],
    ['application/json; charset=utf-8', 400, 'MALFORMED_REQUEST'],
    ['application/json; charset=gbk', 415, 'MEDIA_TYPE_NOT_ALLOWED'],
    ['application/json; charset="GB18030"', 415, 'MEDIA_TYPE_NOT_ALLOWED'],
  ])('a letter in GBK sent as %s is refused', async (type, status, code) => {
    const refused = await request('POST', '/public/letters', {
      body: inGbk,
      headers: { 'content-type': type },
    });

    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await query('SELECT 1 FROM letter')).toEqual([]);
  });
});

it.each([
  'application/json; charset=UTF-8',
  'application/json;charset="utf-8"',
  'application/json; charset=utf8',
])('a letter in UTF-8 sent as %s is received', async (type) => {
  const captcha = await captchaOf(gateway);
  const body = Buffer.from(JSON.stringify({ ...LETTER, captcha }));

  const { status } = await request('POST', '/public/letters', { body, headers: { 'content-type': type } });

  expect(status).toBe(201);
});

it('a form that is not UTF-8 is refused', async () => {
  const body = Buffer.concat([Buffer.from('grant_type=client_credentials&client_id='), GBK]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };

  const { status, body: problem } = await request('POST', '/auth/token', { body, headers });

  expect([status, problem.code]).toEqual([400, 'MALFORMED_REQUEST']);
});

/** One text file under this name. */
function upload(path: string, name: Buffer, as?: string) {
  const body = Buffer.concat([
    Buffer.from('--frontier\r\nContent-Disposition: form-data; name="file"; filename="'),
    name,
    Buffer.from('"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--frontier--\r\n'),
  ]);
  return request('POST', path, {
    as,
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=frontier' },
  });
}

describe('a file', () => {
  it.each([
    ['/public/attachments', undefined],
    ['/attachments', 'mailbox.clerk'],
  ])('a file whose name is not UTF-8 is refused at %s and not stored', async (path, as) => {
    const { status, body } = await upload(path, Buffer.concat([GBK, Buffer.from('.txt')]), as);

    expect([status, body.code, body.issues?.[0].field]).toEqual([422, 'ATTACHMENT_REJECTED', 'file']);
    expect(await query('SELECT 1 FROM attachment')).toEqual([]);
  });

  it('the name of a file is stored without direction overrides', async () => {
    const { body } = await upload('/public/attachments', Buffer.from('公告\u202egpj.txt'));

    expect(body.items[0].name).toBe('公告gpj.txt');
  });
});
