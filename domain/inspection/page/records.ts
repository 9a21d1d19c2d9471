/** Splits pages that describe several items. */
import type { ElementName } from '../text/elements.js';
import { squeeze } from '../text/text.js';
import type { Candidate } from './candidates.js';
import { isItemName, withoutGuideSuffix, type HeadingName } from './item-name.js';
import type { PageModel } from './page-model.js';

export interface GuideRecord {
  readonly candidates: readonly Candidate[];
  /** The heading over this record, when the page has several. */
  readonly heading: HeadingName | null;
}

/** No page describes more items in full. */
const MOST_RECORDS = 200;

export function splitRecords(page: PageModel, candidates: readonly Candidate[]): GuideRecord[] {
  const rows = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.record === null) continue;
    rows.set(candidate.record, [...(rows.get(candidate.record) ?? []), candidate]);
  }
  if (rows.size > 1)
    return [...rows.values()].slice(0, MOST_RECORDS).map((row) => ({ candidates: row, heading: null }));
  const starts = sectionStarts(page, candidates).slice(0, MOST_RECORDS);
  if (starts.length < 2) return [{ candidates, heading: null }];
  return starts.map((start, index) => {
    const from = index === 0 ? -1 : start.at;
    const to = starts[index + 1]?.at ?? Infinity;
    const own = candidates.filter(({ label }) => label.start >= from && label.start < to);
    return { candidates: own, heading: start.heading };
  });
}

interface Start {
  readonly at: number;
  readonly heading: HeadingName | null;
}

function sectionStarts(page: PageModel, candidates: readonly Candidate[]): Start[] {
  const flowing = candidates.filter(({ how, label }) => how !== 'tab' && !label.weak && !label.doubtful);
  const named = distinctNames(page, flowing);
  if (named.length >= 2) return named.map((at) => ({ at, heading: null }));
  const places = new Map<ElementName, number[]>();
  for (const { label } of flowing) {
    for (const element of label.elements) places.set(element, [...(places.get(element) ?? []), label.start]);
  }
  const repeated = [...places.values()].filter((at) => at.length >= 2);
  if (repeated.length < 3) return [];
  // The element that begins every section is the first one that repeats.
  const cycle = repeated.sort((a, b) => a[0]! - b[0]!)[0]!;
  const headings = cycle.map((at, index) => headingBefore(page, at, index === 0 ? -1 : cycle[index - 1]!));
  if (headings.filter(Boolean).length < 2) return [];
  return cycle.map((at, index) => ({ at: startOf(page, headings[index]!, at), heading: headings[index]! }));
}

const startOf = (page: PageModel, heading: HeadingName | null, at: number): number =>
  heading ? page.rangeOf(heading.element).start : at;

/** Labels of names with different values. */
function distinctNames(page: PageModel, candidates: readonly Candidate[]): number[] {
  const seen = new Set<string>();
  const starts: number[] = [];
  for (const { label, ranges } of candidates) {
    if (!label.elements.includes('事项名称')) continue;
    const name = squeeze(ranges.map((range) => page.text(range)).join(''));
    if (name === '' || seen.has(name)) continue;
    seen.add(name);
    starts.push(label.start);
  }
  return starts;
}

function headingBefore(page: PageModel, at: number, after: number): HeadingName | null {
  let best: HeadingName | null = null;
  for (const element of page.elements) {
    const { start, end } = page.rangeOf(element);
    if (start <= after || end > at || start >= end) continue;
    if (!/^(?:h[1-6]|caption|b|strong)$/.test(element.tagName)) continue;
    const text = page.textOf(element);
    if (isItemName(text)) best = { name: withoutGuideSuffix(text), element };
  }
  return best;
}
