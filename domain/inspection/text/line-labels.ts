/**
 * Labels that fill a line and are known by their parts: a known label with the item's name before it
 * (烟花爆竹经营许可证办证流程), and a question that asks for an element (需要提交哪些材料？). Within a sentence the same
 * words mean nothing.
 */
import type { ElementName } from './elements.js';
import { bareLabel, labelOf, type Label } from './labels.js';
import { squeeze } from './text.js';

/** The label that a line is, or null. */
export function lineLabelOf(text: string): Label | null {
  return labelOf(text) ?? questionLabel(text) ?? announcingLabel(text) ?? namedLabel(text);
}

/** Whether a text is more than a label: 临时救助办理流程 names its item as well. */
export const namesItem = (text: string): boolean => labelOf(text) === null && namedLabel(text) !== null;

const LAST_WORD =
  /(?:依据|条件|材料|资料|证件|清单|目录|地点|地址|时间|电话|联系方式|流程图?|程序|步骤)(?:说明)?$/;
/** What is said about a label's word, not named by it; and what has another's 地址, 电话, 材料. */
const NO_NAME =
  /[、，。；：！？,;:!?|｜>›»·•]|首页|或者|应当|[须应]?向|符合|不符|不予|按照|依照|根据|参见|详见|公开|公布|关于|调整|有关|相关|上述|以上|其他|收费|监督|投诉|举报|信访|中介|结果|交通|网上|申请人|法定代表人|监护人|本人|企业|公司|家庭|户籍|注册|发布|更新|宣传/;
const SHORTEST_LABEL = 4;

/** A law that is quoted says the same: 第十三条 …应当提交下列材料：. */
const QUOTED = /^(?:第[一二三四五六七八九十百\d]+[条款项]|[“"‘「])/;

/** 婚姻登记处地址: whose it is, and a bare word. */
const OF_OFFICE = /(?:处|局|科|股|室|中心|窗口|大厅|站|所|办|委)的?(地址|地点|电话|电话号码)$/;

/** An item's name and a label of at least four characters, or an office's and a bare word. */
function namedLabel(text: string): Label | null {
  if (text.length > 60 || QUOTED.test(squeeze(text)) || !LAST_WORD.test(text.replace(/[\s:：]+$/, '')))
    return null;
  const bare = bareLabel(text);
  const word = OF_OFFICE.exec(bare)?.[1];
  if (word !== undefined) return NO_NAME.test(bare) ? null : labelOf(word);
  for (let at = bare.length - SHORTEST_LABEL; at >= 2; at -= 1) {
    const label = labelOf(bare.slice(at));
    if (!label || label.weak || label.elements.length !== 1) continue;
    return NO_NAME.test(bare.slice(0, at)) ? null : label;
  }
  return null;
}

const ANNOUNCES: readonly (readonly [ElementName, RegExp])[] = [
  ['办理材料', /(?:提交|提供|递交|报送|携带|出具|准备)(?:下列|以下|如下|相关|有关)?(?:的)?(?:申请|申报)?(?:文件|材料|资料|证件|手续)(?:、?(?:文件|材料|资料|证件))?(?:如下)?[:：]$/],
  ['申请条件', /(?:具备|符合|满足)(?:下列|以下|如下)(?:全部|各项)?条件(?:之一)?(?:的|者)?(?:[:：]|.{0,12}申请[:：])$/],
  ['办理流程', /按(?:照)?(?:下列|以下|如下)(?:程序|流程|步骤)(?:办理|进行|申请)?[:：]$/],
]; // prettier-ignore
/** A sentence that introduces a list: 三、申请登记时，举办者应当提交下列文件：. It counts if the list follows. */
function announcingLabel(text: string): Label | null {
  const flat = squeeze(text);
  if (flat.length > 60 || QUOTED.test(flat) || /[。；]/.test(flat)) return null;
  const elements = ANNOUNCES.filter(([, announces]) => announces.test(flat)).map(([element]) => element);
  return elements.length === 1 ? { elements, weak: true, doubtful: false } : null;
}

const ASKS_FOR: readonly (readonly [ElementName, RegExp])[] = [
  ['设定依据', /(?:什么|哪些|何种?).{0,8}(?:依据|法律法规)|依据(?:是|有)?(?:什么|哪些|何)/],
  ['申请条件', /(?:什么|哪些|何种?|怎样的?)(?:样的)?.{0,4}(?:条件|资格)|条件(?:是|有)(?:什么|哪些)|(?:哪些|什么)人.{0,4}(?:可以|能)/],
  ['办理材料', /(?:什么|哪些|何种?)(?:样的)?.{0,6}(?:材料|资料|证件|手续)|(?:材料|资料|证件)(?:是|有)(?:什么|哪些)/],
  ['办理地点', /(?:哪里|哪儿|何处|何地|什么地[方点]|哪个(?:窗口|部门|单位|地方))|地[点址](?:是|在)(?:什么|哪)/],
  ['办理时间', /(?:什么|哪些|何)时[间候]?|(?:几点|星期几|周几)|时间(?:是|为)?(?:什么|怎[么样])/],
  ['联系电话', /电话|联系方式|怎[样么]联系/],
  ['办理流程', /(?:什么|哪些|怎[样么].{0,4})(?:流程|程序|步骤)|(?:流程|程序|步骤)(?:是|有)?(?:什么|怎[样么]|如何|哪些)/],
]; // prettier-ignore
/** Questions about fees and complaints. */
const ASKS_OTHERWISE = /收费|费用|多少钱|投诉|举报|监督|不予|退回|注意/;
const ASKS_FOR_LIMIT = /多久|多长|几天|几个工作日|时限|期限/;

function questionLabel(text: string): Label | null {
  const flat = squeeze(text);
  if (flat.length < 5 || flat.length > 50 || !/[?]$/.test(flat)) return null;
  if (ASKS_OTHERWISE.test(flat)) return { elements: [], weak: false, doubtful: false };
  if (ASKS_FOR_LIMIT.test(flat)) return { elements: ['办理时间'], weak: false, doubtful: true };
  const elements = ASKS_FOR.filter(([, asks]) => asks.test(flat)).map(([element]) => element);
  return { elements, weak: false, doubtful: false };
}
