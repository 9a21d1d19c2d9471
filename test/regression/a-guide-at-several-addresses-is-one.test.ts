import { afterAll, describe, expect, it } from '@jest/globals';
import { Frontier } from '../../domain/inspection/crawl/frontier.js';
import {
  guideOf,
  guides,
  html,
  inspectSmallSite,
  listOf,
  NAMES,
  testSiteClient as client,
} from '../domain/inspection/small-site.js';

afterAll(() => client.close());

const copies = (path: (n: number) => string, more: string): Record<string, string> =>
  Object.fromEntries(NAMES.map((name, n) => [path(n), guideOf(name, more)]));

describe('a guide that is there a second time', () => {
  it('a print or mobile copy of a guide is not a surplus item', async () => {
    const links = (n: number): string =>
      `<a href="/print.jsp?id=${n}">打印本页</a> <a href="/m/${n}.html">手机版</a>`;
    const { report, found } = await inspectSmallSite({
      '/': listOf(),
      ...guides(links),
      ...copies((n) => `/print.jsp?id=${n}`, '<p>打印</p>'),
      ...copies((n) => `/m/${n}.html`, '<p>触屏版</p>'),
    });

    expect(found).toEqual([]);
    expect(report).toMatchObject({ found: 5, pages: 16 });
  });

  it.each([
    ['打印本页', []],
    ['查看详细', ['ITEM_EXTRA ambiguous']],
  ])('a copy without a name is not named after its link: %s', async (text, extra) => {
    const nameless = guideOf(NAMES[0]!).replace(/<tr><td>事项名称.*?<\/tr>/, '');
    const { found } = await inspectSmallSite({
      '/': listOf(),
      ...guides((n) => (n === 0 ? `<a href="/print.jsp?id=0">${text}</a>` : '')),
      '/print.jsp?id=0': nameless,
    });

    expect(found).toEqual(extra);
  });

  it('a poorer copy of a guide does not count', async () => {
    const poor = guideOf(NAMES[0]!).replace(/<tr><td>联系电话.*?<\/tr>/, '');
    const { found } = await inspectSmallSite({
      '/': `<a href="/m/0.html">${NAMES[0]}</a>${listOf()}`,
      ...guides(),
      '/m/0.html': poor,
    });

    expect(found).toEqual([]);
  });

  it('a copy under a name outside the catalogue is a surplus item', async () => {
    const { found } = await inspectSmallSite({
      '/': listOf(undefined, '<a href="/x.html">其他</a>'),
      ...guides(),
      '/x.html': guideOf('烟花爆竹零售经营许可'),
    });

    expect(found).toEqual(['ITEM_EXTRA certain 烟花爆竹零售经营许可']);
  });
});

describe('a parameter that every link carries', () => {
  it.each([
    ['a number', () => `t=${Math.random()}`],
    ['two at once', () => `t=${Math.random()}&key=${Math.random().toString(16).slice(2)}9`],
  ])('a parameter that changes nothing is learnt as idle: %s', async (_, token) => {
    const page = (request: { url?: string }): string => {
      const path = (request.url ?? '/').split('?')[0]!;
      const n = /^\/g(\d)\.html$/.exec(path)?.[1];
      const menu = listOf((at) => `/g${at}.html?${token()}`, `<a href="/?${token()}">首页</a>`);
      return n === undefined ? menu : guideOf(NAMES[Number(n)]!, menu);
    };
    const { report, found } = await inspectSmallSite(
      {},
      { other: (request, response) => html(page(request))(request, response), workers: 2 },
    );

    expect(found).toEqual([]);
    expect(report).toMatchObject({ found: 5, incomplete: null });
    expect(report.pages).toBeLessThan(25);
  });

  it('a parameter that distinguishes pages is followed, however many pages are empty', async () => {
    const { report, found } = await inspectSmallSite(
      {
        '/': `${Array.from({ length: 30 }, (_, n) => `<a href="/list.asp?class=${n}">办事指南</a>`).join('')}`,
        '/list.asp?class=29': listOf((n) => `/show.asp?id=${n}`),
        ...copies((n) => `/show.asp?id=${n}`, ''),
      },
      { other: html('<p>暂无信息，请浏览其他栏目，谢谢您的关注。</p><a href="/">返回</a>') },
    );

    expect(found).toEqual([]);
    expect(report.found).toBe(5);
  });
});

describe('a page with and without www., by http and https', () => {
  const frontier = (): Frontier => new Frontier(new Set(['site.example']), () => false);
  const from = {
    address: 'http://site.example/',
    referer: undefined,
    text: '',
    depth: 0,
    priority: 3 as const,
  };
  const SAME = ['http://site.example/a', 'https://site.example/a', 'http://www.site.example/a'];
  const next = (queue: Frontier): string[] => {
    const visits: string[] = [];
    for (let visit = queue.next(); visit; visit = queue.next()) visits.push(visit.address);
    return visits;
  };

  it('a page with and without www., by http and https is visited once', () => {
    const queue = frontier();
    for (const address of SAME) queue.addLink(address, '指南', from);

    expect(next(queue)).toEqual(SAME.slice(0, 1));
  });

  it('a page is visited under another address when the first one fails', () => {
    const queue = frontier();
    for (const address of SAME) queue.addLink(address, '指南', from);
    next(queue);
    queue.failed(SAME[0]!);

    expect(next(queue)).toEqual(SAME.slice(1, 2));
  });
});

it('a list of thirty pages, each linked from the one before it only, is followed to its end', async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [
      n === 0 ? '/' : `/list_${n}.html`,
      n < 29 ? `<p>第${n}页</p><a href="/list_${n + 1}.html">下一页</a>` : listOf(),
    ]),
  );
  const { found } = await inspectSmallSite({ ...pages, ...guides() });

  expect(found).toEqual([]);
});

it('a link that is too deep to follow leaves nothing missing for certain', async () => {
  const letters = [...'abcdefghijklmnopqrst'];
  const chain = letters.map((letter, n): [string, string] => [
    `/${letter}`,
    n + 1 < letters.length ? `<p>栏目${letter}</p><a href="/${letters[n + 1]}">进入</a>` : listOf(),
  ]);
  const { found } = await inspectSmallSite({
    '/': '<a href="/a">进入</a>',
    ...Object.fromEntries(chain),
    ...guides(),
  });

  expect(found).toEqual(NAMES.map((name) => `ITEM_MISSING ambiguous ${name}`));
});
