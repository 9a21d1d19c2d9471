import { labelOf, type Label } from '../text/labels.js';
import type { ElementName } from '../text/elements.js';
import { readAtoms, type Atom, type Range } from './atoms.js';
import {
  ancestors,
  attribute,
  childElements,
  descendants,
  documentElement,
  isElement,
  rawText,
  type Document,
  type Element,
} from './dom.js';
import { tidy } from '../text/text.js';

/** A parsed page with the reading order of what it shows. */
export class PageModel {
  readonly root: Element;
  readonly atoms: readonly Atom[];
  readonly elements: readonly Element[];
  readonly title: string;
  private readonly ranges: ReadonlyMap<Element, Range>;
  private ids: Map<string, Element> | null = null;

  constructor(readonly document: Document) {
    const root = documentElement(document);
    if (!root) throw new Error('parse5 always makes an html element');
    this.root = root;
    const { list, ranges, elements } = readAtoms(root);
    this.atoms = list;
    this.ranges = ranges;
    this.elements = elements;
    this.title = titleOf(root);
  }

  rangeOf(element: Element): Range {
    return this.ranges.get(element) ?? { start: 0, end: 0 };
  }

  byId(id: string): Element | undefined {
    if (!this.ids) {
      this.ids = new Map();
      for (const element of this.elements) {
        for (const name of ['id', ...(element.tagName === 'a' ? ['name'] : [])]) {
          const value = attribute(element, name);
          if (value && !this.ids.has(value)) this.ids.set(value, element);
        }
      }
    }
    return this.ids.get(id);
  }

  /** Text of a range; lines apart by a line feed, pieces of one line by nothing. */
  text({ start, end }: Range): string {
    let text = '';
    for (let at = start; at < end; at += 1) {
      const atom = this.atoms[at]!;
      if (atom.kind === 'image') continue;
      if (at > start && atom.line !== this.atoms[at - 1]!.line) text += '\n';
      text += atom.kind === 'control' ? ` ${atom.text} ` : atom.text;
    }
    return text.trim();
  }

  textOf(element: Element): string {
    return this.text(this.rangeOf(element));
  }
}

function titleOf(root: Element): string {
  const head = childElements(root).find(({ tagName }) => tagName === 'head');
  const title = head && childElements(head).find(({ tagName }) => tagName === 'title');
  return title ? tidy(rawText(title)) : '';
}

const FURNITURE = new Set(['footer', 'foot', 'copyright', 'banquan', 'dibu', 'yejiao', 'bq']);
const NAVIGATION = new Set([
  'nav', 'navbar', 'navi', 'navigation', 'menu', 'mainnav', 'topnav', 'leftnav', 'sidenav', 'sidemenu', 'breadcrumb',
  'breadcrumbs', 'crumb', 'crumbs', 'weizhi', 'daohang', 'dh', 'friendlink', 'friendlinks', 'yqlj', 'sitemap',
]); // prettier-ignore
const FOOTER_TEXT = /版权所有|copyright|©|ICP备|公网安备|网站标识码|技术支持[:：]/i;
/** Contact lines of a whole site, in front of its copyright line. */
const FOOTER_LINE =
  /^(?:主办|承办|协办|网站(?:管理|主办|维护|标识)|维护|邮编|邮政编码|传真|建议使用|地址|联系地址|电话|联系电话|联系方式|E-?mail)/i;

/** Names of classes and ids, cut where people join words: `site-footer`, `leftNav`. */
function namesOf(element: Element): string[] {
  const text = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  if (text.length < 3) return [];
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_\-\d]+/)
    .filter(Boolean);
}

/**
 * Marks what belongs to the site and not to the guide: navigation, bread crumbs, the footer with the site's own address
 * and telephone. A labelled telephone there is not the item's.
 */
export function furnitureOf(page: PageModel): readonly boolean[] {
  const marked = new Array<boolean>(page.atoms.length).fill(false);
  const mark = ({ start, end }: Range): void => {
    marked.fill(true, start, end);
  };
  for (const element of page.elements) {
    const range = page.rangeOf(element);
    if (range.start >= range.end || marked[range.start]) continue;
    const kind = furnitureKind(element);
    if (kind === 'footer' && distinctElements(page, range) < 4) mark(range);
    if (kind === 'navigation' && !leadsWithin(page, element) && distinctValues(page, range) < 3) mark(range);
  }
  markUnnamedFooter(page, mark);
  return marked;
}

