/** Text of a link that the site has truncated or replaced by a picture. */
import { excerptOf, squeeze } from '../text/text.js';
import { attribute, childElements, parentOf, type Element } from './dom.js';
import type { PageModel } from './page-model.js';

/** Minimum length of a truncated text: a shorter one may be the beginning of anything. */
const SHORTEST_STEM = 4;
const CUT = /(?:\.{2,}|…+|⋯+|。{2,})$/;
/** `文章标题：…` in front of the name, as old content systems fill the title, with author and date on further lines. */
const CAPTION = /^(?:文章|信息|新闻|事项)?(?:标题|题目|名称)[:：]\s*/;

/** The whole name from `title` where the text is its beginning; the text alternative of a picture; the value of a button. */
export function linkText(page: PageModel, element: Element): string {
  const own = excerptOf(page.textOf(element));
  if (own !== '') return wholeName(element, own) ?? own;
  const { start, end } = page.rangeOf(element);
  const picture = page.atoms
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');
  const named = attribute(element, 'title') || attribute(element, 'alt');
  return excerptOf(named || picture || attribute(element, 'value') || '');
}

function wholeName(link: Element, own: string): string | null {
  const stem = squeeze(own)
    .replace(CUT, '')
    .replace(/^[\p{P}\p{S}]+/u, '');
  const isCut = CUT.test(squeeze(own));
  if (stem.length < SHORTEST_STEM) return null;
  const around = [link, ...childElements(link), parentOf(link)].filter((one) => one !== null);
  for (const element of around) {
    for (const line of (attribute(element, 'title') ?? '').split(/[\r\n]+/)) {
      const name = line.trim().replace(CAPTION, '');
      const flat = squeeze(name);
      const starts = flat.indexOf(stem);
      // Cut by style sheets a text stands whole; a longer title is then a name only where it begins with it.
      if (starts < 0 || (starts > 0 && !isCut) || flat.length <= stem.length || CUT.test(flat)) continue;
      return excerptOf(name);
    }
  }
  return null;
}
