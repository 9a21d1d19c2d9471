/**
 * A page as the sequence of what a reader sees: pieces of text, pictures, values of controls. Every element is a range
 * of that sequence, so that "the text between this label and the next one" is a slice, whatever the markup.
 */
import { labelOf } from '../text/labels.js';
import { lineLabelOf } from '../text/line-labels.js';
import { isColon, tidy } from '../text/text.js';
import { attribute, childElements, isElement, isText, type Element } from './dom.js';

export interface Atom {
  readonly kind: 'text' | 'image' | 'control';
  /** White space collapsed; the text alternative of an image. */
  readonly text: string;
  /** The element that holds the text; the image or control itself. */
  readonly element: Element;
  /** Grows with every line a browser would begin. */
  readonly line: number;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Atoms {
  readonly list: readonly Atom[];
  readonly ranges: ReadonlyMap<Element, Range>;
  /** In the order of the document. */
  readonly elements: readonly Element[];
}

const UNSEEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'object',
  'embed',
  'svg',
  'math',
  'datalist',
  'canvas',
  'audio',
  'video',
  'link',
  'meta',
]);
const INLINE = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd',
  'label', 'mark', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u', 'var', 'nobr',
  'input', 'img', 'select', 'button', 'o:p', 'wbr', 'map', 'area',
]); // prettier-ignore
/** Buttons and boxes whose value is typed by the visitor or never shown. */
const NOT_A_VALUE = new Set(['hidden', 'checkbox', 'radio', 'file', 'image', 'password', 'search']);

/** No page of a guide has more; a page that has is cut there. */
const MOST_ATOMS = 60_000;

export function readAtoms(root: Element): Atoms {
  const list: Atom[] = [];
  const ranges = new Map<Element, Range>();
  const elements: Element[] = [];
  let line = 0;
  let lineIsFresh = true;
  const breakLine = (): void => {
    if (lineIsFresh) return;
    line += 1;
    lineIsFresh = true;
  };
  const push = (kind: Atom['kind'], text: string, element: Element): void => {
    list.push({ kind, text, element, line });
    lineIsFresh = false;
  };

  const enter = (element: Element): boolean => {
    const { tagName } = element;
    if (UNSEEN.has(tagName)) return false;
    elements.push(element);
    if (!INLINE.has(tagName)) breakLine();
    if (tagName === 'br' || tagName === 'hr') breakLine();
    else if (tagName === 'img') push('image', imageText(element), element);
    else if (tagName === 'input' || tagName === 'select') {
      const text = controlText(element);
      if (text !== '') push('control', text, element);
      return false;
    }
    return true;
  };

  // An explicit stack: broken pages nest thousands deep.
  const stack: { element: Element; next: number; start: number }[] = [];
  const open = (element: Element): void => {
    const start = list.length;
    if (enter(element)) stack.push({ element, next: 0, start });
    else ranges.set(element, { start, end: list.length });
  };
  open(root);
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const child = list.length < MOST_ATOMS ? top.element.childNodes[top.next] : undefined;
    if (!child) {
      stack.pop();
      ranges.set(top.element, { start: top.start, end: list.length });
      if (!INLINE.has(top.element.tagName)) breakLine();
      continue;
    }
    top.next += 1;
    if (isText(child)) {
      if (isSpace(child.value)) spaceOut(list, lineIsFresh);
      for (const [index, text] of textLines(child.value, top.element).entries()) {
        if (index > 0) breakLine();
        if (text === '') continue;
        for (const piece of splitAtLabels(text, lineIsFresh)) push('text', piece, top.element);
      }
    } else if (isElement(child)) open(child);
  }
  return { list, ranges, elements };
}

const isSpace = (value: string): boolean => value !== '' && /^[\s\u00a0\u3000]+$/.test(value);

/** White space between two elements of a line keeps their texts apart: `<b>8221234</b> <b>8221235</b>`. */
function spaceOut(list: Atom[], lineIsFresh: boolean): void {
  const last = list[list.length - 1];
  if (!lineIsFresh && last?.kind === 'text' && !last.text.endsWith(' '))
    list[list.length - 1] = { ...last, text: `${last.text} ` };
}

function textLines(value: string, element: Element): string[] {
  const keepsLines = element.tagName === 'pre' || element.tagName === 'textarea';
  const lines = keepsLines ? value.split(/\r?\n/) : [value];
  return lines.map((text) => text.replace(/[\s\u00a0\u3000]+/g, ' ')).filter((text) => text !== ' ');
}

function imageText(image: Element): string {
  return tidy(attribute(image, 'alt') || attribute(image, 'title') || '');
}

