/** Menus within a page: 办理时间 in them names an element without a value. */
import { ancestors, attribute, type Element } from './dom.js';
import type { Occurrence } from './occurrences.js';
import type { PageModel } from './page-model.js';
import { tabLists } from './tabs.js';

/** Minimum number of elements of a guide beside a menu; with fewer, the menu may be the guide. */
const GUIDE_ELEMENTS = 3;
const SEPARATOR = /^[\s|｜/·•>›»-]*$/;

/**
 * The labels, those in menus without a meaning: they still end what comes before them. A list of labels is a menu when
 * nothing on the page is a pane of it, a row of links when they lead nowhere else; and only where the page has a guide
 * besides.
 */
export function withoutMenus(page: PageModel, labels: readonly Occurrence[]): readonly Occurrence[] {
  // Rows of cells are for tables to read: a label beside a label is an empty value there.
  const outsideTables = labels.filter(({ element }) => !/^t[dh]$/.test(element.tagName));
  const lists = tabLists(page, outsideTables, labels);
  const hasPanes = ({ panes }: (typeof lists)[number]): boolean => panes.some((pane) => pane !== null);
  const tabs = new Set(lists.filter(hasPanes).flatMap((list) => list.labels.map(({ label }) => label)));
  const inMenus = new Set(
    lists.filter((list) => !hasPanes(list)).flatMap((list) => list.labels.map(({ label }) => label)),
  );
  for (const label of labels) if (!tabs.has(label) && isInRowOfLinks(page, label)) inMenus.add(label);
  if (inMenus.size === 0) return labels;
  const own = labels.filter((label) => !inMenus.has(label) && !label.weak);
  if (new Set(own.flatMap(({ elements }) => elements)).size < GUIDE_ELEMENTS) return labels;
  return labels.map((label) => (inMenus.has(label) ? { ...label, elements: [] } : label));
}

/** The label is a link to nowhere, and what stands next to it is another link. */
function isInRowOfLinks(page: PageModel, { element, start, end }: Occurrence): boolean {
  const link = selfLinkOf(element) ?? selfLinkOf(page.atoms[start]!.element);
  if (!link || isHeading(link)) return false;
  return neighbour(page, end, 1, link) || neighbour(page, start - 1, -1, link);
}

/** The next text that is no separator lies in another link. */
function neighbour(page: PageModel, from: number, by: 1 | -1, link: Element): boolean {
  for (let at = from; at >= 0 && at < page.atoms.length; at += by) {
    const { kind, text, element } = page.atoms[at]!;
    if (kind === 'text' && SEPARATOR.test(text)) continue;
    const other = linkOf(element);
    return other !== null && other !== link && !isHeading(other);
  }
  return false;
}

function selfLinkOf(element: Element): Element | null {
  const link = linkOf(element) ?? onlyLinkIn(element);
  const href = link && (attribute(link, 'href') ?? '').trim();
  return href !== null && (href.startsWith('#') || /^javascript:/i.test(href)) ? link : null;
}

/** `<li>` that holds nothing but its link. */
function onlyLinkIn({ childNodes }: Element): Element | null {
  const [only, ...more] = childNodes.filter((node) => !('value' in node && node.value.trim() === ''));
  return only && more.length === 0 && 'tagName' in only && only.tagName === 'a' ? only : null;
}

function linkOf(element: Element): Element | null {
  for (const up of [element, ...ancestors(element)])
    if (up.tagName === 'a' && attribute(up, 'href') !== undefined) return up;
  return null;
}

/** Accordions: the link opens what stands below it. */
const isHeading = (link: Element): boolean =>
  [...ancestors(link)].some(({ tagName }) => /^(?:h[1-6]|dt|th|summary)$/.test(tagName));
