import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { form } from '../../../support/forms.js';
import { startTestGateway } from '../../../support/gateway.js';
import {
  complete,
  eraseLetter,
  letterInProgress,
  openTask,
  sendLetter,
  submitLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const TEXT = Buffer.from('情况说明');

const upload = (files: readonly { name: string; bytes: Buffer }[], as?: string) =>
  request('POST', as ? '/attachments' : '/public/attachments', { ...form(files), as });
const folder = join(gateway.folder, 'attachments');

describe('a file', () => {
  it.each([
    ['照片.png', PNG, 'image/png', '照片.png'],
    ['PHOTO.PNG', PNG, 'image/png', 'PHOTO.png'],
    ['说明.txt', TEXT, 'text/plain; charset=utf-8', '说明.txt'],
    ['no-extension', PDF, 'application/pdf', 'no-extension.pdf'],
    ['../../etc/passwd.pdf', PDF, 'application/pdf', 'passwd.pdf'],
    ['C:\\\\temp\\\\a.pdf', PDF, 'application/pdf', 'a.pdf'],
  ])('the type of %s is detected from its bytes', async (name, bytes, mediaType, kept) => {
    const { status, body } = await upload([{ name, bytes }]);

    expect(status).toBe(201);
    expect(body.items).toEqual([{ id: expect.any(String), name: kept, mediaType, size: bytes.length }]);
    expect(existsSync(join(folder, body.items[0].id))).toBe(true);
  });

  it.each([
    ['a program', 'a.exe', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff', 'latin1')],
    ['a picture that says it is a document', 'a.pdf', PNG],
    ['a page', 'a.html', Buffer.from('<script>alert(1)</script>')],
    ['an SVG', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['bytes that say nothing', 'a.txt', Buffer.from([0xff, 0xfe, 0x00, 0x01])],
    ['nothing', 'a.txt', Buffer.alloc(0)],
  ])('%s is refused as a file and not stored', async (_, name, bytes) => {
    const before = readdirSync(folder).length;

    expect((await upload([{ name, bytes }])).body).toMatchObject({
      code: 'ATTACHMENT_REJECTED',
      issues: [expect.anything()],
    });
    expect(readdirSync(folder)).toHaveLength(before);
  });

  it('uploads are limited in size and number', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024 - PDF.length, 32)]);
    expect((await upload([{ name: 'a.pdf', bytes: large }])).status).toBe(201);
    const tooLarge = Buffer.concat([large, Buffer.from(' ')]);
    expect((await upload([{ name: 'a.pdf', bytes: tooLarge }])).body.code).toBe('PAYLOAD_TOO_LARGE');
    const six = Array.from({ length: 6 }, () => ({ name: 'a.png', bytes: PNG }));
    expect((await upload(six)).body.code).toBe('PAYLOAD_TOO_LARGE');
    expect((await upload([])).body.code).toBe('ATTACHMENT_REJECTED');
    expect((await request('POST', '/public/attachments', { body: {} })).body.code).toBe(
      'MEDIA_TYPE_NOT_ALLOWED',
    );
  });

  it('a letter’s file is visible to readers of the letter', async () => {
    const { body } = await upload([{ name: '照片.png', bytes: PNG }]);
    const [{ id }] = body.items;
    const letter = await sendLetter(gateway, { attachmentIds: [id] });
    const again = await submitLetter(gateway, { attachmentIds: [id] });
    expect(again.body).toMatchObject({ code: 'ATTACHMENT_REJECTED', issues: [{ field: 'attachmentIds' }] });

    const read = await request('GET', `/letters/${letter.process}`, { as: 'mailbox.clerk' });
    expect(read.body.attachments).toEqual([expect.objectContaining({ id, name: '照片.png' })]);
    const file = await request('GET', `/attachments/${id}`, { as: 'mailbox.clerk' });
    expect(file.bytes.equals(PNG)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent('照片.png')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    for (const as of ['zjj.clerk', 'admin.system', 'info.editor']) {
      expect((await request('GET', `/attachments/${id}`, { as })).status).toBe(404);
    }
    expect((await request('GET', `/attachments/${id}`)).status).toBe(401);
  });

  it('the files of a case are listed in the order of their upload', async () => {
    const first = await upload([{ name: '照片.png', bytes: PNG }]);
    const second = await upload([{ name: '合同.pdf', bytes: PDF }]);
    const files = [...first.body.items, ...second.body.items];
    const { process } = await sendLetter(gateway, { attachmentIds: files.map(({ id }) => id) });

    const list = await request('GET', `/processes/${process}/attachments`, { as: 'mailbox.clerk' });
    expect(list.body).toEqual({ items: files });
  });

  it('an account that sees a case but not its files finds none listed', async () => {
    const { body } = await upload([{ name: '照片.png', bytes: PNG }]);
    const attachmentIds = [body.items[0].id];
    const { process, letterNo } = await letterInProgress(gateway, 'ZJJ', { attachmentIds });
    const card = { letterNo, level: 'yellow', unit: 'ZJJ', reason: '办理不力。' };
    expect((await request('POST', '/supervision/cards', { as: 'efficiency', body: card })).status).toBe(201);
    const path = `/processes/${process}/attachments`;

    expect((await request('GET', path, { as: 'efficiency' })).body).toEqual({ items: [] });
    expect((await request('GET', path, { as: 'jtj.clerk' })).body.code).toBe('NOT_FOUND');
  });

  it('a file of an answer is visible to the writer with the answer', async () => {
    const letter = await letterInProgress(gateway);
    const uploaded = await upload([{ name: '答复.pdf', bytes: PDF }], 'zjj.clerk');
    const [{ id }] = uploaded.body.items;
    const download = (fields: object = {}) =>
      request('POST', `/public/letters/attachments/${id}`, {
        body: { letterNo: letter.letterNo, queryCode: letter.queryCode, ...fields },
      });
    const content = { reply: '见附件。', attachmentIds: [id] };

    expect((await request('GET', `/attachments/${id}`, { as: 'zjj.clerk' })).status).toBe(200);
    expect((await request('GET', `/attachments/${id}`, { as: 'mailbox.clerk' })).status).toBe(404);
    const stolen = await complete(gateway, letter.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'submit',
      content: {
        ...content,
        attachmentIds: [(await upload([{ name: 'b.pdf', bytes: PDF }], 'jtj.clerk')).body.items[0].id],
      },
    });
    expect(stolen.body.code).toBe('ATTACHMENT_REJECTED');
    await openTask(gateway, letter.process, 'draft');
    await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit', content });
    await complete(gateway, letter.process, { name: 'signOff', as: 'zjj.signer', outcome: 'sign' });
    expect((await download()).status).toBe(404);
    await complete(gateway, letter.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });

    const lookup = await request('POST', '/public/letters/lookup', {
      body: { letterNo: letter.letterNo, queryCode: letter.queryCode },
    });
    expect(lookup.body.replyAttachments).toEqual([
      { id, name: '答复.pdf', mediaType: 'application/pdf', size: PDF.length },
    ]);
    expect((await download()).bytes.equals(PDF)).toBe(true);
    expect((await download({ queryCode: '0000000000' })).status).toBe(404);
  });

  it.each([
    ['图.png', 'inline'],
    ['文.pdf', 'inline'],
    ['字.txt', 'attachment'],
  ])('the file %s is displayed as %s on request, in the sandbox of downloads', async (name, disposition) => {
    const bytes = name.endsWith('.png') ? PNG : name.endsWith('.pdf') ? PDF : Buffer.from('文字');
    const [{ id }] = (await upload([{ name, bytes }], 'zjj.clerk')).body.items;

    const download = await request('GET', `/attachments/${id}`, { as: 'zjj.clerk' });
    const shown = await request('GET', `/attachments/${id}?inline=true`, { as: 'zjj.clerk' });

    expect(download.headers['content-disposition']).toMatch(/^attachment;/);
    expect(shown.headers['content-disposition']).toMatch(new RegExp(`^${disposition};`));
    expect(shown.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect(shown.bytes.equals(bytes)).toBe(true);
  });

  it('a file of an answer stays readable when the letter is handled again', async () => {
    const letter = await letterInProgress(gateway);
    const [{ id }] = (await upload([{ name: '答复.pdf', bytes: PDF }], 'zjj.clerk')).body.items;
    const own = { letterNo: letter.letterNo, queryCode: letter.queryCode };
    const content = { reply: '见附件。', attachmentIds: [id] };
    await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit', content });
    await complete(gateway, letter.process, { name: 'signOff', as: 'zjj.signer', outcome: 'sign' });
    await complete(gateway, letter.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });
    await request('POST', '/public/letters/ratings', { body: { ...own, rating: 'DISSATISFIED' } });
    await complete(gateway, letter.process, {
      name: 'reviewRating',
      as: 'mailbox.reviewer',
      outcome: 'reopen',
    });

    const { body } = await request('POST', '/public/letters/lookup', { body: own });
    const download = await request('POST', `/public/letters/attachments/${id}`, { body: own });

    expect(body.replies[0].attachments).toMatchObject([{ id, name: '答复.pdf' }]);
    expect(download.bytes.equals(PDF)).toBe(true);
  });

  it('erasing a letter removes its files', async () => {
    const { body } = await upload([{ name: 'a.png', bytes: PNG }]);
    const letter = await sendLetter(gateway, { attachmentIds: [body.items[0].id] });
    await eraseLetter(gateway, letter.process);

    expect(existsSync(join(folder, body.items[0].id))).toBe(false);
    expect(await query('SELECT 1 FROM attachment WHERE process_id = $1', [letter.process])).toEqual([]);
  });
});