function controlText(control: Element): string {
  if (control.tagName === 'select') {
    const options = childElements(control).filter(({ tagName }) => tagName === 'option');
    const chosen = options.find((option) => attribute(option, 'selected') !== undefined);
    return chosen ? tidy(chosen.childNodes.map((node) => (isText(node) ? node.value : '')).join('')) : '';
  }
  const type = (attribute(control, 'type') ?? 'text').toLowerCase();
  return NOT_A_VALUE.has(type) ? '' : tidy(attribute(control, 'value') ?? '');
}

const SEPARATOR = /[;；。！!？?|｜,，、)）】\]\s]/;
const OPENING = '【〔［[「『〖<＜《';

/**
 * Cuts a run of text at the labels in it: `办理地点：大厅 联系电话：8221234` becomes four pieces.
 *
 * @param startsLine also takes a label without a colon, as in `【办理地点】大厅` or `办理地点 大厅`
 */
function splitAtLabels(text: string, startsLine: boolean): string[] {
  const cuts: number[] = [];
  let done = 0;
  if (startsLine) {
    const end = leadingLabel(text);
    if (end > 0) {
      cuts.push(end);
      done = end;
    }
  }
  const leads = done > 0;
  for (let at = done; at < text.length; at += 1) {
    const char = text[at]!;
    const word = leads && char === ' ' ? labelWord(text, at + 1) : 0;
    if (word > 0) {
      cuts.push(at + 1, at + 1 + word);
      done = at + 1 + word;
      at = done - 1;
      continue;
    }
    const closes = char === '】' || char === '〕' || char === '］' || char === ']';
    if (!isColon(char) && !closes) continue;
    if (char !== '：' && !closes && /[\d/]/.test(text[at + 1] ?? '') && /\d/.test(text[at - 1] ?? ''))
      continue;
    const known = closes ? bracketStart(text, at, done) : labelStart(text, at, done);
    const start = known < 0 && done === 0 && startsLine && isLineLabel(text.slice(0, at + 1)) ? 0 : known;
    if (start < 0) continue;
    const colon = closes && isColon(text[at + 1] ?? '') ? 2 : 1;
    if (start > done) cuts.push(start);
    cuts.push(at + colon);
    done = at + colon;
    at = done - 1;
  }
  const pieces: string[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    if (cut > from) pieces.push(text.slice(from, cut));
    from = cut;
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** 结婚登记的条件：男满22周岁: an item's name and a label, at the beginning of a line. */
const isLineLabel = (text: string): boolean =>
  text.length <= 40 && (lineLabelOf(text)?.elements.length ?? 0) > 0;

/** Where the longest label that ends before `end` begins, or -1. */
function labelStart(text: string, end: number, from: number): number {
  const first = Math.max(from, end - 30);
  if (labelOf(text.slice(first, end)) && (first === from || SEPARATOR.test(text[first - 1]!))) return first;
  for (let start = first + 1; start < end - 1; start += 1) {
    const before = text[start - 1]!;
    const here = text[start]!;
    const boundary =
      SEPARATOR.test(before) ||
      OPENING.includes(here) ||
      (/[\d\-~—]/.test(before) && /\p{Script=Han}/u.test(here));
    if (boundary && here !== ' ' && labelOf(text.slice(start, end))) return start;
  }
  return -1;
}

function bracketStart(text: string, end: number, from: number): number {
  for (let start = end - 1; start >= Math.max(from, end - 16); start -= 1) {
    if (OPENING.includes(text[start]!)) return labelOf(text.slice(start + 1, end)) ? start : -1;
  }
  return -1;
}

/** Length of a label between spaces, on a line that begins with one: 受理地点 大厅 办公时间 上午. 0 when there is none. */
function labelWord(text: string, start: number): number {
  const [word = ''] = /^\p{Script=Han}{4,8}(?=[ ：:])/u.exec(text.slice(start)) ?? [];
  const label = word === '' ? null : labelOf(word);
  return label && !label.weak && text.length > start + word.length + 1 ? word.length : 0;
}

/** Length of a label that begins the line and is followed by its value without a colon; 0 when there is none. */
function leadingLabel(text: string): number {
  const limit = Math.min(text.length - 1, 24);
  for (let end = limit; end >= 4; end -= 1) {
    const next = text[end]!;
    const before = text[end - 1]!;
    const boundary =
      /[\s《]/.test(next) || /[。—–]/.test(before) || (/\d/.test(next) && !/[\d、.]/.test(before));
    if (!boundary) continue;
    const head = text.slice(0, end);
    const label = labelOf(head);
    if (label && !label.weak && label.elements.length > 0) return end;
  }
  return 0;
}
