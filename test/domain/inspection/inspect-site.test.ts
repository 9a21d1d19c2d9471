import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournal } from '../../../domain/inspection/crawl/journal.js';
import {
  inspectSite,
  type SiteOptions,
  type SiteProgress,
  type SiteReport,
} from '../../../domain/inspection/inspect-site.js';
import { generateSite, PLAIN_STYLES, type SiteSpec } from '../../../infra/tools/service-sites/generate.js';
import { QUIRK_NAMES, SCRIPT_QUIRK_NAMES } from '../../../infra/tools/service-sites/quirks.js';
import { serveSite } from '../../../infra/tools/service-sites/serve.js';
import { GOOD, rowTable, withValues } from './guide-values.js';
import {
  chromium,
  serve,
  testBrowser,
  testClient,
  testInspector,
  type Handler,
  type TestServer,
} from './server.js';

const { client, robots } = testClient();
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const run = (site: string, options: Partial<SiteOptions> = {}): Promise<SiteReport> =>
  inspectSite({ site, catalogue: [], pages: testInspector(client), robots, maxPages: 500, ...options });
const entries = (report: SiteReport): string[] =>
  report.findings.map(({ type, element, item }) => [type, element ?? '', item].join(' ')).sort();
const item = (name: string, guideAddress?: string) => ({ department: '州民政局', name, guideAddress });
const list = (links: Record<string, string>): string =>
  `<ul>${Object.entries(links)
    .map(([href, text]) => `<li><a href="${href}">${text}</a></li>`)
    .join('')}</ul>`;

describe('a generated site', () => {
  const styles = PLAIN_STYLES;

  it('a generated site has exactly the findings of its key, in every style', async () => {
    const site = generateSite({ seed: 11, items: 160, styles });
    const served = await serveSite(site);

    const report = await run(served.url, { catalogue: site.catalogue });
    await served.close();

    expect(entries(report)).toEqual(
      site.key.map(({ type, element, item: name }) => [type, element, name].join(' ')).sort(),
    );
    expect(report.incomplete).toBeNull();
  });

  it.each<[string, Partial<SiteSpec>]>([
    ['the quirks of servers and webmasters', { items: 200, quirks: QUIRK_NAMES }],
    ['with lists that are asked for in GBK', { items: 60, queriesInGbk: true }],
    ['with a number of its own in every link', { items: 40, tokens: true }],
  ])('a generated site has exactly the findings of its key, %s', async (_, spec) => {
    const site = generateSite({ seed: 21, items: 60, styles, ...spec });
    const served = await serveSite(site);

    const report = await run(served.url, { catalogue: site.catalogue, workers: 2 });
    await served.close();

    expect(entries(report)).toEqual(
      site.key.map(({ type, element, item: name }) => [type, element, name].join(' ')).sort(),
    );
    expect(report.incomplete).toBeNull();
  });

  (chromium ? it : it.skip)(
    'a generated site that needs a browser has exactly the findings of its key',
    async () => {
      const site = generateSite({ seed: 22, items: 16, quirks: SCRIPT_QUIRK_NAMES });
      const served = await serveSite(site);
      const browser = testBrowser(client);

      const report = await run(served.url, {
        catalogue: site.catalogue,
        pages: testInspector(client, { browser }),
      });
      await browser.close();
      await served.close();

      expect(entries(report)).toEqual(
        site.key.map(({ type, element, item: name }) => [type, element, name].join(' ')).sort(),
      );
    },
  );

  it('an inspection resumes from its journal after a crash and visits no page twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duban-journal-'));
    const file = join(folder, 'journal.jsonl');
    const site = generateSite({ seed: 12, items: 60, styles, faulty: 0 });
    const served = await serveSite(site);
    const stop = new AbortController();
    const first = new FileJournal(file);
    const onProgress = ({ pages }: SiteProgress): void => {
      if (pages === 30) stop.abort(new Error('killed'));
    };
    await expect(
      run(served.url, { catalogue: site.catalogue, journal: first, signal: stop.signal, onProgress }),
    ).rejects.toThrow('killed');
    await first.close();
    await truncate(file, (await readFile(file)).length - 5); // the last line was being written
    const lines = (await readFile(file, 'utf8')).split('\n');
    const visited = lines
      .slice(0, -1)
      .map((line) => new URL((JSON.parse(line) as { requested: string }).requested).pathname);
    const before = new Map(visited.map((path) => [path, served.asked.get(path)]));

    const second = new FileJournal(file);
    const report = await run(served.url, { catalogue: site.catalogue, journal: second });
    await second.close();
    await served.close();

    expect(visited.length).toBeGreaterThanOrEqual(25);
    // Pictures, forms and systems of visited pages are not asked for again either; an attempt asks for its bearings anew.
    const again = [...served.asked].filter(
      ([path, times]) => times > 1 && !/^\/(?:robots\.txt|[\da-f]{16}\/)/.test(path),
    );
    const pages = again.filter(([path]) => path.startsWith('/guide/')).length;
    expect(pages).toBeLessThanOrEqual(8);
    expect(again.filter(([path]) => path.startsWith('/images/')).length).toBeLessThanOrEqual(pages);
    expect(new Map(visited.map((path) => [path, served.asked.get(path)]))).toEqual(before);
    expect(entries(report)).toEqual(
      site.key.map(({ type, element, item: name }) => [type, element, name].join(' ')).sort(),
    );
    await rm(folder, { recursive: true });
  });
});

