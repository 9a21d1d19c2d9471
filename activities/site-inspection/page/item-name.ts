/** The name of an item where no label gives it: the heading over its guide. */
import { labelOf } from '../labels.js';
import { countChinese, excerptOf } from '../text.js';
import { ancestors, attribute, type Element } from './dom.js';
import type { Occurrence } from './occurrences.js';
import type { PageModel } from './page-model.js';

export interface HeadingName {
  readonly name: string;
  readonly element: Element;
}

const GUIDE_SUFFIX = /(?:的)?(?:办事|办理|服务|申请|申报|审批|业务)?(?:指南|须知|指引|流程说明)$/;
/** Headings of sites and columns, not of items. */
const GENERAL =
  /^(?:办事|服务|办理|便民|政务|行政|审批|网上|在线|公共|事项|详细|基本|信息|内容|指南|大厅|服务|中心|首页|公开|目录|详情|介绍|简介|说明|许可|业务|栏目|列表|导航|表)+$|人民政府|政府(?:门户)?网|政府$|网站|门户|服务网|欢迎|大厅|平台|(?:局|委|委员会|办公室|中心)$|^(?:测试|test)/i;

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
  const length = countChinese(bare);
  return (
    length >= 4 && bare.length <= 80 && !GENERAL.test(bare) && !labelOf(bare) && !/[。！？!?]/.test(bare)
  );
}

/** The heading nearest above the first label of the guide. */
export function headingName(page: PageModel, labels: readonly Occurrence[]): HeadingName | null {
  const first = labels.find(({ elements }) => elements.length > 0)?.start ?? 0;
  let best: HeadingName | null = null;
  for (const element of page.elements) {
    const { start, end } = page.rangeOf(element);
    if (start >= end || start > first) continue;
    if (!isHeading(element)) continue;
    const text = page.textOf(element);
    if (isItemName(text)) best = { name: withoutGuideSuffix(text), element };
  }
  return best;
}

function isHeading(element: Element): boolean {
  if (/^h[1-4]$/.test(element.tagName) || element.tagName === 'caption') return true;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  if (!/title|biaoti|\bbt\b|heading|headline/i.test(names)) return false;
  return ![...ancestors(element)].some(({ tagName }) => tagName === 'ul' || tagName === 'nav');
}
