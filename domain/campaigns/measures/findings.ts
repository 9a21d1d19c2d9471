import type { ElementName } from '../../inspection/text/elements.js';

/** Kinds of findings by the plan's four checks, with their titles in documents. */
export const FINDING_KINDS = {
  ITEM_MISSING: '缺项',
  ITEM_EXTRA: '多出事项',
  ELEMENT_MISSING: '要素缺失',
  ELEMENT_AMBIGUOUS: '要素不明确',
  ELEMENT_INACCURATE: '要素不准确',
  FORM_MISSING: '缺少表格附件',
  FORM_BROKEN: '表格附件不能下载',
  APPLY_DOWN: '在线申报不能访问',
  QUERY_DOWN: '在线查询不能访问',
  SITE_DOWN: '网站不能访问',
} as const;
export type FindingKind = keyof typeof FINDING_KINDS;

/**
 * - `open`: held against its unit, whether or not it has confirmed it.
 * - `withdrawn`: contested successfully. It does not count.
 * - `rectified`: fixed, and confirmed by a recheck.
 */
export type FindingState = 'open' | 'withdrawn' | 'rectified';

export interface MeasuredFinding {
  readonly unit: string;
  /** Id of the catalogue's item; null for one that the catalogue lacks (ITEM_EXTRA) and for the site (SITE_DOWN). */
  readonly item: string | null;
  readonly kind: FindingKind;
  /** Of the ELEMENT_ kinds; null for the others. */
  readonly element: ElementName | null;
  readonly state: FindingState;
  /** Failed rechecks after declarations of the unit. */
  readonly bounces: number;
}

/** An item of the frozen catalogue, with the links tried on its page. */
export interface MeasuredItem {
  readonly id: string;
  readonly unit: string;
  /** Whether it was checked. Items of a site that is down are neither present nor missing. */
  readonly seen: boolean;
  /** Forms and attachments whose download was tried. */
  readonly attachments: number;
  /** Addresses of online application and query that were tried: 0 to 2. */
  readonly systems: number;
}