describe('an item', () => {
  it('an item is found at the address of the catalogue', async () => {
    server = await serve({ '/': '<p>首页</p>', '/g?id=7': rowTable(withValues({ 事项名称: '临时救助' })) });

    expect(
      entries(await run(server.url, { catalogue: [item(GOOD.事项名称, `${server.url}/g?id=7`)] })).filter(
        (entry) => !entry.startsWith('FORM'),
      ),
    ).toEqual([]);
  });

  it('an item is found under a slightly different spelling', async () => {
    server = await serve({
      '/': list({ '/g': '给付' }),
      '/g': rowTable(withValues({ 事项名称: '城乡居民临时救助金的给付' })),
    });

    expect((await run(server.url, { catalogue: [item('城乡居民临时救助金给付')] })).found).toBe(1);
  });

  it('an item with a similar name is ambiguous', async () => {
    server = await serve({
      '/': list({ '/g': '许可' }),
      '/g': rowTable(withValues({ 事项名称: '建设工程规划许可证核发' })),
    });
    const { findings } = await run(server.url, { catalogue: [item('建设用地规划许可证核发')] });

    expect(findings).toMatchObject([
      {
        type: 'ITEM_MISSING',
        certainty: 'ambiguous',
        seen: 'no item of this name; similar: 建设工程规划许可证核发',
      },
      { type: 'ITEM_EXTRA', item: '建设工程规划许可证核发' },
    ]);
  });

  it('a listed item whose page is gone is suspected', async () => {
    server = await serve({ '/': list({ '/gone': GOOD.事项名称 }) });
    const { findings } = await run(server.url, { catalogue: [item(GOOD.事项名称)] });

    expect(findings).toMatchObject([
      { type: 'ITEM_MISSING', certainty: 'suspected', address: `${server.url}/gone` },
    ]);
  });
});

