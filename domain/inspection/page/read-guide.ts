/** Reads the eight elements of a page. */
import {
  ELEMENTS,
  MISSING,
  type ElementName,
  type ElementReading,
  type ElementReadings,
  type ReadingReason,
  type Verdict,
} from '../text/elements.js';
import { labelOf } from '../text/labels.js';
import { excerptOf, squeeze, tidy } from '../text/text.js';
import { judge, type Judgement, type RegionValue } from '../text/values.js';
import type { Range } from './atoms.js';
import { findCandidates, type Candidate } from './candidates.js';
import { attribute, ancestors, pathOf, type Element } from './dom.js';
import { findOccurrences, type Occurrence } from './occurrences.js';
import { withoutMenus } from './menus.js';
import { furnitureOf, type PageModel } from './page-model.js';
import { headingName } from './item-name.js';
import { announcementOn, otherPageOf, type OtherPage } from './other-pages.js';
import { hasUnreadHeadings, isMostlyPicture } from './pictures.js';
import { saidInSentences } from './sentences.js';
import { splitRecords, type GuideRecord } from './records.js';
import { similarity } from '../text/item-names.js';

export interface GuideReading {
  /** Items described on the page, in reading order; one for an ordinary guide, none for another kind of page. */
  readonly items: readonly ItemReading[];
  /** The elements of the requested item, of the only item, or of all items together. */
  readonly elements: ElementReadings;
  /** How many of the eight have a label. */
  readonly labelled: number;
  /** Kind of a page with labels that is not a guide, from which nothing is read; null for a guide. */
  readonly otherwise: OtherPage | null;
  /** Names of items on a page that lists them. */
  readonly listed: readonly string[];
}

export interface ItemReading {
  /** As written on the page; empty when it gives none. */
  readonly name: string;
  readonly elements: ElementReadings;
}

/** Order of verdicts: the best one counts for an element with several labels. */
const RANK: Readonly<Record<Verdict, number>> = { present: 3, ambiguous: 2, empty: 1, missing: 0 };
const LIKE_NAME = 0.75;

/**
 * @param options.item read this item only, when the page describes several
 */
export function readGuide(page: PageModel, options: { item?: string } = {}): GuideReading {
  const furniture = furnitureOf(page);
  const labels = withoutMenus(page, findOccurrences(page, furniture));
  const candidates = findCandidates(page, labels, furniture);
  const records = splitRecords(page, candidates);
  const items = records.map((record) => readRecord(page, record, labels, records.length === 1));
  const otherwise = otherPageOf(
    page,
    records,
    items.map(({ elements }) => elements),
  );
  if (otherwise !== null)
    return {
      items: [],
      elements: forEachElement(() => MISSING),
      labelled: 0,
      otherwise,
      listed: otherwise === 'list' ? items.map(({ name }) => name).filter(Boolean) : [],
    };
  if (items.length === 1)
    items[0] = { ...items[0]!, elements: withDoubts(page, items[0]!.elements, candidates, furniture) };
  const labelled = new Set(
    candidates.filter(({ label }) => !label.weak).flatMap(({ label }) => label.elements),
  ).size;
  return { items, elements: choose(items, options.item), labelled, otherwise, listed: [] };
}

/** An element without a label may be in a sentence or under a picture: then it is not certainly missing. */
function withDoubts(
  page: PageModel,
  elements: ElementReadings,
  candidates: readonly Candidate[],
  furniture: readonly boolean[],
): ElementReadings {
  if (ELEMENTS.every((element) => elements[element].verdict !== 'missing')) return elements;
  const said = saidInSentences(page, candidates, furniture);
  const saysNothing = ELEMENTS.every((one) => one === '事项名称' || elements[one].verdict !== 'present');
  const unread = hasUnreadHeadings(page, furniture) || (saysNothing && isMostlyPicture(page, furniture));
  const announced = announcementOn(page);
  return forEachElement((element) => {
    if (elements[element].verdict !== 'missing') return elements[element];
    const found = element === '事项名称' ? announced : said.get(element);
    if (found) return { verdict: 'ambiguous', ...found, reason: 'said in a sentence' };
    if (!unread) return elements[element];
    return { verdict: 'ambiguous', excerpt: '', where: '', reason: 'picture without a text alternative' };
  });
}

function choose(items: readonly ItemReading[], wanted: string | undefined): ElementReadings {
  if (items.length === 1) return items[0]!.elements;
  if (wanted !== undefined) {
    const best = items
      .map((item) => ({ item, likeness: similarity(item.name, wanted) }))
      .sort((a, b) => b.likeness - a.likeness)[0];
    if (best && best.likeness >= LIKE_NAME) return best.item.elements;
  }
  return forEachElement((element) => together(items.map(({ elements }) => elements[element])));
}

