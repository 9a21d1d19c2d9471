import type { FindingKind } from '../measures/findings.js';
import type { ListName } from '../catalogue/catalogues.repository.js';
import type { ElementName } from '../../inspection/text/elements.js';
import type { Measures } from '../measures/measures.js';

/** Facts in every document of a campaign. Days are `YYYY-MM-DD`. */
export interface CampaignFacts {
  /** Subject of the inspection: `在线办事事项`. */
  readonly subject: string;
  /** The plan it follows, with 《》. */
  readonly plan: string;
  /** The inspecting unit: 州政务服务中心. */
  readonly inspector: string;
  readonly inspectedFrom: string;
  readonly inspectedTo: string;
  /** Last day of the rectification. */
  readonly rectifyBy: string;
  /** The fallback list for units that did not report; null without one. */
  readonly fallback: ListName | null;
  /** Whether the site could not be read, so that unchecked items may count as present. */
  readonly siteDown: boolean;
}

/** Letterhead, addressee and signature of a document. */
export interface Issue {
  readonly letterhead: string | null;
  readonly number: string | null;
  readonly recipients: string;
  readonly signer: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly copies: readonly string[];
  readonly issuedBy: string | null;
}

/** Result of one unit. Counties and the prefecture's departments are in separate tables. */
export interface UnitResult {
  readonly name: string;
  readonly group: 'county' | 'department';
  /** Whether it reported its list in time, or was measured by the fallback list. */
  readonly reported: boolean;
  readonly found: Measures;
  readonly left: Measures;
}

/** One finding as lists of documents show it. */
export interface FindingLine {
  readonly unit: string;
  /** Name of the item; of a surplus one, as the site has it. */
  readonly item: string;
  readonly kind: FindingKind;
  readonly element: ElementName | null;
  /** Page where it was seen; null for an item without a page. */
  readonly url: string | null;
}
