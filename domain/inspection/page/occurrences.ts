/** Finds the labels on a page. */
import { labelOf, looksLikeLabel, type Label } from '../text/labels.js';
import { lineLabelOf, namesItem } from '../text/line-labels.js';
import { squeeze } from '../text/text.js';
import { ancestors, attribute, childElements, parentOf, placeOf, type Element } from './dom.js';
import type { PageModel } from './page-model.js';
import { leadsElsewhere } from './page-model.js';
import { pictureLabels } from './pictures.js';

export interface Occurrence extends Label {
  readonly text: string;
  /** The largest element that shows the label and nothing else; a text's own element when there is none. */
  readonly element: Element;
  /** The label is the whole of `element`. */
  readonly fills: boolean;
  readonly start: number;
  readonly end: number;
}

/** No page of guides has more; the work grows with their square. */
const MOST_LABELS = 2_000;

const NOTHING: Label = { elements: [], weak: false, doubtful: false };
/** Maximum pieces of a label: 联<span>系</span>电话. */
const MOST_PIECES = 6;
/** A label is never larger than one of these. */
const BOUNDARY = new Set(['td', 'th', 'dt', 'dd', 'li', 'body', 'html', 'table', 'tr', 'tbody']);

/**
 * All labels in reading order, none inside another: of the eight elements, of other known parts of guides, and those
 * with the markup of known ones.
 */
export function findOccurrences(page: PageModel, furniture: readonly boolean[]): Occurrence[] {
  const found = new Map<number, Occurrence>();
  const add = (start: number, end: number, element: Element, label: Label, text: string): void => {
    const known = found.get(start);
    if (known && known.end >= end) return;
    found.set(start, { ...label, text, start, end, ...largest(page, element, start, end) });
  };

  for (const [index, atom] of page.atoms.entries()) {
    if (atom.kind !== 'text' || furniture[index] || goesOn(page, index)) continue;
    const isWhole =
      isLine(page, index, index + 1) || (startsLine(page, index) && /[:：]\s*$/.test(atom.text));
    const label = isWhole ? labelOfLine(page, atom.element, atom.text) : labelOf(atom.text);
    if (label && !isNavigationLink(page, atom.element)) add(index, index + 1, atom.element, label, atom.text);
  }
  for (const { at, label } of pictureLabels(page, furniture)) {
    const { element, text } = page.atoms[at]!;
    if (!isNavigationLink(page, element)) add(at, at + 1, element, label, text);
  }
  for (const element of page.elements) {
    const { start, end } = page.rangeOf(element);
    if (end - start < 2 || end - start > MOST_PIECES || furniture[start]) continue;
    if (page.atoms[start]!.line !== page.atoms[end - 1]!.line && !isBrokenCell(page, element)) continue;
    if (page.atoms[end - 1]!.kind !== 'text') continue; // a picture after the label is its value
    const text = page.textOf(element);
    const label = isLine(page, start, end) ? labelOfLine(page, element, text) : labelOf(text);
    if (label && !isNavigationLink(page, element)) add(start, end, element, label, text);
  }
  addHeadings(page, furniture, (start, end, ...rest) => {
    for (let at = start; at < end; at += 1) if (found.has(at)) return; // a known label with its value
    add(start, end, ...rest);
  });
  const known = withoutNested([...found.values()]);
  return withoutNested([...known, ...peersOf(page, furniture, known)]).slice(0, MOST_LABELS);
}

/** The range is a line of its own, or several. */
const isLine = (page: PageModel, start: number, end: number): boolean =>
  startsLine(page, start) &&
  (end >= page.atoms.length || page.atoms[end]!.line !== page.atoms[end - 1]!.line);

/** 审核材料<span>→</span>打印凭证: what follows on the line makes a step, or a sentence, of the word. */
function goesOn(page: PageModel, at: number): boolean {
  const { text, line } = page.atoms[at]!;
  const next = page.atoms[at + 1];
  return next?.line === line && !/[:：】\]]\s*$/.test(text) && /^\s*[→⇒➔＞>、，,；;。的]/.test(next.text);
}

