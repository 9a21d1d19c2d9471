/** Matches the guides of a site with the items of a catalogue. */
import { normaliseName, sameActs } from '../text/item-names.js';
import { isTestData } from '../text/values.js';
import { canonical, placeOf } from '../addresses/address.js';
import type { CatalogueIndex } from './catalogue-index.js';
import type { GuideRecord, PageRecord } from './page-record.js';

export interface GuideOnSite {
  readonly page: PageRecord;
  readonly guide: GuideRecord;
  /** Which of the page's items. */
  readonly place: number;
  /** The item's name on the page, else the text of the link that led there, else the page's title. */
  readonly name: string;
}

export type Match =
  | { readonly kind: 'found'; readonly guide: GuideOnSite; readonly how: 'address' | 'name' | 'similar name' }
  /** A link with the item's name leads to a page that is not a guide, or could not be read. */
  | { readonly kind: 'listed'; readonly page: PageRecord }
  /** A guide with a similar name: a person decides. */
  | { readonly kind: 'similar'; readonly guide: GuideOnSite; readonly score: number }
  | { readonly kind: 'absent' };

export interface Matching {
  /** By the item's index in the catalogue. */
  readonly matches: readonly Match[];
  /** Guides without an item. */
  readonly extra: readonly GuideOnSite[];
}

/** Similarity from which on a name is another spelling of the item. */
const SAME = 0.88;
/** Similarity from which on it may be. */
const MAYBE = 0.7;

export function matchItems(records: readonly PageRecord[], index: CatalogueIndex): Matching {
  const guides = records.flatMap(guidesOn);
  const matches = new Array<Match>(index.items.length).fill({ kind: 'absent' });
  const taken = new Set<GuideOnSite>();
  const take = (item: number, guide: GuideOnSite, how: 'address' | 'name' | 'similar name'): void => {
    matches[item] = { kind: 'found', guide, how };
    taken.add(guide);
  };

  const byAddress = groupBy(guides, ({ page }) => [placeOf(page.requested), placeOf(page.address)]);
  for (const [item, { guideAddress, name }] of index.items.entries()) {
    const address = guideAddress === undefined ? null : canonical(guideAddress);
    const there = address === null ? [] : (byAddress.get(placeOf(address)) ?? []);
    const best =
      there.find((guide) => normaliseName(guide.name) === normaliseName(name)) ??
      (there.length === 1 ? there[0] : undefined);
    if (best) take(item, best, 'address');
  }

  const byName = groupBy(guides, ({ name, page }) => [normaliseName(name), normaliseName(page.text)]);
  for (const [item, { name }] of index.items.entries()) {
    if (matches[item]!.kind !== 'absent') continue;
    const named = byName.get(normaliseName(name)) ?? [];
    const exact = named.filter((guide) => normaliseName(guide.name) === normaliseName(name));
    // A guide in several forms (print, mobile): the fullest one counts.
    if (index.exact(name).length === 1) exact.sort((a, b) => shownOn(b) - shownOn(a));
    // Departments with an item of the same name share the only guide.
    const guide = exact.find((one) => !taken.has(one)) ?? named.find((one) => !taken.has(one)) ?? exact[0];
    if (guide) take(item, guide, 'name');
  }

  takeSimilar(guides, index, matches, taken, take);
  const listed = listedPages(records);
  for (const [item, { name }] of index.items.entries()) {
    if (matches[item]!.kind === 'found') continue;
    const page = listed.get(normaliseName(name));
    if (page) matches[item] = { kind: 'listed', page };
  }
  const isAgain = duplicatesOf(taken, index);
  return { matches, extra: guides.filter((guide) => !taken.has(guide) && !isAgain(guide)) };
}

const shownOn = ({ guide, place }: GuideOnSite): number =>
  Object.values(guide.items[place]!.elements).filter(({ verdict }) => verdict === 'present').length;

/** The same guide at another address: for print, for mobile, in another column. */
function duplicatesOf(
  taken: ReadonlySet<GuideOnSite>,
  index: CatalogueIndex,
): (guide: GuideOnSite) => boolean {
  const names = new Set([...taken].map(({ name }) => normaliseName(name)));
  return ({ name, page }) => {
    if (name === '') return OTHER_FORM.test(page.text);
    if (isTestData(name)) return false;
    if (names.has(normaliseName(name)) || index.exact(name).length > 0) return true;
    return index.alike(name, SAME).some(({ index: item }) => sameActs(name, index.items[item]!.name));
  };
}

/** Texts of links to another form of a page. */
const OTHER_FORM = /^[\s【\[]*(?:打印|手机|电脑|移动|触屏|WAP|PC|繁|简|English|无障碍|适老|print)/i;
/** Texts of links to any page, never the name of an item. */
const NO_NAME = /^[\s【\[]*(?:查看|阅读|更多|详细|点击|进入|返回|上一|下一|more)/i;

function guidesOn(page: PageRecord): GuideOnSite[] {
  const { guide } = page;
  if (!guide) return [];
  return guide.items.map(({ name }, place) => {
    const isName = !OTHER_FORM.test(page.text) && !NO_NAME.test(page.text);
    const fallback = guide.items.length === 1 && isName ? page.text : '';
    return { page, guide, place, name: name || fallback };
  });
}

/** One to one, the most similar pairs first. */
function takeSimilar(
  guides: readonly GuideOnSite[],
  index: CatalogueIndex,
  matches: Match[],
  taken: ReadonlySet<GuideOnSite>,
  take: (item: number, guide: GuideOnSite, how: 'similar name') => void,
): void {
  const pairs = guides
    .filter((guide) => !taken.has(guide) && guide.name !== '' && !isTestData(guide.name))
    .flatMap((guide) =>
      index.alike(guide.name, MAYBE).map(({ index: item, score }) => ({ guide, item, score })),
    )
    .sort((a, b) => b.score - a.score);
  for (const { guide, item, score } of pairs) {
    if (matches[item]!.kind !== 'absent' || taken.has(guide)) continue;
    if (score >= SAME && sameActs(guide.name, index.items[item]!.name)) take(item, guide, 'similar name');
    else matches[item] = { kind: 'similar', guide, score };
  }
}

/** Pages that an item's name links to, by that name; a page that was read counts more than one that was not. */
function listedPages(records: readonly PageRecord[]): Map<string, PageRecord> {
  const byAddress = new Map<string, PageRecord>();
  for (const record of records) {
    const [requested, address] = [placeOf(record.requested), placeOf(record.address)];
    if (record.failure === null || !byAddress.has(requested)) byAddress.set(requested, record);
    if (!byAddress.has(address)) byAddress.set(address, record);
  }
  const listed = new Map<string, PageRecord>();
  for (const { named } of records) {
    for (const { address, text } of named) {
      const target = byAddress.get(placeOf(canonical(address) ?? ''));
      if (!target) continue;
      const key = normaliseName(text);
      const known = listed.get(key);
      if (!known || (known.failure !== null && target.failure === null)) listed.set(key, target);
    }
  }
  return listed;
}

function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      if (key === '') continue;
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
