/** Makes findings from the matched items. */
import {
  ELEMENTS,
  INACCURATE,
  type ElementName,
  type ElementReading,
  type ElementReadings,
} from '../text/elements.js';
import type { AttachmentCheck, SystemCheck } from '../checks/guide-links.js';
import { linkVerdict, type LinkTry } from '../checks/link-tries.js';
import type { Certainty, Finding, FindingType } from './findings.js';
import { excerptOf } from '../text/text.js';
import { isTestData } from '../text/values.js';
import type { CatalogueIndex, CatalogueItem } from './catalogue-index.js';
import type { GuideOnSite, Match, Matching } from './match-items.js';
import type { PageRecord } from './page-record.js';

export interface FindingContext {
  readonly site: string;
  readonly at: string;
  /** Why some pages were not seen, so that items that were not found may exist; null when all were seen. */
  readonly incomplete: string | null;
  /** Why some pages to visit were not seen; null when all were. */
  readonly unseen: string | null;
  /** The site did not answer: items were not checked, and one finding replaces theirs. */
  readonly unanswered: boolean;
  /** Tries of earlier days, by address, stored by the caller. */
  readonly earlierTries: (address: string) => readonly LinkTry[];
}

type Base = Omit<Finding, 'type' | 'certainty' | 'seen'>;

export function makeFindings(
  { matches, extra }: Matching,
  index: CatalogueIndex,
  context: FindingContext,
): Finding[] {
  const findings: Finding[] = [];
  if (context.unanswered) findings.push(siteDown(matches, context));
  for (const [place, match] of matches.entries()) {
    if (context.unanswered && isUnseen(match)) continue;
    findings.push(...ofItem(index.items[place]!, match, context));
  }
  for (const guide of extra) findings.push(extraItem(guide));
  return findings;
}

/** Neither found nor known to be missing. */
const isUnseen = (match: Match): boolean =>
  match.kind === 'absent' || (match.kind === 'listed' && match.page.failure !== null);

function siteDown(matches: readonly Match[], { site, at, incomplete }: FindingContext): Finding {
  const unseen = matches.filter(isUnseen).length;
  const base = { ...baseOf({ name: '', department: '' }), address: site, at };
  const seen = `${incomplete}; ${unseen} of ${matches.length} items could not be looked for`;
  return { ...base, type: 'SITE_DOWN', certainty: 'ambiguous', seen };
}

function ofItem(item: CatalogueItem, match: Match, context: FindingContext): Finding[] {
  const base = baseOf(item);
  switch (match.kind) {
    case 'found': {
      const { page, guide, place } = match.guide;
      const at = { ...base, ...onPage(page) };
      return [
        ...ofElements(at, guide.items[place]!.elements),
        ...guide.attachments.flatMap((check) => ofAttachment(at, check, context)),
        ...ofSystem(at, 'APPLY_DOWN', guide.apply, context),
        ...ofSystem(at, 'QUERY_DOWN', guide.query, context),
      ];
    }
    case 'listed': {
      const { page } = match;
      const at = { ...base, ...onPage(page) };
      if (page.failure) {
        const seen =
          `listed, but its page cannot be read: ${page.failure.reason} ${page.failure.detail}`.trim();
        const isOurs = page.failure.reason === 'robots.txt' || page.failure.reason === 'needs a browser';
        const certainty: Certainty = isOurs ? 'ambiguous' : 'suspected';
        return [{ ...at, type: 'ITEM_MISSING', certainty, seen }];
      }
      if (page.elements) return ofElements(at, page.elements);
      return [
        { ...at, type: 'ITEM_MISSING', certainty: 'ambiguous', seen: 'listed, but its page is no guide' },
      ];
    }
    case 'similar': {
      const { page, name } = match.guide;
      const seen = `no item of this name; similar: ${name}`;
      return [
        { ...base, ...onPage(page), type: 'ITEM_MISSING', certainty: 'ambiguous', seen, excerpt: name },
      ];
    }
    case 'absent': {
      const { incomplete, unseen, site, at } = context;
      const why = incomplete ?? unseen;
      const seen = why ? `not found; ${why}` : 'no guide and no link with this name on the site';
      const certainty: Certainty = why ? 'ambiguous' : 'certain';
      return [{ ...base, type: 'ITEM_MISSING', certainty, seen, address: item.guideAddress ?? site, at }];
    }
  }
}