/** The page's title is no label, though it ends like one: 临时救助办理流程, 怎样办理临时救助？ */
function labelOfLine(page: PageModel, element: Element, text: string): Label | null {
  const label = lineLabelOf(text);
  if (!label || labelOf(text) !== null) return label;
  const isTitle = element.tagName === 'h1' || page.title.startsWith(squeeze(text).slice(0, 20));
  return isTitle && (namesItem(text) || label.elements.length === 0) ? null : label;
}

/** A label cell whose words stand in two lines: 申报<br>条件. */
function isBrokenCell(page: PageModel, element: Element): boolean {
  const { start, end } = page.rangeOf(element);
  if (!/^(?:t[dh]|dt)$/.test(element.tagName)) return false;
  return page.atoms.slice(start, end).every(({ kind, text }) => {
    const label = labelOf(text);
    return kind === 'text' && (label === null || label.weak);
  });
}

/** A label in a link to another page is navigation, unless the link is all that a cell, term or heading holds. */
function isNavigationLink(page: PageModel, element: Element): boolean {
  if (!leadsElsewhere(element)) return false;
  for (const up of [element, ...ancestors(element)]) {
    if (/^(?:th|dt|h[1-6])$/.test(up.tagName)) return false;
    if (up.tagName === 'td' || up.tagName === 'li') break;
  }
  return true;
}

function largest(
  page: PageModel,
  element: Element,
  start: number,
  end: number,
): Pick<Occurrence, 'element' | 'fills'> {
  const own = page.rangeOf(element);
  if (own.start !== start || own.end !== end) return { element, fills: false };
  let at = element;
  for (const up of ancestors(element)) {
    const range = page.rangeOf(up);
    if (BOUNDARY.has(at.tagName) || range.start !== start || range.end !== end) break;
    if (/^(?:tr|tbody|table|ul|ol|dl|body|html)$/.test(up.tagName)) break;
    at = up;
  }
  return { element: at, fills: true };
}

type Add = (start: number, end: number, element: Element, label: Label, text: string) => void;

/** Headings and terms of lists end a value, whatever they say. */
function addHeadings(page: PageModel, furniture: readonly boolean[], add: Add): void {
  for (const element of page.elements) {
    const { tagName } = element;
    const { start, end } = page.rangeOf(element);
    if (start >= end || furniture[start]) continue;
    const isHeading = /^h[1-6]$/.test(tagName) || tagName === 'dt' || tagName === 'legend';
    const isColumn = tagName === 'th' && page.textOf(element).length <= 20;
    const isGeneric =
      /^(?:b|strong|label|td|p|div|span)$/.test(tagName) &&
      end - start <= 2 &&
      /[:：】]\s*$/.test(page.atoms[end - 1]!.text) &&
      startsLine(page, start) &&
      looksLikeLabel(page.textOf(element));
    if (isHeading || isColumn || isGeneric) {
      const text = page.textOf(element);
      add(start, end, element, labelOf(text) ?? NOTHING, text);
    }
  }
}

const startsLine = (page: PageModel, at: number): boolean =>
  at === 0 || page.atoms[at - 1]!.line !== page.atoms[at]!.line;

/** Elements made exactly as at least two known labels are: labels that the vocabulary does not hold. */
function peersOf(page: PageModel, furniture: readonly boolean[], known: readonly Occurrence[]): Occurrence[] {
  const shapes = new Map<string, number>();
  const asValues = new Map<string, number>();
  for (const occurrence of known) {
    const shape = occurrence.fills ? placedShapeOf(page, occurrence.element) : null;
    if (!shape) continue;
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    if (isFollowedByAlike(page, occurrence)) asValues.set(shape, (asValues.get(shape) ?? 0) + 1);
  }
  if (![...shapes.values()].some((count) => count >= 2)) return [];
  const taken = new Set(known.map(({ start }) => start));
  const peers: Occurrence[] = [];
  for (const element of page.elements) {
    const { start, end } = page.rangeOf(element);
    if (start >= end || end - start > 3 || taken.has(start) || furniture[start]) continue;
    const shape = placedShapeOf(page, element);
    if (!shape || (shapes.get(shape) ?? 0) < 2) continue;
    const text = page.textOf(element);
    if (text.length < 2 || text.length > 20) continue;
    // Where values are made as labels are, only the words tell them apart.
    if ((asValues.get(shape) ?? 0) * 4 >= shapes.get(shape)! && !looksLikeLabel(text)) continue;
    taken.add(start);
    peers.push({ ...NOTHING, text, start, end, element, fills: true });
  }
  return peers;
}