/** Elements of several items without a requested one: equal, or ambiguous. */
function together(readings: readonly ElementReading[]): ElementReading {
  const [first] = readings;
  if (!first) return MISSING;
  if (readings.every(({ verdict }) => verdict === first.verdict)) return first;
  const worst = [...readings].sort((a, b) => RANK[a.verdict] - RANK[b.verdict])[0]!;
  return { ...worst, verdict: 'ambiguous', reason: 'items on the page differ' };
}

function readRecord(
  page: PageModel,
  { candidates, heading }: GuideRecord,
  labels: readonly Occurrence[],
  onlyOne: boolean,
): ItemReading {
  const elements = forEachElement((element) => readElement(page, element, candidates));
  const name = elements['事项名称'];
  if (name.verdict === 'present') return { name: name.excerpt, elements };
  const count = ELEMENTS.filter((element) => elements[element].verdict !== 'missing').length;
  const title = heading ?? (onlyOne ? headingName(page, count >= 2 ? labels : []) : null);
  // An empty label stays empty, whatever the heading says; but the page is this item's.
  if (!title || name.verdict !== 'missing') return { name: title?.name ?? '', elements };
  const reading: ElementReading = {
    verdict: 'present',
    excerpt: excerptOf(title.name),
    where: `page heading ${pathOf(title.element)}`,
  };
  return { name: title.name, elements: { ...elements, 事项名称: reading } };
}

function readElement(
  page: PageModel,
  element: ElementName,
  candidates: readonly Candidate[],
): ElementReading {
  const mine = candidates.filter(({ label }) => label.elements.includes(element));
  let best: ElementReading = MISSING;
  let bestRank = -1;
  for (const candidate of mine.filter(({ label }) => !label.doubtful)) {
    const { label, how } = candidate;
    const { verdict, ...rest } = inItsPlace(
      page,
      element,
      candidate,
      candidates,
      readCandidate(page, element, candidate),
    );
    if (label.weak && !counts(verdict, rest.reason, candidate, candidates)) continue;
    const rank = RANK[verdict] + (label.weak ? 0 : 0.5);
    if (rank <= bestRank) continue;
    bestRank = rank;
    best = { verdict, where: `${how} ${pathOf(label.element)}`, ...rest };
  }
  const [doubtful] = mine.filter(({ label }) => label.doubtful);
  if (best.verdict !== 'missing' || !doubtful) return best;
  const { label, how } = doubtful;
  const { excerpt } = readCandidate(page, element, doubtful);
  return {
    verdict: 'ambiguous',
    excerpt: excerptOf(`${label.text} ${excerpt}`),
    where: `${how} ${pathOf(label.element)}`,
    reason: 'label says time limit',
  };
}

/** Labels under which some sites write the conditions of application. */
const ALIKE: Partial<Record<ElementName, RegExp>> = {
  申请条件: /对象|范围|人群|资格|条件/,
  办理材料: /材料|证件|资料|表格/,
  办理流程: /流程|程序|步骤|方式/,
};

/** 符合以上条件 refers to something where a label of such a kind with a value stands above: for a person. */
function inItsPlace<Reading extends Judgement>(
  page: PageModel,
  element: ElementName,
  { label }: Candidate,
  candidates: readonly Candidate[],
  reading: Reading,
): Reading {
  const alike = ALIKE[element];
  if (reading.reason !== 'refers to nothing' || !alike) return reading;
  const isAbove = candidates.some(
    (other) =>
      other.label.start < label.start &&
      alike.test(other.label.text) &&
      !isInMenu(other.label) &&
      other.ranges.some((range) => page.text(range) !== ''),
  );
  return isAbove ? { ...reading, verdict: 'ambiguous', reason: 'refers to what stands above' } : reading;
}

/** 时间 beside a date, 地址 without one: a bare word is a label where it has a value, or stands among labels. */
function counts(
  verdict: Verdict,
  reason: ReadingReason | undefined,
  candidate: Candidate,
  all: readonly Candidate[],
): boolean {
  if (verdict === 'present' || reason === 'only mobile numbers') return true;
  return verdict === 'empty' && standsInGuide(candidate, all);
}

/** A label that has lost its meaning: see menus.ts. */
const isInMenu = ({ elements, text }: Occurrence): boolean =>
  elements.length === 0 && (labelOf(text)?.elements.length ?? 0) > 0;

