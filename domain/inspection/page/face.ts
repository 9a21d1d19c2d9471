/** What a page looks like to a reader, for telling error pages from others. */
import { tidy } from '../text/text.js';
import { attribute, parseHtml } from './dom.js';
import { PageModel } from './page-model.js';
import { scriptOnly, type ScriptOnly } from './script-only.js';

/** What a page looks like to a reader, as far as telling error pages needs it. */
export interface PageFace {
  readonly title: string;
  readonly text: string;
  /** It asks for a password, or for several things: a page that works, whatever it says of errors. */
  readonly isForm: boolean;
  /** It shows nothing itself: what its script shows, or says. */
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
