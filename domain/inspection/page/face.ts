/** What a page looks like to a reader, for telling error pages from others. */
import type { PageFace } from '../checks/error-page.js';
import { tidy } from '../text/text.js';
import { attribute, parseHtml } from './dom.js';
import { PageModel } from './page-model.js';
import { scriptOnly } from './script-only.js';

const LONGEST_TEXT = 20_000;

/** @param isShown the page is as its scripts have made it */
export const faceOf = (html: string, isShown = false): PageFace =>
  faceOfModel(new PageModel(parseHtml(html)), isShown);

export const faceOfModel = (model: PageModel, isShown = false): PageFace => ({
  title: model.title,
  text: tidy(model.text(model.rangeOf(model.root)).slice(0, LONGEST_TEXT)),
  isForm: asks(model),
  scriptOnly: scriptOnly(model.document, isShown),
});

/** One field alone may be the search box of an error page. */
function asks({ elements }: PageModel): boolean {
  const types = elements
    .filter(({ tagName }) => tagName === 'input')
    .map((input) => attribute(input, 'type')?.toLowerCase() ?? 'text');
  return types.includes('password') || types.filter((type) => type === 'text').length > 1;
}
