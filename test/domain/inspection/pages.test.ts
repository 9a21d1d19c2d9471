/** Whole pages, written after what such sites look like; none is a copy. */
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { ELEMENTS } from '../../../domain/inspection/text/elements.js';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { readLinks } from '../../../domain/inspection/page/links.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { readGuide } from '../../../domain/inspection/page/read-guide.js';

const load = async (name: string): Promise<PageModel> =>
  new PageModel(parseHtml(await readFile(new URL(`pages/${name}`, import.meta.url), 'utf8')));

async function faults(name: string): Promise<Record<string, string>> {
  const { elements } = readGuide(await load(name));
  return Object.fromEntries(
    ELEMENTS.filter((one) => elements[one].verdict !== 'present').map((one) => [
      one,
      `${elements[one].verdict}: ${elements[one].reason}`,
    ]),
  );
}

describe('a page', () => {
  it('a page of a portal of 2015 with nested tables is read', async () => {
    expect(await faults('portal-2015.html')).toEqual({
      办理流程: 'empty: picture cannot be shown',
      办理时间: 'empty: no value',
      联系电话: 'ambiguous: only mobile numbers',
    });
  });

  it('a page pasted from a word processor is read', async () => {
    expect(await faults('word-export.html')).toEqual({ 办理材料: 'empty: placeholder' });
  });

  it('a page of a portal with tabs is read', async () => {
    expect(await faults('tab-portal.html')).toEqual({
      申请条件: 'empty: test data',
      联系电话: 'empty: no value',
    });
  });

  it('links of the navigation are no files or systems of the page', async () => {
    const of = async (name: string): Promise<string[]> =>
      readLinks(await load(name), 'http://site.example/a/b.html')
        .filter(({ kind, inFurniture }) => kind !== 'page' && !inFurniture)
        .map(({ kind, address }) => `${kind} ${address}`);

    expect(await of('portal-2015.html')).toEqual([
      'query http://sp.example.gov.cn/cx',
      'attachment http://site.example/a/P020150520375.doc',
    ]);
    expect(await of('tab-portal.html')).toEqual([
      'apply http://site.example/onlineapply?id=8',
      'attachment http://site.example/down?file=hs.doc',
    ]);
  });
});
