/** Findings of an inspection, as a campaign confirms, contests and rectifies them (step A2.1). */
import type { ElementName } from '../text/elements.js';
import type { LinkTry } from '../checks/link-tries.js';

export type FindingType =
  | 'ITEM_MISSING'
  | 'ITEM_EXTRA'
  | 'ELEMENT_MISSING'
  | 'ELEMENT_AMBIGUOUS'
  | 'ELEMENT_INACCURATE'
  | 'FORM_MISSING'
  | 'FORM_BROKEN'
  | 'APPLY_DOWN'
  | 'QUERY_DOWN'
  /** Replaces an ITEM_MISSING for each item that could not be checked. */
  | 'SITE_DOWN';

/**
 * `certain`: seen as it is; `suspected`: a link that failed and is retried on another day; `ambiguous`: a person must
 * review it before it is held against a unit.
 */
export type Certainty = 'certain' | 'suspected' | 'ambiguous';

export interface Finding {
  readonly type: FindingType;
  readonly certainty: Certainty;
  /** Name of the item: the catalogue's, or the site's for ITEM_EXTRA; empty for SITE_DOWN. */
  readonly item: string;
  readonly department: string;
  readonly code: string;
  /** For ELEMENT_ findings. */
  readonly element: ElementName | null;
  /** Page where it was seen; the site's address for a missing item. */
  readonly address: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** What was seen, in one sentence. */
  readonly seen: string;
  /** Text of the page that shows it. */
  readonly excerpt: string;
  /** SHA-256 of a screenshot, when there is one. */
  readonly screenshot: string | null;
  /** SHA-256 of the stored page, when it was kept. */
  readonly source?: string;
  /** For FORM_BROKEN, APPLY_DOWN and QUERY_DOWN: the link, and its tries so far for linkVerdict and nextTryAt. */
  readonly link: { readonly address: string; readonly tries: readonly LinkTry[] } | null;
}
