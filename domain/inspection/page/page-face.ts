/** Appearance of a page, for recognising error pages. */
import { tidy } from '../text/text.js';
import { attribute, parseHtml } from './dom.js';
import { PageModel } from './page-model.js';
import { scriptOnly, type ScriptOnly } from './script-only.js';

/** Appearance of a page, as far as error pages are recognised by it. */
export interface PageFace {
  readonly title: string;
  readonly text: string;
  /** It has a password field or several fields: a working page, whatever it says about errors. */
  readonly isForm: boolean;
  /** Set for a page that shows nothing itself: what its script does. */
  readonly scriptOnly: ScriptOnly | null;
}

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
