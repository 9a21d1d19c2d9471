import { afterAll, describe, expect, it } from '@jest/globals';
import type { Handler } from '../domain/inspection/server.js';
import { chromium, oleFile, serve, testBrowser, testInspector } from '../domain/inspection/server.js';
import {
  guideOf,
  guides,
  html,
  inspectSmallSite,
  listOf,
  NAMES,
  testSiteClient as client,
} from '../domain/inspection/small-site.js';

const inBrowser = chromium ? it : it.skip;
const browser = chromium ? testBrowser(client) : null;
afterAll(async () => {
  await browser?.close();
  await client.close();
});

const COOKIE = 'jsl_clearance=ok';
const RELOADS = `<script>document.cookie='${COOKIE};path=/';location.href=location.pathname+location.search;</script>`;
const LATER = `<html><head><title>安全检查</title></head><body>正在进行浏览器安全检查，请稍候…
  <script>setTimeout(function(){document.cookie="${COOKIE};path=/";location.reload()},900)</script></body></html>`;

/** Every address answers with the script until the cookie comes back. */
const behind =
  (script: string, status: number, paths: Readonly<Record<string, string | Buffer>>): Handler =>
  (request, response) => {
    const isOpen = (request.headers.cookie ?? '').includes(COOKIE);
    const page = paths[request.url ?? '/'];
    const type = { 'content-type': typeof page === 'string' || !isOpen ? 'text/html; charset=utf-8' : 'application/msword' }; // prettier-ignore
    if (!isOpen) return void response.writeHead(status, type).end(script);
    if (page === undefined) return void response.writeHead(404, type).end('<p>404</p>');
    return void response.writeHead(200, type).end(page);
  };

const site = { '/': listOf(), ...guides() };

describe.each([
  ['status 200 and a cookie of its script', RELOADS, 200],
  ['status 521', RELOADS, 521],
  ['status 412', LATER, 412],
  ['status 202', LATER, 202],
])('a site whose pages answer at first with %s', (_, script, status) => {
  inBrowser('is read through a browser, and plainly from then on', async () => {
    const pages = testInspector(client, { browser });
    const { report, found, requests } = await inspectSmallSite(
      {},
      { pages, other: behind(script, status, site) },
    );

    expect(found).toEqual([]);
    expect(report).toMatchObject({ found: 5, incomplete: null });
    expect(requests.filter((path) => path === '/g4.html')).toHaveLength(1);
  });

  it('a site that only a script opens has no certain findings without a browser', async () => {
    const { report, found } = await inspectSmallSite({}, { other: behind(script, status, site) });

    expect(report.incomplete).toBe('only a script opens its first page');
    expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING ambiguous ${name}`));
  });
});

it('a first page without text and links makes the inspection incomplete', async () => {
  const { report, found } = await inspectSmallSite({ '/': '<html><body><img src="/a.jpg"></body></html>' });

  expect(report.incomplete).toBe('nothing leads on from its first page');
  expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING ambiguous ${name}`));
});

describe('a form behind a firewall', () => {
  const page = guideOf(NAMES[0]!, '<a href="/f.doc">申请表.doc</a><a href="/apply">在线申报</a>');
  const guarded = (status: number): Handler => behind(RELOADS, status, { '/f.doc': oleFile, '/apply': '<p>在线申报：请填写姓名、证件号码，然后提交</p>' }); // prettier-ignore
  const checks = async (status: number, withBrowser: boolean): Promise<string[]> => {
    const server = await serve({ '/page': page }, guarded(status));
    const inspector = testInspector(client, { browser: withBrowser ? browser : null });
    const { attachments, apply } = await inspector.inspect(`${server.url}/page`);
    await server.close();
    return [...attachments, apply].map(({ verdict }) => verdict);
  };

  it.each([200, 202, 412, 521, 503])(
    'a form behind a firewall is ambiguous without a browser: %i',
    async (status) => {
      expect(await checks(status, false)).toEqual(['ambiguous', 'ambiguous']);
    },
  );

  inBrowser.each([200, 521])('downloads through a browser: %i', async (status) => {
    expect(await checks(status, true)).toEqual(['ok', 'ok']);
  });

  it('a form is ambiguous when the firewall answers without a script', async () => {
    const server = await serve({ '/page': page }, html('<p>denied</p>', 521));
    const { attachments } = await testInspector(client).inspect(`${server.url}/page`);
    await server.close();

    expect(attachments).toMatchObject([{ verdict: 'ambiguous', reason: 'status 521' }]);
  });
});
