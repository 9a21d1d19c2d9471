import { afterAll, describe, expect, it } from '@jest/globals';
import { encodeGb18030 } from '../../infra/tools/service-sites/gb18030.js';
import {
  chromium,
  oleFile,
  serve,
  testBrowser,
  testInspector,
  type Handler,
} from '../domain/inspection/server.js';
import { guideOf, html, NAMES, testSiteClient as client } from '../domain/inspection/small-site.js';

const browser = chromium ? testBrowser(client) : null;
const inBrowser = chromium ? it : it.skip;
afterAll(async () => {
  await browser?.close();
  await client.close();
});

type Paths = Parameters<typeof serve>[0];
type Checks = Awaited<ReturnType<ReturnType<typeof testInspector>['inspect']>>;

async function inspect(
  links: string,
  paths: Paths,
  options: { readonly other?: Handler; readonly withBrowser?: boolean } = {},
): Promise<Checks> {
  const server = await serve({ '/page': guideOf(NAMES[0]!, links), ...paths }, options.other);
  const inspector = testInspector(client, {
    browser: options.withBrowser ? browser : null,
    timeoutMs: 1_500,
  });
  try {
    return await inspector.inspect(`${server.url}/page`);
  } finally {
    await server.close();
  }
}
const files = async (...args: Parameters<typeof inspect>): Promise<string[]> =>
  (await inspect(...args)).attachments.map(({ verdict }) => verdict);
const pdf = Buffer.from('%PDF-1.4 1');

describe('a form that answers with a page', () => {
  const download = '<a href="/down?id=1">备案申请表下载</a>';

  it.each([
    ["<script>alert('文件不存在！');history.back();</script>", 'suspected'],
    [
      '<script language=javascript>alert("\\u6587\\u4ef6\\u4e0d\\u5b58\\u5728");window.close()</script>',
      'suspected',
    ],
    ['<html><body><p>对不起，您要下载的文件不存在或已被删除</p></body></html>', 'suspected'],
    ["<script>alert('请先登录！');location.href='/login';</script>", 'ambiguous'],
    ['<html><body><p>会话已过期，请重新打开页面</p></body></html>', 'ambiguous'],
    ['<div id="app"></div><script src="/app.js"></script>', 'ambiguous'],
  ])('a form that answers with a page is judged by its text: %s', async (answer, verdict) => {
    expect(await files(download, { '/down?id=1': answer })).toEqual([verdict]);
  });

  it('a link to a page about forms is a page', async () => {
    expect(await files(download, { '/down?id=1': '<h1>表格说明</h1><p>请到窗口领取表格。</p>' })).toEqual([]);
  });
});

describe('an online system', () => {
  const apply = '<a href="/apply/7">在线申报</a>';
  const shell =
    '<html><head><title>网上办事</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>';
  const script =
    (text: string): Handler =>
    (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`document.getElementById('app').innerHTML=${JSON.stringify(text)}`);
  const verdict = async (paths: Paths, withBrowser = false): Promise<string> =>
    (await inspect(apply, paths, { other: html(shell), withBrowser })).apply.verdict;

  it('a single-page application is ambiguous without a browser', async () => {
    expect(await verdict({ '/app.js': script('x') })).toBe('ambiguous');
  });

  inBrowser('that is a single-page application works when a browser shows it', async () => {
    expect(await verdict({ '/app.js': script('<h1>在线申报</h1><p>请填写申请人信息后提交</p>') }, true)).toBe(
      'ok',
    );
  });

  inBrowser('that is a single-page application is for a person when its script shows an error', async () => {
    expect(await verdict({ '/app.js': script('<p>页面不存在</p>') }, true)).toBe('ambiguous');
  });

  const login = (sentence: string): string =>
    `<title>用户登录</title><form>用户名<input name=u>密码<input type=password name=p><button>登录</button></form><p>${sentence}</p>`;
  it.each(['如遇系统异常请联系技术支持', '系统维护：0855-8221234', '系统错误请拨打12345'])(
    'whose login page says what to do about errors works: %s',
    async (sentence) => {
      const { apply: check } = await inspect(apply, { '/apply/7': login(sentence) });
      expect(check.verdict).toBe('ok');
    },
  );

  it.each([
    ['<title>提示</title><p>系统正在维护，请稍后访问</p>', 'suspected'],
    ['<title>提示</title><p>系统异常</p>', 'suspected'],
    ["<script>alert('系统错误');history.go(-1)</script>", 'suspected'],
    ["<script>alert('登录超时，请重新登录');history.go(-1)</script>", 'ambiguous'],
    ['<p>会话已过期</p>', 'ambiguous'],
  ])('a system that answers %s is %s', async (answer, expected) => {
    const { apply: check } = await inspect(apply, { '/apply/7': answer });

    expect(check.verdict).toBe(expected);
  });
});

