/** Headings that are pictures, from before web fonts. */
import { labelOf, type Label } from '../text/labels.js';
import { canBeShown } from '../text/values.js';
import { attribute, descendants, parentOf, type Element } from './dom.js';
import { leadsElsewhere, type PageModel } from './page-model.js';

export interface PictureLabel {
  /** Place of the picture among the page's atoms. */
  readonly at: number;
  readonly label: Label;
}

/** Fewer are a flow chart, or a button. */
const FEWEST = 2;
/** Pixels: what is higher is no heading. */
const HIGHEST = 90;

/** Pictures whose text alternative is a label, where the page has several: 设定依据, 申请条件. */
export function pictureLabels(page: PageModel, furniture: readonly boolean[]): PictureLabel[] {
  const found: PictureLabel[] = [];
  for (const [at, { kind, text, element }] of page.atoms.entries()) {
    if (kind !== 'image' || furniture[at] || !isLine(page, at) || isHigh(element)) continue;
    const label = labelOf(text);
    // 办理流程: and a picture called so is the label and its value.
    if (label && !repeats(page, at, label)) found.push({ at, label });
  }
  return new Set(found.flatMap(({ label }) => label.elements)).size >= FEWEST ? found : [];
}

/**
 * Whether a page's headings are pictures that say nothing to who cannot see them: several of one make, each a line with
 * text below it. Which elements it has then only a person can tell.
 */
export function hasUnreadHeadings(page: PageModel, furniture: readonly boolean[]): boolean {
  const places = new Map<string, number>();
  for (const [at, { kind, text, element }] of page.atoms.entries()) {
    if (kind !== 'image' || furniture[at] || labelOf(text) || !isLine(page, at)) continue;
    if (isHigh(element) || leadsElsewhere(element) || page.atoms[at + 1]?.kind !== 'text') continue;
    const make = makeOf(element);
    places.set(make, (places.get(make) ?? 0) + 1);
  }
  return [...places.values()].some((count) => count >= FEWEST);
}

/** Characters beside a picture that is the page: a title, a date, who may be called. */
const FEW = 200;
/** Pixels: what is smaller holds no guide. */
const SMALLEST = 300;
const DOCUMENT = /\.(?:pdf|docx?|swf|jpe?g|png|gif)(?:[?#]|$)/i;

/** Whether a page shows a large picture or an embedded document and hardly a word: scanned guides. */
export function isMostlyPicture(page: PageModel, furniture: readonly boolean[]): boolean {
  let text = 0;
  let pictures = 0;
  for (const [at, atom] of page.atoms.entries()) {
    if (furniture[at]) continue;
    if (atom.kind !== 'image') text += leadsElsewhere(atom.element) ? 0 : atom.text.trim().length;
    else if (isLarge(atom.element) && !leadsElsewhere(atom.element)) pictures += 1;
  }
  if (text > FEW) return false;
  return pictures > 0 || [...descendants(page.root)].some(embedsDocument);
}

/** Without a size it may be. */
function isLarge(image: Element): boolean {
  const size = (name: string): number => Number.parseInt(attribute(image, name) ?? '', 10);
  return (
    canBeShown(attribute(image, 'src') ?? '') && !(size('width') < SMALLEST) && !(size('height') < SMALLEST)
  );
}

const embedsDocument = (element: Element): boolean =>
  /^(?:embed|object|iframe)$/.test(element.tagName) &&
  DOCUMENT.test(attribute(element, 'src') ?? attribute(element, 'data') ?? '');

function isLine(page: PageModel, at: number): boolean {
  const line = page.atoms[at]!.line;
  return page.atoms[at - 1]?.line !== line && page.atoms[at + 1]?.line !== line;
}

const isHigh = (image: Element): boolean => Number.parseInt(attribute(image, 'height') ?? '', 10) > HIGHEST;

function repeats(page: PageModel, at: number, label: Label): boolean {
  const before = page.atoms[at - 1];
  const known = before?.kind === 'text' ? labelOf(before.text) : null;
  return known !== null && known.elements.some((element) => label.elements.includes(element));
}

/** Pictures of one row of headings stand in parents of one class and have one size. */
function makeOf(image: Element): string {
  const parent = parentOf(image);
  return [
    parent?.tagName,
    parent && attribute(parent, 'class'),
    attribute(image, 'class'),
    attribute(image, 'height'),
    attribute(image, 'width'),
  ].join('|');
}
