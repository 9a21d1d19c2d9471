import { afterEach, describe, expect, it } from '@jest/globals';
import type { PageInspectorOptions } from '../../../domain/inspection/visit/inspect-page.js';
import { encodeGb18030 } from '../../../infra/tools/service-sites/gb18030.js';
import { GOOD, rowTable, withValues } from './guide-values.js';
import {
  chromium,
  oleFile,
  serve,
  testBrowser,
  testClient,
  testInspector,
  type Handler,
  type TestServer,
} from './server.js';

let server: TestServer;
const { client } = testClient();
afterEach(() => server.close());

type Paths = Parameters<typeof serve>[0];

async function inspect(paths: Paths, options: Partial<PageInspectorOptions> & { other?: Handler } = {}) {
  const { other, ...rest } = options;
  server = await serve(paths, other);
  return testInspector(client, rest).inspect(`${server.url}/page`);
}

const guide = (links: string, values = GOOD as ReturnType<typeof withValues>): string =>
  rowTable(values).replace('</body>', `<div>${links}</div></body>`);
const status =
  (code: number): Handler =>
  (_, response) =>
    void response.writeHead(code).end('<html>x</html>');
const send =
  (body: string | Buffer, type: string, name?: string): Handler =>
  (_, response) =>
    void response
      .writeHead(200, {
        'content-type': type,
        ...(name && { 'content-disposition': `attachment; filename="${name}"` }),
      })
      .end(body);

describe('an attachment', () => {
  const attachment = async (link: string, paths: Paths) => {
    const { attachments } = await inspect({ '/page': guide(link), ...paths });
    return attachments[0];
  };
  const doc = '<a href="/f.doc">申请表.doc</a>';

  it.each<[string, string, Handler | Buffer]>([
    ['a document', doc, oleFile],
    [
      'a modern document under the old extension',
      doc,
      Buffer.concat([
        Buffer.from('PK\x03\x04'),
        Buffer.alloc(30),
        Buffer.from('[Content_Types].xml'),
        Buffer.alloc(200),
      ]),
    ],
    [
      'what a word processor saves as a page',
      doc,
      send(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>申请表</body></html>',
        'application/msword',
      ),
    ],
    ['rich text', doc, Buffer.from('{\\rtf1\\ansi 1}')],
    ['a PDF with something before it', '<a href="/f?x=1.pdf">指南.pdf</a>', Buffer.from('%PDF-1.4 1')],
    [
      'a file behind a script',
      `<a href="javascript:void(0)" onclick="window.open('/f.doc')">下载</a>`,
      oleFile,
    ],
    [
      'a file behind a program',
      '<a href="/f.doc">附件下载</a>',
      send(oleFile, 'application/octet-stream', 'sqb.doc'),
    ],
  ])('an attachment downloads: %s', async (_, link, file) => {
    const answer = typeof file === 'function' ? file : send(file, 'application/octet-stream');

    expect(await attachment(link, { '/f.doc': answer, '/f?x=1.pdf': answer })).toMatchObject({
      verdict: 'ok',
      ok: true,
      status: 200,
    });
  });

  it.each<[string, Handler, string]>([
    ['not found', status(404), 'status 404'],
    [
      'an error page with status 200',
      send('<html>文件不存在</html>', 'text/html'),
      'a web page instead of the file',
    ],
    [
      'an error page sent as a document',
      send('<!DOCTYPE html><html>Error</html>', 'application/msword'),
      'a web page instead of the file',
    ],
    ['without a byte', send('', 'application/msword'), 'empty file'],
    [
      'that breaks off',
      (request, response) => (
        response.writeHead(200, { 'content-length': '5000' }).write('PK'),
        setTimeout(() => request.socket.destroy(), 20)
      ),
      'connection lost (UND_ERR_SOCKET)',
    ],
  ])('an attachment is suspected: %s', async (_, answer, reason) => {
    expect(await attachment(doc, { '/f.doc': answer })).toMatchObject({
      verdict: 'suspected',
      ok: false,
      reason,
    });
    expect(server.requests.filter((path) => path === '/f.doc')).toHaveLength(2);
  });

  it('an attachment whose type differs from its name is ambiguous', async () => {
    expect(
      await attachment('<a href="/f.docx">申请表.docx</a>', { '/f.docx': Buffer.from('%PDF-1.4 1') }),
    ).toMatchObject({ verdict: 'ambiguous', type: 'pdf' });
  });

  it("an attachment on the author's machine is broken at the first try", async () => {
    expect(await attachment('<a href="file:///C:/表格/申请表.doc">申请表</a>', {})).toMatchObject({
      verdict: 'broken',
      address: expect.stringContaining('file:'),
    });
  });

  it('an attachment whose address only a script knows is ambiguous', async () => {
    expect(
      await attachment('<a href="javascript:void(0)" onclick="down(17)">附件下载</a>', {}),
    ).toMatchObject({ verdict: 'ambiguous', reason: 'opened by a script' });
  });

  it('a form named in the materials without a file is missing', async () => {
    expect(await attachment('', {})).toMatchObject({ verdict: 'missing', name: '临时救助申请审批表' });
  });

  it('a link to a page about downloads is not an attachment', async () => {
    const { attachments } = await inspect({
      '/page': guide('<a href="/xz/">表格下载</a> <a href="/show?id=7">审批表</a>'),
      '/show?id=7': '<html><p>说明</p></html>',
    });

    expect(attachments.filter(({ verdict }) => verdict !== 'missing')).toEqual([]);
  });

  it('an attachment is resolved against the base of the page', async () => {
    const html = guide('<a href="f.doc">申请表.doc</a>').replace('<head>', '<head><base href="/files/">');
    const { attachments } = await inspect({ '/page': html, '/files/f.doc': oleFile });

    expect(attachments).toMatchObject([{ verdict: 'ok', address: `${server.url}/files/f.doc` }]);
  });
});