describe('an address that a click hands to a script', () => {
  const click = (call: string): string => `<a href="javascript:void(0)" onclick="${call}">备案申请表下载</a>`;
  const paths = { '/upload/2015/a1.doc': oleFile, '/f.doc': oleFile };

  it.each([
    ["downFile('备案申请表.doc','/upload/2015/a1.doc')", 'ok'],
    ["downFile('/upload/2015/a1.doc','备案申请表.doc')", 'ok'],
    ["window.open('f.doc')", 'ok'],
    ["downFile('备案申请表.doc',17)", 'ambiguous'],
    ["downFile('备案申请表.doc')", 'ambiguous'],
    ["downFile('/upload/2015/','a1.doc')", 'ambiguous'],
    ["downFile('备案申请表.doc','/elsewhere/a1.doc')", 'ambiguous'],
    ["window.open('/elsewhere/a1.doc')", 'suspected'],
  ])('%s: %s', async (call, verdict) => {
    expect(await files(click(call), paths)).toEqual([verdict]);
  });
});

describe('a file that needs the session of its page', () => {
  const sets =
    (text: string): Handler =>
    (_, response) =>
      void response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'set-cookie': 'ASPSESSIONID=k7; path=/',
        })
        .end(text);
  const needs =
    (body: string | Buffer): Handler =>
    (request, response) =>
      (request.headers.cookie ?? '').includes('ASPSESSIONID=k7')
        ? void response.writeHead(200).end(body)
        : html('<p>会话已过期</p>')(request, response);
  const links = '<a href="/f.doc">备案申请表.doc</a><a href="/apply">在线申报</a>';

  it('a file is requested with the cookies of its page', async () => {
    const { attachments, apply } = await inspect('', {
      '/page': sets(guideOf(NAMES[0]!, links)),
      '/f.doc': needs(oleFile),
      '/apply': needs('<p>在线申报：请填写申请人信息</p>'),
    });

    expect([attachments[0]?.verdict, apply.verdict]).toEqual(['ok', 'ok']);
  });

  it('a file that needs a session is retried on another day with it', async () => {
    const server = await serve({ '/page': sets(guideOf(NAMES[0]!, links)), '/f.doc': needs(oleFile) });
    const check = await testInspector(client).tryLink(`${server.url}/f.doc`, 'file', {
      page: `${server.url}/page`,
    });
    await server.close();

    expect(check.verdict).toBe('ok');
  });

  it('a file gets no cookies of another host', async () => {
    const cookies: (string | undefined)[] = [];
    const other = await serve({}, (request, response) => {
      cookies.push(request.headers.cookie);
      response.writeHead(200).end(oleFile);
    });
    const elsewhere = other.url.replace('127.0.0.1', 'localhost');
    const page: Handler = (_, response) =>
      void response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'set-cookie': ['a=1; path=/', 'b=2; domain=localhost', 'c=3; domain=cn', 'd=4; domain=.gov.cn'],
        })
        .end(guideOf(NAMES[0]!, '<a href="/go.doc">备案申请表.doc</a>'));
    await inspect('', {
      '/page': page,
      '/go.doc': (_, response) => void response.writeHead(302, { location: `${elsewhere}/x.doc` }).end(),
    });
    await other.close();

    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.filter(Boolean)).toEqual([]);
  });
});

