/** Recognises pages with the words of guides that are not guides. */
import { ELEMENTS, type ElementName, type ElementReadings } from '../text/elements.js';
import { countChinese, excerptOf, squeeze } from '../text/text.js';
import { pathOf, type Element } from './dom.js';
import type { GuideRecord } from './records.js';
import type { PageModel } from './page-model.js';
import type { Said } from './sentences.js';

/** `list`: one item a row; `directory`: of public information; `notice`: of a change; `specimen`: of a form. */
export type OtherPage = 'list' | 'directory' | 'notice' | 'specimen';

/** A row with fewer of the eight elements is an entry of a list; a guide is elsewhere. */
const ROW_OF_GUIDE = 4;
const LIST_ROWS = 3;

/** @returns null for a guide, and for a page that does not look like one */
export function otherPageOf(
  page: PageModel,
  records: readonly GuideRecord[],
  readings: readonly ElementReadings[],
): OtherPage | null {
  if (isList(records)) return 'list';
  const lines = shortLines(page);
  if (new Set(lines.filter((line) => PUBLISHED.test(line))).size >= PUBLISHED_COLUMNS) return 'directory';
  const text = page.text(page.rangeOf(page.root)).slice(0, 20_000);
  if ((text.match(FILLED_IN) ?? []).length >= FILLED_IN_PARTS) return 'specimen';
  return readings.length === 1 && isNotice(page, readings[0]!) ? 'notice' : null;
}

function isList(records: readonly GuideRecord[]): boolean {
  if (records.length < LIST_ROWS) return false;
  return records.every(({ candidates }) => {
    const found = new Set<ElementName>();
    for (const { label, record } of candidates) {
      if (record === null) return false;
      for (const element of label.elements) found.add(element);
    }
    return found.size < ROW_OF_GUIDE;
  });
}

/** Columns of directories of public information: 公开内容, 公开依据, 公开时限, 公开主体. */
const PUBLISHED = /^公开(?:内容|事项|依据|时限|主体|渠道|方式|对象|层级|载体)/;
const PUBLISHED_COLUMNS = 3;

/** `{事项的法定依据，应写明具体条款}`: instructions to whoever fills the form in. */
const FILLED_IN = /[{｛][^{}｛｝\n]{4,120}[}｝]/g;
const FILLED_IN_PARTS = 3;

const shortLines = (page: PageModel): string[] =>
  page.atoms
    .filter(({ kind, text }) => kind === 'text' && text.length <= 20)
    .map(({ text }) => squeeze(text));

const NOTICE =
  /(?:公告|通知|通报|通告|启事)(?:[（(].{0,12}[)）])?$|^关于.+的(?:公示|函|意见|决定|答复|回复)$/;
/** An announcement with as much in it, by labels, is a guide whatever it is called. */
const NOTICE_ELEMENTS = 5;

/** Whether its heading says so, it names no item, and it has too few elements for a guide. */
function isNotice(page: PageModel, elements: ElementReadings): boolean {
  const there = ELEMENTS.filter((element) => elements[element].verdict === 'present');
  if (there.includes('事项名称') && !elements['事项名称'].where.startsWith('page heading')) return false;
  return there.length < NOTICE_ELEMENTS && headingsOf(page).some((text) => NOTICE.test(text));
}

/** The heading of a page that is called an announcement: it may name the item all the same, 关于办理…的通知. */
export function announcementOn(page: PageModel): Said | null {
  const heading = page.elements.find(
    (element) => isMainHeading(element) && NOTICE.test(squeeze(page.textOf(element))),
  );
  return heading ? { excerpt: excerptOf(page.textOf(heading)), where: pathOf(heading) } : null;
}

const isMainHeading = ({ tagName }: Element): boolean => tagName === 'h1' || tagName === 'h2';

function headingsOf(page: PageModel): string[] {
  const headings = page.elements.filter(isMainHeading).map((element) => page.textOf(element));
  return [...headings, page.title]
    .map((text) => squeeze(text))
    .filter((text) => countChinese(text) >= 4 && text.length <= 80);
}
