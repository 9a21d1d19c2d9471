/** Record of a visited page: enough to resume without visiting it again, and for the findings. */
import type { AttachmentCheck, SystemCheck, TriedLinks } from '../checks/guide-links.js';
import type { ElementReadings, Lack } from '../text/elements.js';
import { GUIDE_LABELS, type PageInspection } from '../visit/inspect-page.js';

export interface PageRecord {
  /** As queued. */
  readonly requested: string;
  /** After redirects. */
  readonly address: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Text of the link that led there. */
  readonly text: string;
  readonly depth: number;
  readonly title: string;
  /** Why the page was not read; null for a page that was read. */
  readonly failure: { readonly reason: string; readonly detail: string } | null;
  /** Null for a page that describes no item. */
  readonly guide: GuideRecord | null;
  /** Elements on a page that is not a guide, for pages that an item's name links to. */
  readonly elements: ElementReadings | null;
  /** Links that this page was the first to show. */
  readonly links: readonly { readonly address: string; readonly text: string }[];
  /** Links whose text is an item's name, wherever they were seen first. */
  readonly named: readonly { readonly address: string; readonly text: string }[];
  /** Files, systems and pictures tried for this page first. */
  readonly tried: TriedLinks;
  readonly tlsFault: string | null;
  /** A list with further pages that could not be turned to. */
  readonly unturned?: boolean;
  /** Why the page may show more than was read of it. */
  readonly lacks?: Lack;
  /** Digest of its words without figures: pages with the same words are one page. */
  readonly words?: string;
  /** SHA-256 of the screenshot, when the page needed a browser. */
  readonly screenshot: string | null;
  /** SHA-256 of the stored page, when it was kept: a guide, or a page that an item's name links to. */
  readonly source?: string;
}

export interface GuideRecord {
  readonly items: readonly { readonly name: string; readonly elements: ElementReadings }[];
  readonly attachments: readonly AttachmentCheck[];
  readonly apply: SystemCheck;
  readonly query: SystemCheck;
}

/**
 * @param isNamed the catalogue or a link says that this page is an item's: then a page that could not be read as a whole
 * counts as its guide, for a person
 */
export function guideOf(inspection: PageInspection, isNamed: boolean): GuideRecord | null {
  const { failure, labelled, lacks, items, elements, attachments, apply, query } = inspection;
  if (failure !== null || (labelled < GUIDE_LABELS && !(lacks !== null && isNamed))) return null;
  // Pictures and the browser changed what the elements of a page with one item are worth.
  const read = items.length === 1 ? [{ name: items[0]!.name, elements }] : items;
  const kept = read.map((item) => ({ name: item.name, elements: withoutGoodTexts(item.elements) }));
  return { items: kept, attachments, apply, query };
}

/** Drops the texts of good elements: findings quote only faults, and there are 20,000 items. */
function withoutGoodTexts(elements: ElementReadings): ElementReadings {
  return Object.fromEntries(
    Object.entries(elements).map(([name, { verdict, excerpt, where, reason }]) => [
      name,
      verdict === 'present' ? { verdict, excerpt: '', where: '' } : { verdict, excerpt, where, reason },
    ]),
  ) as ElementReadings;
}
