import { ELEMENTS, type ElementName } from '../../inspection/text/elements.js';
import type { FindingKind, MeasuredFinding, MeasuredItem } from './findings.js';

/** Part and whole of a rate. `whole` 0: nothing to measure. */
export interface Ratio {
  readonly part: number;
  readonly whole: number;
}

/** How many items have which fault of one element. */
export interface ElementCounts {
  readonly element: ElementName;
  readonly missing: number;
  readonly ambiguous: number;
  readonly inaccurate: number;
}

/** Measures: by item for rectification, by class for the census. */
export interface Measures {
  /** 应查事项: items of the catalogue. */
  readonly items: number;
  /** 已有: items on the site. Items that could not be checked are neither present nor missing. */
  readonly present: number;
  /** 缺项. */
  readonly missing: number;
  /** Items on the site that the catalogue lacks. */
  readonly extra: number;
  /** 缺项率: missing of all items that were checked. */
  readonly missingItems: Ratio;
  /** 要素完整率: filled elements, of 8 for every item on the site. */
  readonly filledElements: Ratio;
  /** 附件有效率: attachments that download, of all that were tried or are required. */
  readonly validAttachments: Ratio;
  /** 系统可用率: reachable online application and query systems, of those tried. */
  readonly availableSystems: Ratio;
  /** 整改率: findings that are rectified. */
  readonly rectified: Ratio;
  /** 一次整改通过率: findings that passed their first recheck, of those declared rectified. */
  readonly passedAtOnce: Ratio;
  /** In the census's order. */
  readonly elements: readonly ElementCounts[];
  /** Points that the census deducts: 0, 2 … 16. */
  readonly censusDeduction: number;
}

/** Points for a class that is missing at least once: gov.cn, 2015 census, 服务实用. */
const CENSUS_POINTS_PER_CLASS = 2;

/**
 * Measures one unit or all of them.
 *
 * A missing item counts only for 缺项率, not as eight missing elements. Ambiguous and inaccurate elements count as
 * filled. Withdrawn findings do not count.
 *
 * @param when `found`: as the inspection found it; `left`: as it is now, without rectified findings
 */
export function measure(
  items: readonly MeasuredItem[],
  findings: readonly MeasuredFinding[],
  when: 'found' | 'left',
): Measures {
  const valid = findings.filter(({ state }) => state !== 'withdrawn');
  const standing = when === 'found' ? valid : valid.filter(({ state }) => state === 'open');
  const known = new Set(items.map(({ id }) => id));
  const missing = itemsWith(standing, 'ITEM_MISSING');
  const seen = items.filter((item) => item.seen);
  const present = seen.filter(({ id }) => !missing.has(id));
  const onSite = new Set(present.map(({ id }) => id));

  const elements = ELEMENTS.map((element) => {
    const lacking = (kind: FindingKind): number =>
      [...itemsWith(standing, kind, element)].filter((id) => onSite.has(id)).length;
    return {
      element,
      missing: lacking('ELEMENT_MISSING'),
      ambiguous: lacking('ELEMENT_AMBIGUOUS'),
      inaccurate: lacking('ELEMENT_INACCURATE'),
    };
  });
  const unfilled = elements.reduce((sum, counts) => sum + counts.missing, 0);
  const count = (...kinds: FindingKind[]): number =>
    standing.filter(({ kind, item }) => kinds.includes(kind) && (item === null || onSite.has(item))).length;
  const tried = present.reduce((sum, { attachments }) => sum + attachments, 0);
  const systems = present.reduce((sum, item) => sum + item.systems, 0);
  const rectified = valid.filter(({ state }) => state === 'rectified');
  // A form that was required and is there now: it was not there to be tried.
  const added =
    when === 'left'
      ? rectified.filter(({ kind, item }) => kind === 'FORM_MISSING' && item !== null && onSite.has(item))
          .length
      : 0;
  const declared = valid.filter(({ state, bounces }) => state === 'rectified' || bounces > 0);
  const missingCount = [...missing].filter((id) => known.has(id)).length;
  const elementSlots = ELEMENTS.length * present.length;
  return {
    items: items.length,
    present: present.length,
    missing: missingCount,
    extra: count('ITEM_EXTRA'),
    missingItems: { part: missingCount, whole: seen.length },
    filledElements: { part: elementSlots - unfilled, whole: elementSlots },
    validAttachments: {
      part: Math.max(0, tried + added - count('FORM_BROKEN')),
      whole: tried + added + count('FORM_MISSING'),
    },
    availableSystems: { part: Math.max(0, systems - count('APPLY_DOWN', 'QUERY_DOWN')), whole: systems },
    rectified: { part: rectified.length, whole: valid.length },
    passedAtOnce: { part: rectified.filter(({ bounces }) => bounces === 0).length, whole: declared.length },
    elements,
    censusDeduction: censusDeductionOf(elements),
  };
}

/** Points that the census deducts: a class counts once, however many items lack it. */
export function censusDeductionOf(elements: readonly ElementCounts[]): number {
  return CENSUS_POINTS_PER_CLASS * elements.filter(({ missing }) => missing > 0).length;
}

/** Formats a rate: `92.3%`, `100%`; 无 for nothing to measure. Never rounded to 0% or 100%. */
export function percent({ part, whole }: Ratio): string {
  if (whole === 0) return '无';
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  const tenths = Math.round((part / whole) * 1000);
  return `${(Math.min(Math.max(tenths, 1), 999) / 10).toFixed(1)}%`;
}

function itemsWith(
  findings: readonly MeasuredFinding[],
  kind: FindingKind,
  element: ElementName | null = null,
): Set<string> {
  return new Set(
    findings
      .filter((finding) => finding.kind === kind && finding.element === element)
      .flatMap(({ item }) => (item === null ? [] : [item])),
  );
}
