/** Lists whose next page only a script knows: `<a href="javascript:goPage(2)">下一页</a>`. */
import { squeeze } from '../text/text.js';
import { ancestors, attribute, type Element } from './dom.js';
import type { PageLink } from './links.js';
import type { PageModel } from './page-model.js';

/** Texts of the link to the next page. */
export const NEXT_PAGE = /^\s*(?:下一页|下页|后一页|后页|next(?: page)?)\s*[>»›→]*\s*$/i;
/** Where another page of the list has an address, the pager is made of links. */
const OTHER_PAGE = /^[<«‹←]*(?:上一页|上页|前一页|前页|下一页|下页|后一页|后页|末页|尾页|\d{1,4})[>»›→]*$/;
const CLICKED = new Set(['a', 'button', 'span', 'li', 'div', 'em', 'i', 'td']);

/**
 * @param links of the page: a next page that has an address is followed as any other
 * @param rendered the page is as its scripts have made it: what can be clicked on need not say so in the HTML
 */
export function turnsByScript(page: PageModel, links: readonly PageLink[], rendered: boolean): boolean {
  if (links.some(({ text, address }) => address !== null && OTHER_PAGE.test(squeeze(text)))) return false;
  return page.elements.some(
    (element) =>
      CLICKED.has(element.tagName) &&
      NEXT_PAGE.test(squeeze(page.textOf(element))) &&
      !around(element).some(isDisabled) &&
      (rendered || around(element).some(callsScript)),
  );
}

/** An element and its container: `<li class="disabled"><a>下一页</a></li>`. */
const around = (element: Element): Element[] => [element, ...[...ancestors(element)].slice(0, 2)];

const isDisabled = (element: Element): boolean =>
  attribute(element, 'disabled') !== undefined ||
  attribute(element, 'aria-disabled') === 'true' ||
  /\bdisabled?\b/i.test(attribute(element, 'class') ?? '');

const callsScript = (element: Element): boolean =>
  attribute(element, 'onclick') !== undefined || /^javascript:.*\w\s*\(\s*[^)\s]/i.test(hrefOf(element));

/** Without `void(0)`, which calls nothing. */
const hrefOf = (element: Element): string =>
  (attribute(element, 'href') ?? '').trim().replace(/void\s*\(\s*0?\s*\)/i, '');
