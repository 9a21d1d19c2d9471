import { afterAll, describe, expect, it } from '@jest/globals';
import { ELEMENTS } from '../../domain/inspection/text/elements.js';
import { GOOD, rowTable, withValues } from '../domain/inspection/guide-values.js';
import { chromium, serve, testBrowser, testInspector, type Handler } from '../domain/inspection/server.js';
import {
  guideOf,
  guides,
  html,
  inspectSmallSite,
  listOf,
  NAMES,
  testSiteClient as client,
} from '../domain/inspection/small-site.js';

const browser = chromium ? testBrowser(client) : null;
const inBrowser = chromium ? it : it.skip;
afterAll(async () => {
  await browser?.close();
  await client.close();
});

const silent: Handler = () => undefined;
const breaksOff: Handler = (request) => void request.socket.destroy();
const readings = async (paths: Parameters<typeof serve>[0], options: object = {}): Promise<string[]> => {
  const server = await serve(paths);
  const { elements } = await testInspector(client, { timeoutMs: 700, ...options }).inspect(
    `${server.url}/page`,
  );
  await server.close();
  return ELEMENTS.map((name) => elements[name]).map(({ verdict, reason }) =>
    [verdict, reason].filter(Boolean).join(': '),
  );
};

describe('items on a list that cannot be read', () => {
  it.each<[string, Handler]>([
    ['does not answer', silent],
    ['breaks off', breaksOff],
    ['answers 503', html('<p>busy</p>', 503)],
    ['answers 403', html('<p>forbidden</p>', 403)],
    ['answers 429', html('<p>too many</p>', 429)],
  ])('items on a list that %s are not certainly missing', async (_, list) => {
    const { found } = await inspectSmallSite({ '/': '<a href="/list">办事指南</a>', '/list': list });

    expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING ambiguous ${name}`));
  });

  it('items on a list that is gone are certainly missing', async () => {
    const { found } = await inspectSmallSite({
      '/': '<a href="/list">办事指南</a><a href="/b">概况</a>',
      '/b': '概况',
    });

    expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING certain ${name}`));
  });

  it('items on a list that needs a browser are not certainly missing', async () => {
    const { found } = await inspectSmallSite({
      '/': '<a href="/list">办事指南</a>',
      '/list': '<p>办事指南</p><a href="/">首页</a><div id="list"></div><script src="/list.js"></script>',
    });

    expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING ambiguous ${name}`));
  });
});

describe('elements of a guide', () => {
  const framed = '<p>办事指南</p><iframe src="/guide"></iframe>';

  it.each<[string, Handler, string]>([
    ['does not answer', silent, 'ambiguous: a frame could not be read'],
    ['answers 502', html('x', 502), 'ambiguous: a frame could not be read'],
    ['is gone', html('x', 404), 'missing'],
  ])('elements in a frame that %s are ambiguous', async (_, frame, expected) => {
    expect(await readings({ '/page': framed, '/guide': frame })).toEqual(ELEMENTS.map(() => expected));
  });

  it('elements beyond the read part of a page are ambiguous', async () => {
    const long = rowTable(GOOD).replace('<body>', `<body><p>${'公告'.repeat(4_000)}</p>`);

    expect(await readings({ '/page': long }, { maxPageBytes: 10_000 })).toEqual(
      ELEMENTS.map(() => 'ambiguous: the page is longer than what was read of it'),
    );
  });

  it.each<[string, Handler, string]>([
    ['does not answer', silent, 'ambiguous: picture could not be fetched'],
    ['answers 503', html('x', 503), 'ambiguous: picture could not be fetched'],
    ['is gone', html('x', 404), 'empty: picture cannot be shown'],
  ])('an element shown by a picture that %s', async (_, picture, expected) => {
    const page = rowTable(withValues({ 办理流程: '<img src="/flow.gif" alt="申请、受理、审核、办结">' }));
    const all = await readings({ '/page': page, '/flow.gif': picture });

    expect(all[ELEMENTS.indexOf('办理流程')]).toBe(expected);
  });

  inBrowser.each<[string, Handler]>([
    ['does not answer', breaksOff],
    ['is asked for in a way we do not ask', html('x')],
  ])('elements that a script fetches from a server that %s are ambiguous', async (kind, data) => {
    const method = kind.startsWith('is asked') ? 'PUT' : 'GET';
    const page = `<p>办事指南</p><a href="/">首页</a><div id="app"></div><script>fetch('/data',{method:'${method}'}).then(r=>r.text()).then(t=>app.innerHTML=t).catch(()=>0)</script>`;

    expect(await readings({ '/page': page, '/data': data }, { browser })).toEqual(
      ELEMENTS.map(() => 'ambiguous: its scripts could not fetch everything'),
    );
  });
});

describe('a redirect for telephones', () => {
  const script = (code: string): string => `<script>${code}</script>`;
  const phone = `if(/Android|iPhone/i.test(navigator.userAgent)) location.href="/wap/g0.html";`;

  it.each([
    ['a first page of frames', `<frameset cols="*"><frame src="/main"></frameset>`, phone],
    ['a page with a frame', '<iframe src="/main"></iframe>', phone],
    ['a page with a frame and no condition', '<iframe src="/main"></iframe>', 'location.href="/wap/"'],
    [
      'a short page',
      '<a href="/main">办事指南</a>',
      `navigator.userAgent.match(/iPhone/) && location.replace("/wap/")`,
    ],
    [
      'a short page, by the width of its screen',
      '<a href="/main">办事指南</a>',
      `if (screen.width < 600) { window.location = "/wap/"; }`,
    ],
    ['a short page, to what is gone', '<a href="/main">办事指南</a>', `location.href="/wap/"`],
  ])('a script redirect leaves %s where it is', async (_, body, code) => {
    const { report, found } = await inspectSmallSite({
      '/': `<html><head>${script(code)}</head>${body}</html>`,
      '/main': listOf(),
      ...guides(),
    });

    expect(found).toEqual([]);
    expect(report).toMatchObject({ found: 5, incomplete: null });
  });

  it('a page that is only a script redirect is followed', async () => {
    const { found } = await inspectSmallSite({
      '/': `<html><head>${script('window.location.href = "/main";')}</head><body>正在进入…</body></html>`,
      '/main': listOf(),
      ...guides(),
    });

    expect(found).toEqual([]);
  });
});

it('a guide whose page asks its visitor to wait is read when it is ready', async () => {
  let asked = 0;
  const waits: Handler = (request, response) => {
    asked += 1;
    if (asked < 3)
      return html('<meta http-equiv="refresh" content="0"><p>页面生成中</p>', 202)(request, response);
    return html(guideOf(NAMES[0]!))(request, response);
  };

  const { found } = await inspectSmallSite({ '/': listOf(), ...guides(), '/g0.html': waits });

  expect(found).toEqual([]);
});