function furnitureKind(element: Element): 'footer' | 'navigation' | null {
  const { tagName } = element;
  const role = attribute(element, 'role');
  if (tagName === 'footer' || role === 'contentinfo') {
    for (const up of ancestors(element)) if (/^(?:article|main|section)$/.test(up.tagName)) return null;
    return 'footer';
  }
  if (tagName === 'nav' || role === 'navigation') return 'navigation';
  if (tagName === 'body' || tagName === 'html') return null;
  const names = namesOf(element);
  if (names.some((name) => FURNITURE.has(name))) return 'footer';
  if (names.includes('tab') || names.includes('tabs')) return null;
  return names.some((name) => NAVIGATION.has(name)) ? 'navigation' : null;
}

/** Tabs and tables of contents are made like navigation, but lead to places in the page. */
function leadsWithin(page: PageModel, element: Element): boolean {
  let links = 0;
  let within = 0;
  for (const inner of descendants(element)) {
    if (inner.tagName !== 'a') continue;
    links += 1;
    const href = (attribute(inner, 'href') ?? '').trim();
    if (href === '' || href.startsWith('#') || /^javascript:/i.test(href)) within += 1;
  }
  return links === 0 ? page.textOf(element).length > 0 && !isList(element) : within * 2 > links;
}

const isList = ({ tagName }: Element): boolean => tagName === 'ul' || tagName === 'ol';

/** How many different elements are labelled in a range. */
function distinctElements(page: PageModel, range: Range): number {
  return labelsIn(page, range).size;
}

/** The same, of labels that are no links: a container named `menu` may hold the whole guide. */
function distinctValues(page: PageModel, range: Range): number {
  return labelsIn(page, range, true).size;
}

function labelsIn(page: PageModel, { start, end }: Range, noLinks = false): Set<ElementName> {
  const found = new Set<ElementName>();
  for (let at = start; at < end; at += 1) {
    const atom = page.atoms[at]!;
    if (atom.kind !== 'text' || (noLinks && leadsElsewhere(atom.element))) continue;
    const label: Label | null = labelOf(atom.text);
    for (const element of label?.elements ?? []) found.add(element);
  }
  return found;
}

/** Inside a link to another page. */
export function leadsElsewhere(element: Element): boolean {
  for (let up: Element | null = element; up; up = isElement(up.parentNode) ? up.parentNode : null) {
    if (up.tagName !== 'a') continue;
    const href = (attribute(up, 'href') ?? '').trim();
    return href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
  }
  return false;
}

/** Old pages have no footer element: the block around the copyright line, and all that comes after it. */
function markUnnamedFooter(page: PageModel, mark: (range: Range) => void): void {
  const { atoms } = page;
  const half = Math.floor(atoms.length / 3);
  const at = atoms.findIndex(
    (atom, index) => index >= half && atom.kind === 'text' && FOOTER_TEXT.test(atom.text),
  );
  if (at < 0) return;
  const rest = { start: at, end: atoms.length };
  if (distinctElements(page, rest) >= 3) return;
  let start = at;
  for (const up of [atoms[at]!.element, ...ancestors(atoms[at]!.element)]) {
    const range = page.rangeOf(up);
    if (up.tagName === 'body' || up.tagName === 'html') break;
    if (page.text(range).length > 400 || distinctElements(page, range) >= 3) break;
    start = Math.min(start, range.start);
  }
  start = withContactLines(page, start);
  mark({ start, end: atoms.length });
}

/**
 * Lines before the footer that give the site's own address, back to the one that only a site has: its publisher, its
 * postal code. Plain lines before that one are the guide's.
 */
function withContactLines(page: PageModel, footer: number): number {
  const { atoms } = page;
  let start = footer;
  for (let at = footer; at > 0 && footer - at < 12;) {
    let first = at - 1;
    while (first > 0 && atoms[first - 1]!.line === atoms[at - 1]!.line) first -= 1;
    const line = page.text({ start: first, end: at });
    if (line.length > 120 || !FOOTER_LINE.test(line)) break;
    at = first;
    if (/主办|承办单位|网站|邮编|邮政编码|建议使用|维护/.test(line)) start = first;
  }
  return start;
}
