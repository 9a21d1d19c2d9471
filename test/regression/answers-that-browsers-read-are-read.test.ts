import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { AddressPolicy } from '../../domain/inspection/http/address-policy.js';
import { HttpClient } from '../../domain/inspection/http/client.js';
import { HostGate } from '../../domain/inspection/http/host-gate.js';
import { rawAnswer, serveRaw, type RawServer } from '../domain/inspection/raw-server.js';
import { testClient } from '../domain/inspection/server.js';

const PAGE = '<p>办理地点：政务服务中心</p>'.repeat(40);
const OK = 'HTTP/1.1 200 OK';
const HTML = 'content-type: text/html; charset=utf-8';
const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const encoded = (encoding: string, body: Buffer): Buffer =>
  rawAnswer([OK, HTML, `content-encoding: ${encoding}`, 'connection: close'], body);
const gzip = gzipSync(PAGE);

const READABLE: Readonly<Record<string, Buffer>> = {
  'deflate without its head': encoded('deflate', deflateRawSync(PAGE)),
  'deflate with its head': encoded('deflate', deflateSync(PAGE)),
  gzip: encoded('gzip', gzip),
  'gzip without its last eight bytes': encoded('gzip', gzip.subarray(0, -8)),
  'gzip with something behind it': encoded('gzip', Buffer.concat([gzip, Buffer.from('\n')])),
  'gzip that is not compressed': encoded('gzip', Buffer.from(PAGE)),
  'a head with line feeds only': Buffer.from(`${OK}\n${HTML}\nconnection: close\n\n${PAGE}`),
  'Content-Length and chunks at once': rawAnswer(
    [OK, HTML, 'content-length: 12', 'transfer-encoding: chunked', 'connection: close'],
    chunked(PAGE),
  ),
  'control characters in the head': rawAnswer([OK, HTML, 'x-powered-by: A\x01P', 'connection: close'], PAGE),
  'no words after the status': rawAnswer(['HTTP/1.1 200', HTML, 'connection: close'], PAGE),
  'more than was announced': rawAnswer(
    [OK, HTML, `content-length: ${Buffer.byteLength(PAGE)}`, 'connection: close'],
    `${PAGE}\n<!-- served in 3 ms -->`,
  ),
};

let server: RawServer;
const { client } = testClient();
const limits = { maxBytes: 100_000, timeoutMs: 3_000 };
const get = (path: string) => client.fetch(`${server.url}/${encodeURIComponent(path)}`, { limits });

beforeAll(async () => {
  const paths = Object.entries(READABLE).map(([name, answer]) => [`/${encodeURIComponent(name)}`, answer]);
  server = await serveRaw({
    ...Object.fromEntries(paths),
    '/cut': encoded('gzip', gzip.subarray(0, -60)),
  });
});
afterAll(async () => {
  await client.close();
  await server.close();
});

it.each(Object.keys(READABLE))('a response that is %s is read', async (name) => {
  const answer = await get(name);

  expect(answer).toMatchObject({ ok: true, status: 200 });
  expect(answer.ok && answer.body.toString()).toBe(PAGE);
});

it('a page with truncated compression is not read as a whole page', async () => {
  expect(await get('cut')).toMatchObject({ ok: false, failure: 'connection lost' });
});

it('the lenient parser respects the address policy', async () => {
  const strict = new HttpClient({
    policy: new AddressPolicy(),
    gate: new HostGate({ concurrency: 1, ratePerSecond: 0 }),
    userAgent: 'test',
  });

  const answer = await strict.fetch(`${server.url}/${encodeURIComponent('a head with line feeds only')}`, {
    limits,
  });
  await strict.close();

  expect(answer).toMatchObject({ ok: false, failure: 'address refused' });
});