describe('online systems', () => {
  const links = '<a href="/apply">在线申报</a><a href="/query">办件查询</a>';

  it('a system that answers with a page is reachable', async () => {
    const { apply, query } = await inspect({
      '/page': guide(links),
      '/apply': '<title>申报</title><form>用户名</form>',
      '/query': '<h1>办件查询</h1><form>编号</form>',
    });

    expect([apply, query]).toMatchObject([
      { verdict: 'ok', name: '在线申报' },
      { verdict: 'ok', name: '办件查询' },
    ]);
  });

  it('a system that answers with an error is suspected', async () => {
    const { apply, query } = await inspect({
      '/page': guide(links),
      '/apply': status(500),
      '/query': '<title>404</title>您访问的页面不存在',
    });

    expect([apply, query]).toMatchObject([
      { verdict: 'suspected', reason: 'status 500' },
      { verdict: 'suspected', reason: 'an error page with status 200' },
    ]);
  });

  it('a system is suspected when the site answers every address with the same page', async () => {
    const home =
      '<html><title>自治州政府</title><body>今天是二〇一五年，欢迎访问自治州人民政府门户网站，要闻、公告、政策文件、公共服务</body></html>';
    const { apply } = await inspect(
      { '/page': guide(links) },
      { other: send(home, 'text/html; charset=utf-8') },
    );

    expect(apply).toMatchObject({ verdict: 'suspected', reason: 'an error page with status 200' });
  });

  it('a system that requires a permission is ambiguous', async () => {
    expect(
      (await inspect({ '/page': guide(links), '/apply': status(403), '/query': 'x' })).apply,
    ).toMatchObject({ verdict: 'ambiguous' });
  });

  it('a system is absent when the page has none', async () => {
    expect(await inspect({ '/page': guide('') })).toMatchObject({
      apply: { verdict: 'absent' },
      query: { verdict: 'absent' },
    });
  });
});

