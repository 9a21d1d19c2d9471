import type { FindingKind } from '../measures/findings.js';
import type { ListName } from '../catalogue/catalogues.repository.js';
import type { ElementName } from '../../inspection/text/elements.js';
import type { Measures } from '../measures/measures.js';

/** What every document of a campaign says of it. Days are `YYYY-MM-DD`. */
export interface CampaignFacts {
  /** What is inspected: `在线办事事项`. */
  readonly subject: string;
  /** The plan it follows, with 《》. */
  readonly plan: string;
  /** Who inspects: 州政务服务中心. */
  readonly inspector: string;
  readonly inspectedFrom: string;
  readonly inspectedTo: string;
  /** By when everything must be put right. */
  readonly rectifyBy: string;
  /** The list that units were measured by which did not report; null: there was none. */
  readonly fallback: ListName | null;
  /** Whether the site could not be read, so that items may count as there that nobody has seen. */
  readonly siteDown: boolean;
}

/** How a document leaves the office. */
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

/** One unit's result. Counties and the prefecture's departments are always two tables. */
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
