/** Finds the name of an item without a label: the heading of its guide. */
import { namesNoItem } from '../text/item-names.js';
import { labelOf } from '../text/labels.js';
import { countChinese, excerptOf } from '../text/text.js';
import { ancestors, attribute, childElements, parentOf, type Element } from './dom.js';
import type { Occurrence } from './occurrences.js';
import { leadsElsewhere, type PageModel } from './page-model.js';

export interface HeadingName {
  readonly name: string;
  readonly element: Element;
}

const GUIDE_SUFFIX = /(?:的)?(?:办事|办理|服务|申请|申报|审批|业务)?(?:指南|须知|指引|流程说明)$/;
/** Headings of instructions: 办理残疾人证须知, 怎样办理婚育证明. */
const TELLS_HOW = /指南|须知|指引|流程|^(?:怎样|怎么|如何)(?:办理|申请|申领)|^(?:办理|申请|申领)/;
/** Headings of sites and columns, not of items. */
const GENERAL =
  /^(?:办事|服务|办理|便民|政务|行政|审批|网上|在线|公共|事项|详细|基本|信息|内容|指南|大厅|服务|中心|首页|公开|目录|详情|介绍|简介|说明|许可|业务|栏目|列表|导航|表)+$|人民政府|政府(?:门户)?网|政府$|网站|门户|服务网|欢迎|大厅|平台|(?:局|委|委员会|办公室|中心|联合会)$|^(?:测试|test)/i;

/** Without 办事指南 and the like. */
export function withoutGuideSuffix(text: string): string {
  const flat = excerptOf(text).replace(/^[【\[]?(?:办事指南|服务指南)[】\]]?[:：\s\-—]*/, '');
  return flat
    .replace(GUIDE_SUFFIX, '')
    .replace(/^《(.+)》$/, '$1')
    .trim();
}

export function isItemName(text: string): boolean {
  const bare = withoutGuideSuffix(text);
  const isOther = /[|｜]/.test(bare) || GENERAL.test(bare) || namesNoItem(bare) || labelOf(bare) !== null;
  return countChinese(bare) >= 4 && bare.length <= 80 && !isOther && !/[。！!]/.test(bare);
}

/**
 * The heading nearest above the first label of the guide, else a line set as one, else the page's title, else the line
 * above the label. Where the page labels nothing, only a heading that tells how something is done.
 */
export function headingName(page: PageModel, labels: readonly Occurrence[]): HeadingName | null {
  const first = labels.find(({ elements }) => elements.length > 0)?.start ?? null;
  const names = (text: string): boolean => isItemName(text) && (first !== null || TELLS_HOW.test(text));
  let heading: HeadingName | null = null;
  let line: HeadingName | null = null;
  for (const element of page.elements) {
    const { start, end } = page.rangeOf(element);
    if (start >= end || start > (first ?? Infinity)) continue;
    const isLine = !isHeading(element);
    if (isLine && (line !== null || !isSetAsHeading(element) || leadsOn(page, start, end))) continue;
    const text = page.textOf(element);
    if (!names(text)) continue;
    const found = { name: withoutGuideSuffix(text), element };
    if (isLine) line = found;
    else heading = found;
  }
  return heading ?? line ?? titleName(page, names) ?? (first === null ? null : lineAbove(page, first));
}

/** Actions at the end of an item's name. */
const ACT =
  /(?:许可|审批|核准|登记|备案|确认|给付|认定|核发|申领|办理|发放|年检|年审|审验|变更|注销|延续|补办|换发|换证|缴纳|减免|申报|报批|初审|入户|迁移)(?:[（(].{1,12}[)）])?$/;

/** A row of links is the site's menu, however it is set. */
const leadsOn = (page: PageModel, start: number, end: number): boolean =>
  page.atoms.slice(start, end).some(({ element }) => leadsElsewhere(element));

/** Labels that may stand between an item's name and the first of the eight: its code, its kind. */
const MOST_BETWEEN = 6;

/** Where nothing is set as a heading: the line above the labels, when it reads as an item's name. */
function lineAbove(page: PageModel, first: number): HeadingName | null {
  let end = first;
  for (let lines = 0; end > 0 && lines <= MOST_BETWEEN; lines += 1) {
    const last = page.atoms[end - 1]!;
    let start = end - 1;
    while (start > 0 && page.atoms[start - 1]!.line === last.line) start -= 1;
    const text = page.text({ start, end });
    if (labelOf(text.split(/[\s:：]/)[0]!) === null)
      return !leadsOn(page, start, end) && isItemName(text) && ACT.test(text) && !/[>＞:：|｜]/.test(text)
        ? { name: withoutGuideSuffix(text), element: last.element }
        : null;
    end = start;
  }
  return null;
}

/** Titles join the item's name and the site's: 取水许可_办事指南_水务局. */
function titleName(page: PageModel, names: (text: string) => boolean): HeadingName | null {
  const parts = page.title.split(/[_|｜\-－—–>·\s]+/).filter(Boolean);
  const name = parts.find(names);
  return name === undefined ? null : { name: withoutGuideSuffix(name), element: page.root };
}

function isHeading(element: Element): boolean {
  if (/^h[1-4]$/.test(element.tagName) || element.tagName === 'caption') return true;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  if (!/title|biaoti|\bbt\b|heading|headline|(?:^|[\s_-])tit\d*(?:$|[\s_-])/i.test(names)) return false;
  return ![...ancestors(element)].some(({ tagName }) => tagName === 'ul' || tagName === 'nav');
}

/** Centred or in large type, as word processors and old pages set a title. */
function isSetAsHeading(element: Element): boolean {
  const { tagName } = element;
  if (tagName === 'center' || isRowAlone(element)) return true;
  if (tagName === 'font') return /^(?:[5-7]|\+[2-4])$/.test(attribute(element, 'size')?.trim() ?? '');
  if (!/^(?:p|div|span|strong|b)$/.test(tagName)) return false;
  const style = attribute(element, 'style') ?? '';
  return (
    attribute(element, 'align') === 'center' || /text-align:\s*center/i.test(style) || hasLargeType(style)
  );
}

/** The first row of a table, one cell as wide as the table. */
const isRowAlone = (element: Element): boolean => {
  const row = parentOf(element);
  const isWide = Number.parseInt(attribute(element, 'colspan') ?? '1', 10) > 1;
  return isWide && row?.tagName === 'tr' && childElements(row).length === 1;
};

function hasLargeType(style: string): boolean {
  const [, size, unit] = /font-size:\s*([\d.]+)(pt|px)/i.exec(style) ?? [];
  return Number(size) >= (unit?.toLowerCase() === 'px' ? 24 : 18);
}
