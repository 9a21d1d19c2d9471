/** What the inspector reads on a page given as HTML. */
import { ELEMENTS, type ElementName, type Verdict } from '../../../domain/inspection/text/elements.js';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { readLinks, type PageLink } from '../../../domain/inspection/page/links.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { readGuide, type GuideReading } from '../../../domain/inspection/page/read-guide.js';

export const read = (body: string, title = '办事指南'): GuideReading =>
  readGuide(
    new PageModel(parseHtml(`<html><head><title>${title}</title></head><body>${body}</body></html>`)),
  );

export function verdicts(body: string, title?: string): Record<ElementName, Verdict> {
  const { elements } = read(body, title);
  return Object.fromEntries(ELEMENTS.map((name) => [name, elements[name].verdict])) as Record<
    ElementName,
    Verdict
  >;
}

export const all = (verdict: Verdict): Record<ElementName, Verdict> =>
  Object.fromEntries(ELEMENTS.map((name) => [name, verdict])) as Record<ElementName, Verdict>;

export const linksOn = (body: string): PageLink[] =>
  readLinks(new PageModel(parseHtml(`<html><body>${body}</body></html>`)), 'http://site.example/a/b.html');