describe('a page', () => {
  const present = async (paths: Paths) => {
    const { elements } = await inspect(paths);
    return Object.values(elements).filter(({ verdict }) => verdict === 'present').length;
  };

  it('a page is read through its frames', async () => {
    expect(
      await present({
        '/page': '<frameset cols="200,*"><frame src="/menu"><frame src="/main"></frameset>',
        '/menu': '<a href="/">首页</a>',
        '/main': '<iframe src="/guide"></iframe>',
        '/guide': rowTable(GOOD),
      }),
    ).toBe(8);
  });

  it('a page is read where a refresh or script leads', async () => {
    expect(
      await present({
        '/page': '<meta http-equiv="refresh" content="0;url=/next">',
        '/next': "<script>window.location.href='/guide'</script>",
        '/guide': rowTable(GOOD),
      }),
    ).toBe(8);
  });

  it('a page in GB2312 that only its HTML declares is read', async () => {
    const body = encodeGb18030(
      rowTable(GOOD).replace(
        '<head>',
        '<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
      ),
    );
    expect(await present({ '/page': send(body, 'text/html') })).toBe(8);
  });

  it('a flow chart that cannot be loaded does not count', async () => {
    const flow = '<img src="/flow.gif" alt="申请、受理、审核、办结">';

    const { elements } = await inspect({ '/page': rowTable(withValues({ 办理流程: flow })) });

    expect(elements.办理流程).toMatchObject({ verdict: 'empty', reason: 'picture cannot be shown' });
  });

  it('a page that is not found has no elements and a reason', async () => {
    const { failure, elements } = await inspect({});

    expect(failure).toMatchObject({ reason: 'error status', status: 404 });
    expect(elements.事项名称.verdict).toBe('missing');
  });

  it('a page nested a hundred thousand deep is read', async () => {
    expect(
      await present({
        '/page': `${'<div>'.repeat(100_000)}${Object.entries(GOOD)
          .map(([l, v]) => `<p>${l}：${v}</p>`)
          .join('')}`,
      }),
    ).toBe(8);
  });
});

const written = `<html><body><div id="app"></div><script>const d=${JSON.stringify(GOOD)};document.getElementById('app').innerHTML=Object.entries(d).map(([l,v])=>'<p>'+l+'：'+v+'</p>').join('')</script></body></html>`;

describe('a page that needs scripts', () => {
  it('a page that needs scripts is ambiguous without a browser', async () => {
    const { elements, lacks } = await inspect({ '/page': written });

    expect(lacks).toBe('needs a browser');
    expect(Object.values(elements)).toEqual(
      Array.from({ length: 8 }, () =>
        expect.objectContaining({ verdict: 'ambiguous', reason: 'needs a browser' }),
      ),
    );
  });

  (chromium ? it : it.skip)(
    'is read in a browser, which reaches nothing but through the client',
    async () => {
      const browser = testBrowser(client);
      const loads = `<table>${Object.keys(GOOD)
        .map((l, i) => `<tr><td>${l}</td><td id="v${i}"></td></tr>`)
        .join('')}</table><script src="/load.js"></script>`;
      const script = `fetch('/data').then(r=>r.json()).then(d=>d.forEach((v,i)=>document.getElementById('v'+i).textContent=v));fetch('http://169.254.169.254/').catch(()=>0)`;
      const tabs = `<ul class="tab">${Object.keys(GOOD)
        .map(
          (l, i) => `<li onclick="fetch('/tab${i}').then(r=>r.text()).then(t=>pane.textContent=t)">${l}</li>`,
        )
        .join('')}</ul><div id="pane">请稍候</div><script>var x=document.createElement('i')</script>`;
      server = await serve({
        '/written': written,
        '/loads': loads,
        '/load.js': send(script, 'text/javascript'),
        '/data': send(JSON.stringify(Object.values(GOOD)), 'application/json'),
        '/tabs': tabs,
        '/plain': rowTable(withValues({ 联系电话: '' })),
      });
      const inspector = testInspector(client, { browser });
      try {
        for (const path of ['/written', '/loads']) {
          const { elements, rendered } = await inspector.inspect(server.url + path);

          expect([
            path,
            rendered,
            Object.values(elements).filter(({ verdict }) => verdict === 'present').length,
          ]).toEqual([path, true, 8]);
        }
        const plain = await inspector.inspect(`${server.url}/plain`);

        expect([plain.rendered, plain.elements.联系电话.verdict]).toEqual([false, 'empty']);
      } finally {
        await browser.close();
      }
    },
  );
});

describe('a page made to cost time', () => {
  it.each([
    [
      'labels without end',
      '<table>' + '<tr><td>办理地点</td><td>办理时间</td></tr>'.repeat(8_000) + '</table>',
    ],
    ['headings without end', '<h3>办理地点</h3><p>x</p>'.repeat(8_000)],
    ['colons without end', '办理地点：'.repeat(50_000)],
    ['a script full of backslashes', `<a onclick="open('${'\\'.repeat(5_000)}">下载</a>`],
    [
      'cells that claim to span everything',
      '<table>' + '<tr><td rowspan=60000 colspan=60000>办理地点</td>'.repeat(2_000) + '</table>',
    ],
  ])('an expensive page is read: %s', async (_, html) => {
    expect((await inspect({ '/page': html })).failure).toBeNull();
  });
});
