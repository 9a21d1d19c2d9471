import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { form } from '../support/forms.js';
import { startTestGateway, type Answer } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query, folder } = gateway;
const MIB = 1024 * 1024;

const pdf = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(bytes - 9, 32)]);
const upload = (files: readonly Buffer[], sent: { from?: string; as?: string } = {}): Promise<Answer> =>
  request('POST', sent.as ? '/attachments' : '/public/attachments', {
    ...sent,
    ...form(files.map((bytes) => ({ name: 'a.pdf', bytes }))),
  });
const stored = (): string[] => readdirSync(join(folder, 'attachments'));
/** Makes the files of one address or account look so large. */
const grow = (id: string, bytes: number) =>
  query('UPDATE attachment SET size = $2 WHERE id = $1', [id, bytes]);

it('an upload is stored with its size and digest', async () => {
  const bytes = pdf(3 * MIB);

  const { body } = await upload([bytes]);

  const [{ id, size }] = body.items;
  const [row] = await query<{ sha256: Buffer }>('SELECT sha256 FROM attachment WHERE id = $1', [id]);
  expect(size).toBe(bytes.length);
  expect(readFileSync(join(folder, 'attachments', id)).equals(bytes)).toBe(true);
  expect(row!.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true);
});

it('a form with a rejected file stores no file', async () => {
  const before = stored();

  const { body } = await upload([pdf(1000), Buffer.from([0xff, 0xfe, 0, 1])]);

  expect(body.code).toBe('ATTACHMENT_REJECTED');
  expect(stored()).toEqual(before);
});

it('an address with 200 MB of unused files is refused', async () => {
  const from = '203.0.113.30';
  const [{ id }] = (await upload([pdf(1000)], { from })).body.items;
  await grow(id, 200 * MIB - 1000);

  const refused = await upload([pdf(1000)], { from });

  expect([refused.status, refused.body.code]).toEqual([429, 'UPLOAD_QUOTA']);
  expect((await upload([pdf(1000)], { from: '203.0.113.31' })).status).toBe(201);
});

it('an address may upload four of the largest forms', async () => {
  const from = '203.0.113.36';
  const [{ id }] = (await upload([pdf(1000)], { from })).body.items;
  await grow(id, 150 * MIB);

  expect(
    (
      await upload(
        Array.from({ length: 5 }, () => pdf(10 * MIB)),
        { from },
      )
    ).status,
  ).toBe(201);
});

it('files that a letter names free the quota', async () => {
  const from = '203.0.113.32';
  const [{ id }] = (await upload([pdf(1000)], { from })).body.items;
  await grow(id, 200 * MIB);
  await sendLetter(gateway, { attachmentIds: [id] });

  expect((await upload([pdf(1000)], { from })).status).toBe(201);
});

it('concurrent uploads stay within the quota', async () => {
  const from = '203.0.113.33';
  const [{ id }] = (await upload([pdf(1000)], { from })).body.items;
  await grow(id, 170 * MIB);

  const answers = await Promise.all(Array.from({ length: 6 }, () => upload([pdf(9 * MIB)], { from })));

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(await query('SELECT 1 FROM upload_reservation')).toEqual([]);
});

it('citizens are refused at 2 GB of unused files, accounts are not', async () => {
  const [{ id }] = (await upload([pdf(1000)], { from: '203.0.113.34' })).body.items;
  await grow(id, 2048 * MIB - 1);

  expect((await upload([pdf(1000)], { from: '203.0.113.35' })).body.code).toBe('UPLOAD_QUOTA');
  expect((await upload([pdf(1000)], { as: 'kaili.clerk' })).status).toBe(201);
  await query('DELETE FROM attachment WHERE id = $1', [id]);
});

it('an account with 500 MB of unused files is refused', async () => {
  const [{ id }] = (await upload([pdf(1000)], { as: 'zjj.clerk' })).body.items;
  await grow(id, 500 * MIB);

  expect((await upload([pdf(1000)], { as: 'zjj.clerk' })).body.code).toBe('UPLOAD_QUOTA');
});

it.each([
  ['no boundary', 'multipart/form-data', ''],
  ['no boundary, but bytes', 'multipart/form-data', 'x'],
  ['an end that comes early', 'multipart/form-data; boundary=x', '--x\r\nabc--x--\r\n'],
  [
    'a file that ends early',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
  ],
  ['nothing between its boundaries', 'multipart/form-data; boundary=x', '--x--\r\n'],
])('answers a form with %s by 4xx on every upload route', async (_, type, body) => {
  const headers = { 'content-type': type };
  const before = stored();

  const answers = [
    await request('POST', '/public/attachments', { body, headers }),
    await request('POST', '/attachments', { body, headers, as: 'zjj.signer' }),
    await request('POST', '/fallback-lists', { body, headers, as: 'service.centre' }),
  ];

  for (const { status } of answers) expect([400, 415, 422]).toContain(status);
  expect(stored()).toEqual(before);
  expect(await query('SELECT 1 FROM upload_reservation')).toEqual([]);
});
