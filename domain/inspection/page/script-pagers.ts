/** Addresses of the pages of a list whose script writes the pager. */
import { descendants, rawText } from './dom.js';
import type { PageModel } from './page-model.js';

/**
 * The call by which TRS WCM, which most of the authorities' sites are made with, writes a pager:
 * `createPageHTML(24, 0, "index", "html")` of 24 pages, of which this is the first: index.html, index_1.html …
 */
const PAGER =
  /createPageHTML\s*\(\s*["']?(\d{1,5})["']?\s*,\s*["']?\d{1,5}["']?\s*,\s*["']([\w-]{1,80})["']\s*,\s*["'](\w{1,10})["']/g;
const MOST_PAGES = 1_000;

/** Addresses of the other pages, as written: relative to the page. */
export function scriptPages(page: PageModel): string[] {
  const pages: string[] = [];
  for (const element of descendants(page.root)) {
    if (element.tagName !== 'script') continue;
    for (const [, count, name, extension] of rawText(element).matchAll(PAGER))
      for (let at = 1; at < Math.min(Number(count), MOST_PAGES); at += 1)
        pages.push(`${name}_${at}.${extension}`);
  }
  return pages;
}
