/** Rows of tabs, and lists of labels beside a list of values: the n-th label belongs to the n-th pane. */
import { ancestors, childElements, descendants, isWithin, parentOf, type Element } from './dom.js';
import type { Range } from './atoms.js';
import type { Occurrence } from './occurrences.js';
import type { PageModel } from './page-model.js';

export interface TabList {
  /** The labels that are tabs, each with its place among all tabs. */
  readonly labels: readonly { readonly label: Occurrence; readonly place: number }[];
  /** By place; null when a tab has no pane. */
  readonly panes: readonly (Range | null)[];
}

const SHORT = 14;

/**
 * Lists whose items are nothing but short texts, most of them labels.
 *
 * @param candidates labels that may be tabs @param labels all of the page
 */
export function tabLists(
  page: PageModel,
  candidates: readonly Occurrence[],
  labels: readonly Occurrence[],
): TabList[] {
  const lists = new Map<Element, { label: Occurrence; place: number }[]>();
  for (const label of candidates) {
    if (!label.fills || /^(?:h[1-6]|dt|dd)$/.test(label.element.tagName)) continue;
    const item = itemOf(page, label);
    const list = item && parentOf(item);
    if (!list) continue;
    const known = lists.get(list) ?? [];
    known.push({ label, place: childElements(list).filter(isShown).indexOf(item) });
    lists.set(list, known);
  }
  const found: TabList[] = [];
  for (const [list, tabs] of lists) {
    const items = childElements(list).filter(isShown);
    if (tabs.length < 2 || tabs.length * 2 <= items.length || !isListOfLabels(page, list, items)) continue;
    found.push({ labels: tabs, panes: panesOf(page, items, labels, widest(page, list)) });
  }
  return found;
}

const isShown = ({ tagName }: Element): boolean => !/^(?:script|style|br|hr|meta|link)$/.test(tagName);

/** The ancestor of a label that has siblings; it holds the label alone. */
function itemOf(page: PageModel, { element, start, end }: Occurrence): Element | null {
  let at: Element | null = element;
  while (at) {
    const range = page.rangeOf(at);
    if (range.start !== start || range.end !== end) return null;
    const parent = parentOf(at);
    if (!parent || /^(?:tbody|table|dl|body|html)$/.test(parent.tagName)) return null;
    if (childElements(parent).filter(isShown).length > 1) return at;
    at = parent;
  }
  return null;
}

function isListOfLabels(page: PageModel, list: Element, items: readonly Element[]): boolean {
  const { start, end } = page.rangeOf(list);
  let inside = 0;
  for (const item of items) {
    if (item.tagName !== items[0]!.tagName) return false;
    const range = page.rangeOf(item);
    const text = page.text(range);
    if (text === '' || text.length > SHORT || text.includes('\n')) return false;
    inside += range.end - range.start;
  }
  return inside === end - start;
}

/** The wrapper around a list of tabs that holds nothing else. */
function widest(page: PageModel, element: Element): Element {
  const { start, end } = page.rangeOf(element);
  let at = element;
  for (const up of ancestors(element)) {
    const range = page.rangeOf(up);
    if (range.start !== start || range.end !== end || up.tagName === 'body') break;
    at = up;
  }
  return at;
}

function panesOf(
  page: PageModel,
  items: readonly Element[],
  labels: readonly Occurrence[],
  container: Element,
): (Range | null)[] {
  const referred = items.map((item) => referredPane(page, item, container));
  if (new Set(referred.filter(Boolean)).size >= 2) return referred.map((pane) => pane && page.rangeOf(pane));
  const panes = panesByOrder(page, container, items.length)?.map((pane) => page.rangeOf(pane));
  const areLabels = panes?.some((pane) =>
    labels.some(({ start, end }) => start === pane.start && end === pane.end && end > start),
  );
  // Below a guide are the lines of a footer, not the panes of a menu above it.
  const { end } = page.rangeOf(container);
  const isBeyond =
    panes &&
    labels.some(({ elements, start }) => elements.length > 0 && start >= end && start < panes[0]!.start);
  return items.map((_, place) => (panes && !areLabels && !isBeyond ? panes[place]! : null));
}

/** The element a tab names by `href="#x"`, `data-target`, `aria-controls` or in its script. */
function referredPane(page: PageModel, label: Element, container: Element): Element | null {
  const own = [
    label,
    ...descendants(label),
    ...[...ancestors(label)].filter((up) => isWithin(up, container)),
  ];
  for (const element of own) {
    for (const { name, value } of element.attrs) {
      if (name === 'class' || name === 'style' || value.length > 200) continue;
      const candidates =
        name === 'href'
          ? value.startsWith('#')
            ? [value.slice(1)]
            : idsIn(value)
          : /^(?:data-|aria-controls$|rel$|for$|lay-|name$)/.test(name)
            ? [value.replace(/^#/, '')]
            : name.startsWith('on')
              ? idsIn(value)
              : [];
      for (const id of candidates) {
        const pane = id ? page.byId(id) : undefined;
        if (pane && !isWithin(pane, container)) return sectionOf(page, pane);
      }
    }
  }
  return null;
}

/** Ids a script call may mean: `show('tab2')`, `setTab('one',2,5)` → con_one_2. */
function idsIn(script: string): string[] {
  const args = [...script.matchAll(/['"]#?([\w-]+)['"]|\b(\d{1,2})\b/g)].map(
    (match) => match[1] ?? match[2]!,
  );
  const joined =
    args.length >= 2 ? [`con_${args[0]}_${args[1]}`, `${args[0]}_${args[1]}`, `${args[0]}${args[1]}`] : [];
  const numbered = args.flatMap((arg) => [
    `tab${arg}`,
    `con${arg}`,
    `con_${arg}`,
    `content${arg}`,
    `tab_${arg}`,
  ]);
  return [...args, ...joined, ...numbered];
}

/** An anchor without content means the block around it. */
function sectionOf(page: PageModel, target: Element): Element | null {
  const { start, end } = page.rangeOf(target);
  return end > start || target.tagName !== 'a' ? target : null;
}

function panesByOrder(page: PageModel, container: Element, count: number): Element[] | null {
  let at = container;
  for (let level = 0; level < 4; level += 1) {
    const parent = parentOf(at);
    if (!parent || parent.tagName === 'html') return null;
    const siblings = childElements(parent);
    const following = siblings.slice(siblings.indexOf(at) + 1).filter(isShown);
    for (const sibling of following) {
      const panes = elementsOf(sibling, count);
      if (panes) return panes;
    }
    const same = following.filter(({ tagName }) => tagName === following[0]?.tagName);
    if (same.length === count && same.some((pane) => page.textOf(pane) !== '')) return same;
    at = parent;
  }
  return null;
}

/** The children of an element, when there are as many as tabs and all of one make; looked for a few levels down. */
function elementsOf(element: Element, count: number): Element[] | null {
  for (let at: Element | undefined = element, depth = 0; at && depth < 3; depth += 1) {
    const children: Element[] = childElements(at).filter(isShown);
    const areAlike = children.every(({ tagName }) => tagName === children[0]!.tagName);
    if (children.length === count && areAlike && !/^t(?:r|body|able)$/.test(at.tagName)) return children;
    if (children.length !== 1) return null;
    at = children[0];
  }
  return null;
}