describe('a crawl', () => {
  it('a crawl follows a pager that a script writes', async () => {
    const pager = '<script>createPageHTML(3, 0, "index", "html");</script>';
    server = await serve({
      '/list/': `${list({})}${pager}`,
      '/list/index_1.html': pager,
      '/list/index_2.html': list({ '/g': GOOD.事项名称 }),
      '/g': rowTable(GOOD),
    });

    expect((await run(`${server.url}/list/`, { catalogue: [item(GOOD.事项名称)] })).found).toBe(1);
  });

  const shown = (page: number): string =>
    ({ 1: list({}), 2: list({ '/g': GOOD.事项名称 }), 3: list({ '/other': '其他' }) })[page] ?? '';
  /** Pages that a script fetches, and such as a form posts for; behind the last one, the button shows it again. */
  const scriptLists: Readonly<Record<string, Readonly<Record<string, string | Handler>>>> = {
    'fetched by a script': {
      '/': `<div id="list">${shown(1)}</div><a href="javascript:void(0)" onclick="turn()">下一页 ></a>
        <script>let at = 1; async function turn() { at = Math.min(at + 1, 3);
        list.innerHTML = await (await fetch('/part/' + at)).text(); }</script>`,
      '/part/2': shown(2),
      '/part/3': shown(3),
    },
    'that a form posts for': {
      '/': (request, response) => {
        let body = '';
        request.on('data', (part) => (body += part));
        request.on('end', () => {
          const page = Number(new URLSearchParams(body).get('page') ?? 1);
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
          response.end(`<form method="post" name="f"><input type="hidden" name="page"></form>${shown(page)}
            <a href="javascript:goPage(${Math.min(page + 1, 3)})">下一页</a>
            <script>function goPage(n) { f.page.value = n; f.submit(); }</script>`);
        });
      },
    },
  };
  const withBrowser = chromium ? it.each : it.skip.each;

  withBrowser(Object.keys(scriptLists))('turns the pages of a list, %s', async (kind) => {
    server = await serve({ ...scriptLists[kind], '/g': rowTable(GOOD), '/other': 'nothing' });
    const browser = testBrowser(client);
    const catalogue = [item(GOOD.事项名称)];

    const read = await run(`${server.url}/`, { catalogue, pages: testInspector(client, { browser }) });
    await browser.close();

    expect([read.found, read.incomplete]).toEqual([1, null]);
    expect(server.requests).toContain('/other');
    expect(server.requests.filter((path) => path === '/other')).toHaveLength(1);
  });

  it('without a browser, items on a scripted list are not certainly missing', async () => {
    server = await serve({ ...scriptLists['fetched by a script'] });

    const report = await run(`${server.url}/`, { catalogue: [item(GOOD.事项名称)] });

    expect(report.incomplete).toBe('further pages of 1 list could not be turned to');
    expect(report.findings).toMatchObject([{ type: 'ITEM_MISSING', certainty: 'ambiguous' }]);
  });

  it('a crawl respects robots.txt', async () => {
    server = await serve({
      '/robots.txt': (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end('User-agent: *\nDisallow: /closed/\nCrawl-delay: 0'),
      '/': list({ '/closed/a.html': GOOD.事项名称, '/open.html': '公开' }),
      '/open.html': '<p>公开</p>',
      '/closed/a.html': rowTable(GOOD),
    });
    const { findings } = await run(server.url, { catalogue: [item(GOOD.事项名称)] });

    expect(server.requests).not.toContain('/closed/a.html');
    expect(findings).toMatchObject([
      { type: 'ITEM_MISSING', certainty: 'ambiguous', seen: expect.stringContaining('robots.txt') },
    ]);
  });

  it('after the page limit, no item is certainly missing', async () => {
    server = await serve({}, (request, response) => {
      if (!/^\/(?:day\/\d+)?$/.test(request.url!)) return void response.writeHead(404).end();
      const number = Number(/\d+/.exec(request.url!)?.[0] ?? 0);
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<p>第${number}天</p><a href="/day/${number + 1}">后一天</a><a href="/day/${number + 7}">后一周</a>`,
        );
    });
    const report = await run(server.url, { catalogue: [item(GOOD.事项名称)], maxPages: 40 });

    expect(report).toMatchObject({ pages: 40, incomplete: 'stopped after 40 pages' });
    expect(report.findings).toMatchObject([{ certainty: 'ambiguous' }]);
  });

  it('a site that never answers is reported as down', async () => {
    server = await serve({}, () => undefined);
    const report = await run(server.url, {
      catalogue: [item('甲'), item('乙')],
      pages: testInspector(client, { timeoutMs: 300 }),
      robots: { allows: async () => true },
    });

    expect(report.incomplete).toBe('the site cannot be read: timeout TimeoutError');
    expect(report.unanswered).toBe(true);
    expect(report.findings.map(({ type, certainty }) => `${type} ${certainty}`)).toEqual([
      'SITE_DOWN ambiguous',
    ]);
  });

  it('a site that answers 200 to everything is reported as down', async () => {
    server = await serve(
      {},
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<title>系统提示</title><p>您访问的页面不存在</p><a href="/x">返回</a>'),
    );

    expect((await run(server.url, { catalogue: [item('甲')] })).incomplete).toBe(
      'the site cannot be read: error page with status 200',
    );
  });

  it('a site of error pages behind a good first page is reported as down', async () => {
    const home = list(Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`/g${n}`, `事项${n}的办理`])));
    server = await serve({ '/': home }, (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>欢迎访问政务服务网,请选择栏目。</p>'),
    );
    const report = await run(server.url, {
      catalogue: Array.from({ length: 8 }, (_, n) => item(`事项${n}的办理`)),
    });

    expect(report.unanswered).toBe(true);
    expect(report.findings).toMatchObject([
      { type: 'SITE_DOWN', seen: expect.stringContaining('8 of 8 items could not be looked for') },
    ]);
  });

  it('a site that redirects unknown addresses to its first page is read', async () => {
    const home = list({ '/g': GOOD.事项名称, '/old': '旧栏目' });
    server = await serve({ '/': home, '/g': rowTable(GOOD) }, (_, response) =>
      response.writeHead(302, { location: '/' }).end(),
    );
    const report = await run(server.url, { catalogue: [item(GOOD.事项名称)] });

    expect(report).toMatchObject({ found: 1, incomplete: null, unanswered: false });
  });

  it('a crawl stops when the site stops answering, and unchecked items are not missing', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `第${n}项业务的办理`);
    const home = list(Object.fromEntries(names.map((name, n) => [`/g${n}`, name])));
    server = await serve(
      { '/': home, '/g0': rowTable(withValues({ 事项名称: names[0]! })) },
      () => undefined,
    );
    const report = await run(server.url, {
      catalogue: names.map((name) => item(name)),
      pages: testInspector(client, { timeoutMs: 200 }),
      robots: { allows: async () => true },
    });

    expect(report).toMatchObject({ found: 1, incomplete: 'the site stopped answering', unanswered: true });
    expect(report.pages).toBeLessThan(40);
    expect(report.findings.filter(({ type }) => type === 'ITEM_MISSING')).toEqual([]);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        type: 'SITE_DOWN',
        seen: 'the site stopped answering; 59 of 60 items could not be looked for',
      }),
    );
  });

  it('a catalogue of 20,000 items is matched', async () => {
    const catalogue = Array.from({ length: 20_000 }, (_, index) => item(`第${index}号事项的行政许可`));
    server = await serve({
      '/': list({ '/g': '第7号事项的行政许可' }),
      '/g': rowTable(withValues({ 事项名称: '第7号事项的行政许可' })),
    });
    const report = await run(server.url, { catalogue });

    expect([report.found, report.findings.filter(({ type }) => type === 'ITEM_MISSING').length]).toEqual([
      1, 19_999,
    ]);
  });
});

describe('a broken link', () => {
  const failed = { at: new Date(Date.UTC(2015, 5, 1, 1)).toISOString(), ok: false };

  it('tries of an earlier day confirm a broken link', async () => {
    const broken = rowTable(GOOD).replace('</body>', '<a href="/f.doc">申请表.doc</a></body>');
    server = await serve({ '/': list({ '/g': GOOD.事项名称 }), '/g': broken });
    const catalogue = [item(GOOD.事项名称)];
    const first = await run(server.url, { catalogue });
    const second = await run(server.url, { catalogue, earlierTries: () => [failed, failed] });

    expect(
      [first, second].map(({ findings }) => findings.map(({ type, certainty }) => `${type} ${certainty}`)),
    ).toEqual([['FORM_BROKEN suspected'], ['FORM_BROKEN certain']]);
  });
});
