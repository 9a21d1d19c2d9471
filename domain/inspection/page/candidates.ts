/** Finds the parts of a page that hold the value of each label. */
import { attribute, childElements, isWithin, type Element } from './dom.js';
import type { Range } from './atoms.js';
import type { Occurrence } from './occurrences.js';
import type { PageModel } from './page-model.js';
import { isOneLabel, isRowOfTabs, tableOf, tableValues } from './tables.js';
import { tabLists } from './tabs.js';

export interface Candidate {
  readonly label: Occurrence;
  readonly ranges: readonly Range[];
  readonly how: string;
  /** Which row of a list of items, for tables that list items; null elsewhere. */
  readonly record: string | null;
}

export function findCandidates(
  page: PageModel,
  labels: readonly Occurrence[],
  furniture: readonly boolean[],
): Candidate[] {
  const candidates: Candidate[] = [];
  const placed = new Set<Occurrence>();
  const cells = new Map(labels.filter(({ fills }) => fills).map((label) => [label.element, label]));
  const tabs = new Map<Element, boolean>();
  const inTables = labels.filter(({ element, fills }) => {
    if (!fills || !/^t[dh]$/.test(element.tagName)) return false;
    const table = tableOf(element);
    if (table === null) return true;
    if (isOneLabel(page, table, labels)) return false;
    if (!tabs.has(table)) tabs.set(table, isRowOfTabs(page, table, cells));
    return !tabs.get(table);
  });
  for (const value of tableValues(page, labels)) {
    placed.add(value.label);
    candidates.push(value);
  }
  for (const label of inTables) {
    if (placed.has(label)) continue;
    placed.add(label); // it is in the position of a value
  }
  const unplaced = labels.filter((label) => !placed.has(label));
  for (const { labels: own, panes } of tabLists(page, unplaced, labels)) {
    for (const { label, place } of own) {
      if (placed.has(label)) continue;
      placed.add(label);
      const pane = panes[place];
      candidates.push({ label, ranges: pane ? [pane] : [], how: 'tab', record: null });
    }
  }
  const container = guideContainer(page, labels);
  for (const [index, label] of labels.entries()) {
    if (placed.has(label)) continue;
    const range = hasEmptySlot(page, labels, label)
      ? { start: label.end, end: label.end }
      : flow(page, labels, index, container);
    candidates.push({ label, ranges: visible(range, furniture), how: howOf(label), record: null });
  }
  return candidates;
}

function howOf({ element, fills }: Occurrence): string {
  if (element.tagName === 'dt') return 'definition list';
  if (/^h[1-6]$/.test(element.tagName)) return 'heading';
  return fills ? 'label row' : 'text line';
}

/** From the label to the next one, within what both belong to. */
function flow(page: PageModel, labels: readonly Occurrence[], index: number, container: Range): Range {
  const label = labels[index]!;
  const row = rowOf(page, labels, label);
  let end = Math.min(row ?? boundOf(page, label), container.end > label.start ? container.end : Infinity);
  for (const next of labels.slice(index + 1)) {
    if (next.start >= end) break;
    if (isSubheading(label, next) || isInOwnTable(page, labels, label, next)) continue;
    if (row !== null && isAside(next)) continue;
    end = Math.max(next.start, label.end);
    break;
  }
  return { start: label.end, end: Math.max(end, label.end) };
}

const isStrong = ({ elements, weak }: Occurrence): boolean => elements.length > 0 && !weak;

/** `申请人：…` within a value reads like a label, and is none where the markup says what belongs together. */
const isAside = (next: Occurrence): boolean => next.weak || (next.elements.length === 0 && !next.fills);

/** 如下：, 见下：, （一）个人： what is announced stands below the row. */
const LEADS_ON = /^[:：\s]*[^。；;]{0,20}[:：]\s*$|^[:：\s]*(?:如下|见下|见下文)[。:：\s]*$/;

/**
 * End of the block that holds this label and its value and no other label of an element: `<dd>` after `<dt>`, a row of
 * divs; null when there is none.
 */
function rowOf(page: PageModel, labels: readonly Occurrence[], label: Occurrence): number | null {
  if (!label.fills) return null;
  if (label.element.tagName === 'dt') return endOfTerm(page, label.element);
  const up = parent(label.element);
  if (!up || /^(?:body|html|td|th|li|dd)$/.test(up.tagName)) return null;
  const range = page.rangeOf(up);
  if (range.end <= label.end || range.start < label.start) return null;
  if (LEADS_ON.test(page.text({ start: label.end, end: range.end }))) return null;
  const others = labels.filter(
    (other) => other !== label && other.start >= range.start && other.start < range.end,
  );
  return others.some(isStrong) ? null : range.end;
}

