import { afterEach, describe, expect, it } from '@jest/globals';
import { canonical } from '../../domain/inspection/addresses/address.js';
import { pageAddress } from '../../domain/inspection/addresses/page-address.js';
import { inspectSite } from '../../domain/inspection/inspect-site.js';
import { encodeGb18030 } from '../../infra/tools/service-sites/gb18030.js';
import { rowTable, withValues } from '../domain/inspection/guide-values.js';
import { rawAnswer, serveRaw } from '../domain/inspection/raw-server.js';
import {
  oleFile,
  serve,
  testClient,
  testInspector,
  type Handler,
  type TestServer,
} from '../domain/inspection/server.js';

const { client, robots } = testClient();
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** 行政许可 */
const GBK = '%D0%D0%D5%FE%D0%ED%BF%C9';
const gb2312 =
  (html: string): Handler =>
  (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(encodeGb18030(`<head><meta charset=gb2312></head>${html}`));
const names = Array.from({ length: 5 }, (_, n) => `第${n}项业务的办理`);
const guide = (name: string): string => rowTable(withValues({ 事项名称: name, 办理材料: '身份证' }));
const found = async (paths: Parameters<typeof serve>[0]): Promise<string[]> => {
  server = await serve(paths);
  const { findings } = await inspectSite({
    site: `${server.url}/`,
    catalogue: names.map((name) => ({ department: '州民政局', name })),
    pages: testInspector(client),
    robots,
  });
  return findings.map(({ type, item }) => `${type} ${item}`);
};
const lists = (path: string): Record<string, string | Handler> => ({
  [path]: gb2312(names.map((name, n) => `<a href="/g${n}.html">${name}</a>`).join('')),
  ...Object.fromEntries(names.map((name, n) => [`/g${n}.html`, guide(name)])),
});

describe('on a page in GBK', () => {
  it.each([
    ['a link', '<a href="list.asp?class=行政许可">行政许可</a>'],
    ['a link with a session number', '<a href="list.asp?sid=7&class=行政许可">行政许可</a>'],
    ['a frame', '<iframe src="list.asp?class=行政许可"></iframe>'],
    ['a script of a link', `<a href="#" onclick="location.href='list.asp?class=行政许可'">行政许可</a>`],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=list.asp?class=行政许可">'],
    ['a redirect of its script', "<script>location.href='list.asp?class=行政许可'</script>"],
  ])('the query of %s on a GBK page is in GBK', async (_, html) => {
    expect(await found({ '/': gb2312(html), ...lists(`/list.asp?class=${GBK}`) })).toEqual([]);
  });

  it('a form with a Chinese query on a page in GBK is found', async () => {
    server = await serve({
      '/page': gb2312(
        `${guide(names[0]!)}<a href="down.asp?name=行政许可.doc">申请表.doc</a>`.replace('<head>', ''),
      ),
      [`/down.asp?name=${GBK}.doc`]: oleFile,
    });

    const { attachments } = await testInspector(client).inspect(`${server.url}/page`);

    expect(attachments).toMatchObject([{ verdict: 'ok' }]);
  });
});

describe('an address written in a page', () => {
  const written = (text: string, charset: string): string | undefined =>
    pageAddress(text, 'http://site.example/a/', charset)?.href;

  it('an address has its path in UTF-8 and its query in the charset of the page', () => {
    expect(written('许可?a=许可#许可', 'gb18030')).toBe(
      `http://site.example/a/${encodeURIComponent('许可')}?a=%D0%ED%BF%C9#${encodeURIComponent('许可')}`,
    );
  });

  it('an address on a page in UTF-8 or UTF-16 has its query in UTF-8', () => {
    for (const charset of ['utf-8', 'utf-16le'])
      expect(written('?a=许', charset)).toBe('http://site.example/a/?a=%E8%AE%B8');
  });

  it('characters that the charset lacks are written as HTML references', () => {
    expect(written('?a=😀', 'gb18030')).toBe('http://site.example/a/?a=%26%23128512%3B');
  });

  it('an encoded address stays as it is', () => {
    expect(written(`?a=${GBK}&b=1`, 'gb18030')).toBe(`http://site.example/a/?a=${GBK}&b=1`);
  });

  it('removing a session number keeps the query in GBK', () => {
    expect(canonical(`http://site.example/l.asp?sid=1&class=${GBK}&_t=9`)).toBe(
      `http://site.example/l.asp?class=${GBK}`,
    );
  });
});

it.each([
  ['GBK', encodeGb18030('/files/备案申请表.doc'), '/files/%B1%B8%B0%B8%C9%EA%C7%EB%B1%ED.doc'],
  ['UTF-8', Buffer.from('/files/备案申请表.doc'), `/files/${encodeURIComponent('备案申请表')}.doc`],
])('a redirect to an address in raw %s leads to those bytes', async (_, location, path) => {
  const redirect = Buffer.concat([Buffer.from('HTTP/1.1 302 Found\r\nLocation: '), location]);
  const raw = await serveRaw({
    '/down': Buffer.concat([redirect, Buffer.from('\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')]),
    [path]: rawAnswer(['HTTP/1.1 200 OK', 'Content-Type: application/msword', 'Connection: close'], oleFile),
  });

  const answer = await client.fetch(`${raw.url}/down`, { limits: { maxBytes: 10_000, timeoutMs: 3_000 } });
  await raw.close();

  expect(answer).toMatchObject({ ok: true, status: 200, address: raw.url + path });
});