/** A weak label counts as empty only where its neighbours are labels of a guide in the same form. */
function standsInGuide(candidate: Candidate, all: readonly Candidate[]): boolean {
  const strong = all.filter(
    ({ label, how }) => !label.weak && label.elements.length > 0 && how === candidate.how,
  );
  return strong.length >= 2;
}

function readCandidate(
  page: PageModel,
  element: ElementName,
  { ranges, label }: Candidate,
): Judgement & { excerpt: string; pictures?: readonly string[] } {
  const value = valueOf(page, ranges);
  const judgement = judge(element, value);
  const alternatives = value.pictures.map(({ alternative, source }) => alternative || source);
  const shown = value.text.trim() || alternatives.filter(Boolean).join(' ');
  const excerpt = excerptOf(shown);
  // What only repeats the label is no value.
  if (judgement.verdict === 'present' && squeeze(shown) === squeeze(label.text)) {
    return { verdict: 'empty', reason: 'another label as the value', excerpt };
  }
  const onlyPictures = judgement.verdict !== 'empty' && tidy(value.text) === '' && value.pictures.length > 0;
  return {
    ...judgement,
    excerpt,
    ...(onlyPictures && { pictures: value.pictures.map(({ source }) => source) }),
  };
}

function valueOf(page: PageModel, ranges: readonly Range[]): RegionValue {
  const lines: string[] = [];
  const pictures: { alternative: string; source: string }[] = [];
  let linked = 0;
  let texts = 0;
  for (const range of ranges) {
    for (const part of withoutActions(page, withoutTableHeads(page, range))) {
      const text = page.text(part);
      if (text !== '') lines.push(text);
    }
    for (let at = range.start; at < range.end; at += 1) {
      const atom = page.atoms[at]!;
      if (atom.kind === 'image') {
        if (!isDecoration(atom.element)) {
          pictures.push({ alternative: atom.text, source: attribute(atom.element, 'src') ?? '' });
        }
        continue;
      }
      texts += 1;
      if (isLinked(atom.element)) linked += 1;
    }
  }
  return { text: lines.join('\n'), pictures, onlyLinks: texts > 0 && linked === texts };
}

/** Links like 网上办理 and 打印 are beside a guide, not in it. */
function withoutActions(page: PageModel, { start, end }: Range): Range[] {
  const parts: Range[] = [];
  let from = start;
  for (let at = start; at <= end; at += 1) {
    const atom = page.atoms[at];
    if (at < end && atom && !(isLinked(atom.element) && labelOf(atom.text)?.elements.length === 0)) continue;
    if (at > from) parts.push({ start: from, end: at });
    from = at + 1;
  }
  return parts;
}

/** Column names of a table without rows below them say nothing. */
function withoutTableHeads(page: PageModel, range: Range): Range {
  let { start } = range;
  while (start < range.end && isTableHead(page.atoms[start]!.element)) start += 1;
  // A table with rows keeps its head, which readers see.
  return start < range.end ? range : { start, end: range.end };
}

const COLUMN_NAME =
  /^(?:序号|编号|材料名称|名称|份数|材料形式|形式|来源(?:渠道)?|必要性|备注|材料类型|类型|是否必要|样表|空表|下载|说明|要求|环节|步骤|办理环节|办理人员?|办理时限|办理结果|审查标准|操作|原件|复印件|电子版)$/;

function isTableHead(element: Element): boolean {
  const cell = [element, ...ancestors(element)].find(({ tagName }) => tagName === 'td' || tagName === 'th');
  if (!cell) return false;
  if (cell.tagName === 'th') return true;
  const text = squeeze(cell.childNodes.map((node) => ('value' in node ? node.value : '')).join(''));
  return COLUMN_NAME.test(text);
}

const isLinked = (element: Element): boolean =>
  element.tagName === 'a' || [...ancestors(element)].some(({ tagName }) => tagName === 'a');

/** Spacers, bullets and icons of file types. */
function isDecoration(image: Element): boolean {
  const size = (name: string): number => Number.parseInt(attribute(image, name) ?? '', 10);
  if (size('width') <= 24 || size('height') <= 24) return true;
  return /(?:icon|arrow|dot|bullet|spacer|blank|line|ico_|\/ico)[^/]*\.(?:gif|png|jpe?g|svg)$/i.test(
    attribute(image, 'src') ?? '',
  );
}

function forEachElement(read: (element: ElementName) => ElementReading): ElementReadings {
  return Object.fromEntries(ELEMENTS.map((element) => [element, read(element)])) as ElementReadings;
}