/** What follows a label, its value, is made as the label is: paragraphs of one class, out of a word processor. */
function isFollowedByAlike(page: PageModel, { element, end }: Occurrence): boolean {
  const next = page.atoms[end];
  if (!next) return false;
  const up = [next.element, ...ancestors(next.element)].find(({ tagName }) => tagName === element.tagName);
  if (!up || parentOf(up) !== parentOf(element) || labelOf(page.textOf(up)) !== null) return false;
  return makeOf(page, up) === makeOf(page, element);
}

/** Labels and values of one class alternate: the place among its parent's elements counts, but for paragraphs. */
function placedShapeOf(page: PageModel, element: Element): string | null {
  const shape = shapeOf(page, element);
  return shape && (element.tagName === 'p' ? shape : `${shape}|${placeOf(element) % 2}`);
}

/** How a label is marked up and numbered; null where values would look the same. */
function shapeOf(page: PageModel, element: Element): string | null {
  const { start, end } = page.rangeOf(element);
  const make = makeOf(page, element);
  if (make === null) return null;
  const alone = end >= page.atoms.length || page.atoms[end]!.line !== page.atoms[end - 1]!.line;
  return [
    make,
    alone,
    /[:：]\s*$/.test(page.atoms[end - 1]!.text),
    numberingOf(page.atoms[start]!.text),
  ].join('|');
}

/** Elements and classes, from the largest element around a text to the text; null where nothing sets it apart. */
function makeOf(page: PageModel, element: Element): string | null {
  const { start, end } = page.rangeOf(element);
  if (start >= end) return null;
  const chain = chainOf(page, element);
  const isDistinct = (one: Element): boolean =>
    /^(?:th|dt|b|strong|label|em|legend|h[1-6])$/.test(one.tagName) || classOf(one) !== '';
  if (!chain.some(isDistinct)) return null;
  const parent = parentOf(element);
  return [
    ...chain.map((one) => `${one.tagName}.${classOf(one)}`),
    parent?.tagName,
    parent && classOf(parent),
    startsLine(page, start),
  ].join('|');
}

/** 一、 and （一） and 1. number different levels. */
function numberingOf(text: string): string {
  const match = /^\s*([（(]?)([\d一二三四五六七八九十]+)([)）、.．])/.exec(text);
  return match ? `${match[1]}${/\d/.test(match[2]!) ? '1' : '一'}${match[3]}` : '';
}

const classOf = (element: Element): string => attribute(element, 'class')?.trim() ?? '';

/** The element, and those inside it that hold the same text. */
function chainOf(page: PageModel, element: Element): Element[] {
  const { start, end } = page.rangeOf(element);
  const chain = [element];
  for (let at: Element | undefined = element; at && chain.length < 6;) {
    at = childElements(at).find((child) => {
      const range = page.rangeOf(child);
      return range.start === start && range.end === end;
    });
    if (at) chain.push(at);
  }
  return chain;
}

/** The larger one of two that overlap. */
function withoutNested(occurrences: readonly Occurrence[]): Occurrence[] {
  const sorted = [...occurrences].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Occurrence[] = [];
  for (const occurrence of sorted) {
    if (kept.length === 0 || kept[kept.length - 1]!.end <= occurrence.start) kept.push(occurrence);
  }
  return kept;
}