describe('a viewer', () => {
  it.each([
    ['viewer.html?file=/upload/a.pdf', 'ok'],
    ['viewer.html?file=%2Fupload%2Fa.pdf', 'ok'],
    ['viewer.html?file=upload/a.pdf', 'ok'],
    ['viewer.html?file=/upload/gone.pdf', 'suspected'],
    ['viewer.html?file=gone.pdf', 'ambiguous'],
  ])('%s: %s', async (address, verdict) => {
    const viewer = html('<html><body><h1>文档阅读</h1><p>第一页</p><a href="/">返回</a></body></html>');
    const other: Handler = (request, response) =>
      request.url!.startsWith('/viewer.html')
        ? viewer(request, response)
        : void response.writeHead(404).end();

    expect(await files(`<a href="/${address}">办事指南.pdf</a>`, { '/upload/a.pdf': pdf }, { other })).toEqual([verdict]); // prettier-ignore
  });

  it('a viewer that sends the file itself downloads', async () => {
    expect(await files('<a href="/down?file=/upload/a.pdf">办事指南.pdf</a>', { '/down?file=/upload/a.pdf': pdf })).toEqual(['ok']); // prettier-ignore
  });
});

describe('a form whose button downloads', () => {
  const form = (method: string): string =>
    `<form method="${method}" action="/down.asp"><input type="hidden" name="id" value="7"><input type="hidden" name="n" value="备案"><input type="submit" name="go" value="下载申请表"></form>`;
  const receives =
    (expected: string): Handler =>
    (request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        if (body === expected && request.method === 'POST')
          return void response.writeHead(200, { 'content-type': 'application/msword' }).end(oleFile);
        return void response.writeHead(405).end('405');
      });
    };
  const fields = `id=7&n=${encodeURIComponent('备案')}&go=${encodeURIComponent('下载申请表')}`;

  it('a POST form sends the body of a click', async () => {
    expect(await files(form('post'), { '/down.asp': receives(fields) })).toEqual(['ok']);
  });

  it('a GET form requests its address', async () => {
    expect(await files(form('get'), { [`/down.asp?${fields}`]: oleFile })).toEqual(['ok']);
  });

  it('a POST form on a page in GBK sends GBK', async () => {
    const gbk = (text: string): string =>
      [...encodeGb18030(text)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');
    const page: Handler = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end(encodeGb18030(`<meta charset=gbk>${guideOf(NAMES[0]!, form('post'))}`)); // prettier-ignore
    const sent = `id=7&n=${gbk('备案')}&go=${gbk('下载申请表')}`;

    expect(await files('', { '/page': page, '/down.asp': receives(sent) })).toEqual(['ok']);
  });

  it('a failed POST form is ambiguous', async () => {
    expect(await files(form('post'), { '/down.asp': receives('other') })).toEqual(['ambiguous']);
  });

  it('a form with fields is not submitted', async () => {
    const asks = form('post').replace('type="hidden" name="n"', 'type="text" name="n"');
    const { attachments, links } = await inspect(asks, { '/down.asp': receives('') });

    expect([attachments, links]).toEqual([[], []]);
  });
});

describe('a slow server', () => {
  it('a file slower than the limits is ambiguous', async () => {
    const slow: Handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/msword', 'content-length': '900000' });
      response.write(oleFile);
      const timer = setInterval(() => response.write(Buffer.alloc(64)), 50);
      response.on('close', () => clearInterval(timer));
    };

    expect(await files('<a href="/f.doc">备案申请表.doc</a>', { '/f.doc': slow })).toEqual(['ambiguous']);
  });

  it('the second try of a slow server has twice the time', async () => {
    const slow: Handler = (_, response) => void setTimeout(() => response.writeHead(200).end(oleFile), 2_200);

    expect(await files('<a href="/f.doc">备案申请表.doc</a>', { '/f.doc': slow })).toEqual(['ok']);
  });
});