function baseOf({ name, department, code = '' }: CatalogueItem): Base {
  return {
    item: name,
    department,
    code,
    element: null,
    address: '',
    at: '',
    excerpt: '',
    screenshot: null,
    link: null,
  };
}

const onPage = ({
  address,
  at,
  screenshot,
  source,
}: PageRecord): Pick<Base, 'address' | 'at' | 'screenshot' | 'source'> => ({
  ...{ address, at, screenshot },
  ...(source !== undefined && { source }),
});

function ofElements(base: Base, elements: ElementReadings): Finding[] {
  return ELEMENTS.flatMap((element) => {
    const reading = elements[element];
    if (reading.verdict === 'present') return [];
    const [type, certainty] = classify(reading);
    return [
      { ...base, type, certainty, element, seen: sentence(element, reading), excerpt: reading.excerpt },
    ];
  });
}

function classify({ verdict, reason }: ElementReading): [FindingType, Certainty] {
  if (verdict !== 'ambiguous') return ['ELEMENT_MISSING', 'certain'];
  if (reason && INACCURATE.has(reason)) return ['ELEMENT_INACCURATE', 'ambiguous'];
  return ['ELEMENT_AMBIGUOUS', 'ambiguous'];
}

function sentence(element: ElementName, { verdict, reason, where }: ElementReading): string {
  if (verdict === 'missing') return `no label for ${element}`;
  return `${element}: ${reason ?? verdict} (${where})`;
}

function ofAttachment(base: Base, check: AttachmentCheck, context: FindingContext): Finding[] {
  if (check.verdict === 'ok') return [];
  const { name, address, reason, at } = check;
  if (check.verdict === 'missing') {
    return [{ ...base, type: 'FORM_MISSING', certainty: 'certain', at, seen: reason, excerpt: name }];
  }
  return [
    {
      ...base,
      type: 'FORM_BROKEN',
      ...ofLink(check, context),
      at,
      seen: `${name}: ${reason}`,
      excerpt: excerptOf(`${name} ${address}`),
    },
  ];
}

function ofSystem(
  base: Base,
  type: 'APPLY_DOWN' | 'QUERY_DOWN',
  check: SystemCheck,
  context: FindingContext,
): Finding[] {
  if (check.verdict === 'ok' || check.verdict === 'absent') return [];
  const { name, address, reason, at } = check;
  return [
    {
      ...base,
      type,
      ...ofLink(check, context),
      at,
      seen: `${name}: ${reason}`,
      excerpt: excerptOf(`${name} ${address}`),
    },
  ];
}

/** One run makes a link suspected; tries on two days make it certain. */
function ofLink(
  { verdict, address, at, ok }: AttachmentCheck | SystemCheck,
  { earlierTries }: FindingContext,
): Pick<Finding, 'certainty' | 'link'> {
  if (verdict === 'ambiguous') return { certainty: 'ambiguous', link: { address, tries: [{ at, ok }] } };
  if (verdict === 'broken') return { certainty: 'certain', link: { address, tries: [{ at, ok }] } };
  // A failed link is tried twice within a run (see check-link.ts).
  const tries = [...earlierTries(address), { at, ok }, { at, ok }];
  return { certainty: linkVerdict(tries) === 'broken' ? 'certain' : 'suspected', link: { address, tries } };
}

function extraItem({ page, name }: GuideOnSite): Finding {
  const base: Base = {
    ...baseOf({ name, department: '' }),
    ...onPage(page),
    excerpt: excerptOf(name || page.title),
  };
  if (name === '')
    return {
      ...base,
      type: 'ITEM_EXTRA',
      certainty: 'ambiguous',
      seen: 'a guide without a name of its item',
    };
  const seen = isTestData(name) ? 'test data' : 'an item that the catalogue does not hold';
  return { ...base, type: 'ITEM_EXTRA', certainty: 'certain', seen };
}