/**
 * The label fills a row whose neighbours hold their values inside: its own value is the empty element beside it, and not
 * what comes below the row.
 */
function hasEmptySlot(page: PageModel, labels: readonly Occurrence[], label: Occurrence): boolean {
  const row = label.element;
  if (!label.fills || !/^(?:div|li|p|section)$/.test(row.tagName) || childElements(row).length < 2)
    return false;
  return labels.some(({ element, fills, end }) => {
    const other = parent(element);
    if (!fills || !other || other === row || parent(other) !== parent(row)) return false;
    const sameMake = other.tagName === row.tagName && attribute(other, 'class') === attribute(row, 'class');
    return sameMake && page.rangeOf(other).end > end;
  });
}

/** The last `<dd>` before the next `<dt>`. */
function endOfTerm(page: PageModel, term: Element): number {
  const list = parent(term);
  const siblings = list ? childElements(list) : [];
  const after = siblings.slice(siblings.indexOf(term) + 1);
  const next = after.findIndex(({ tagName }) => tagName === 'dt');
  const own = next < 0 ? after : after.slice(0, next);
  return own.length > 0 ? page.rangeOf(own[own.length - 1]!).end : page.rangeOf(term).end;
}

/** Column names of a table that is the label's value: a table of materials, of steps. */
function isInOwnTable(
  page: PageModel,
  labels: readonly Occurrence[],
  label: Occurrence,
  next: Occurrence,
): boolean {
  const table = outermostTable(next.element);
  if (!table || isWithin(label.element, table) || isOneLabel(page, table, labels)) return false;
  const { start, end } = page.rangeOf(table);
  return labels
    .filter((one) => one.start >= start && one.start < end && isStrong(one))
    .every(({ elements }) => elements.every((element) => label.elements.includes(element)));
}

function outermostTable(element: Element): Element | null {
  let table: Element | null = null;
  for (let up = parent(element); up; up = parent(up)) if (up.tagName === 'table') table = up;
  return table;
}

/** A value does not leave the cell, list item or term in which its label stands with other text. */
function boundOf(page: PageModel, label: Occurrence): number {
  for (let up: Element | null = label.element; up; up = parent(up)) {
    if (up.tagName === 'dl') return page.rangeOf(up).end;
    if (/^(?:td|th|dd|dt)$/.test(up.tagName) && page.rangeOf(up).end > label.end) return page.rangeOf(up).end;
  }
  return page.atoms.length;
}

const parent = (element: Element): Element | null =>
  element.parentNode && 'tagName' in element.parentNode ? element.parentNode : null;

/** A lower heading that is no known label belongs to the value. */
function isSubheading(label: Occurrence, next: Occurrence): boolean {
  if (next.elements.length > 0 || next.weak) return false;
  const mine = /^h([1-6])$/.exec(label.element.tagName)?.[1];
  const theirs = /^h([1-6])$/.exec(next.element.tagName)?.[1];
  return mine !== undefined && theirs !== undefined && theirs > mine;
}

/**
 * The deepest element that holds nearly all the labels of the eight elements: the guide, without what stands around it.
 */
function guideContainer(page: PageModel, labels: readonly Occurrence[]): Range {
  let own = labels.filter(({ elements }) => elements.length > 0);
  const all = countElements(own);
  let at: Element = page.root;
  if (all < 2) return page.rangeOf(at);
  for (;;) {
    const byChild = new Map<Element, Occurrence[]>();
    for (const label of own) {
      const child = childTowards(label.element, at);
      if (!child) continue;
      const inside = byChild.get(child);
      if (inside) inside.push(label);
      else byChild.set(child, [label]);
    }
    const next = [...byChild].find(
      ([, inside]) => countElements(inside) >= Math.max(2, Math.ceil(all * 0.75)),
    );
    if (!next) return page.rangeOf(at);
    [at, own] = next;
  }
}

const countElements = (labels: readonly Occurrence[]): number =>
  new Set(labels.flatMap(({ elements }) => elements)).size;

/** The child of `container` that holds the element; null for the container itself. */
function childTowards(element: Element, container: Element): Element | null {
  for (let at: Element | null = element; at; at = parent(at)) if (parent(at) === container) return at;
  return null;
}

function visible({ start, end }: Range, furniture: readonly boolean[]): Range[] {
  const ranges: Range[] = [];
  let from = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && !furniture[at]) continue;
    if (at > from) ranges.push({ start: from, end: at });
    from = at + 1;
  }
  return ranges;
}