describe('a file of an interview’s plan', () => {
  it('a file of an interview’s plan is visible to the reviewing office only', async () => {
    const liveAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const plan = { topic: '公积金', form: 'text', liveAt };
    const { body: interview } = await request('POST', '/interviews', { as: 'zjj.clerk', body: plan });
    await request('PATCH', `/interviews/${interview.id}/preparation`, {
      as: 'zjj.clerk',
      body: {
        plan: '方案',
        guests: [{ name: '嘉宾甲', title: '局长', intro: '分管公积金工作。' }],
        outline: ['提取条件有哪些变化？'],
        background: '今年 6 月起执行新的提取办法。',
      },
    });
    const { body } = await upload([{ name: '背景材料.pdf', bytes: PDF }], 'zjj.clerk');
    const { id } = body.items[0];
    const content = { note: '另附背景材料。', attachmentIds: [id] };
    await complete(gateway, interview.id, { name: 'plan', as: 'zjj.clerk', outcome: 'submit', content });

    const read = await request('GET', `/processes/${interview.id}/content`, { as: 'info.editor' });
    expect(read.body.items).toMatchObject([{ name: 'plan', content }]);
    expect((await request('GET', `/attachments/${id}`, { as: 'info.editor' })).bytes.equals(PDF)).toBe(true);
    expect((await request('GET', `/attachments/${id}`, { as: 'jyj.clerk' })).status).toBe(404);
  });
});
