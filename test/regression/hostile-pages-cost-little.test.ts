import { afterAll, describe, expect, it } from '@jest/globals';
import { Cookies } from '../../domain/inspection/http/cookies.js';
import { parseHtml } from '../../domain/inspection/page/dom.js';
import { readLinks } from '../../domain/inspection/page/links.js';
import { PageModel } from '../../domain/inspection/page/page-model.js';
import { serve, testInspector } from '../domain/inspection/server.js';
import { guideOf, html, NAMES, testSiteClient as client } from '../domain/inspection/small-site.js';

afterAll(() => client.close());

function took(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

describe('cookies', () => {
  const url = new URL('http://site.example/a');
  const others = Array.from({ length: 12_000 }, (_, at) => `c${at}=1; Path=/p${at}`);

  it('cookies of unvisited paths fill no memory', () => {
    const cookies = Cookies.none();

    expect(took(() => others.forEach((line) => cookies.keep(url, line)))).toBeLessThan(3_000);

    expect(cookies.all().length).toBeLessThanOrEqual(300);
    expect(took(() => cookies.fork())).toBeLessThan(200);
  });

  it('renewed cookies keep their last value', () => {
    const cookies = Cookies.none();

    for (let at = 0; at <= 1_000; at += 1) cookies.keep(url, `session=${at}`);

    expect(cookies.for(url)).toBe('session=1000');
  });
});

it('a viewer in a viewer in a viewer is followed no further than into the first', async () => {
  const nested = `${'/w.html?f=/v.html?f='.repeat(50)}/a.pdf`;
  const viewer = html('<html><body><h1>文档阅读</h1><p>第一页</p><a href="/">返回</a></body></html>');
  const asked: string[] = [];
  const page = guideOf(NAMES[0]!, `<a href="/v.html?f=${nested}">办事指南.pdf</a>`);
  const server = await serve({ '/page': page }, (request, response) => {
    asked.push(request.url!);
    return viewer(request, response);
  });

  const { attachments } = await testInspector(client, { browser: null }).inspect(`${server.url}/page`);
  await server.close();

  expect(attachments.map(({ verdict }) => verdict)).toEqual(['suspected']);
  expect(asked.filter((path) => path.includes('f=')).length).toBeLessThanOrEqual(4); // each twice
});

it('links beside thousands of download buttons are read in time that grows with the page', () => {
  const form = '<form action="/d"><button>下载</button></form><a href="/x.html">某某事项</a>';
  const page = new PageModel(parseHtml(`<html><body>${form.repeat(12_000)}</body></html>`));

  expect(took(() => readLinks(page, 'http://site.example/'))).toBeLessThan(3_000);
});
