/** Judges whether the value of a label is usable. */
import type { ElementName, ReadingReason, Verdict } from './elements.js';
import { namesNoItem, namesPlace } from './item-names.js';
import { labelOf } from './labels.js';
import { EDGES, FILE_NAME, isPlaceholder, refersAbove, refersToRule } from './placeholders.js';
import { simplified } from './simplified.js';
import { countChinese, hasChinese, squeeze, tidy } from './text.js';

export interface RegionValue {
  /** Lines apart by line feeds. */
  readonly text: string;
  /** Text alternatives of the pictures in it; empty for a picture without one. */
  readonly pictures: readonly { readonly alternative: string; readonly source: string }[];
  /** The text is nothing but links. */
  readonly onlyLinks: boolean;
}

export interface Judgement {
  readonly verdict: Exclude<Verdict, 'missing'>;
  readonly reason?: ReadingReason;
}

const PRESENT: Judgement = { verdict: 'present' };
const empty = (reason: ReadingReason): Judgement => ({ verdict: 'empty', reason });
const ambiguous = (reason: ReadingReason): Judgement => ({ verdict: 'ambiguous', reason });

const KEYBOARD =
  /^(?:(.)\1*|[a-z]{1,8}|[a-z]+\d+|asdf.*|qwer.*|zxcv.*|\d{1,6}|0?123456\d*|[哈啊呵嗯额]+|[一二三四]{2,4}|abc.*|test.*|demo.*)$/i;
/** Words of which test texts are made; a text of nothing else is one. */
const TEST_WORDS =
  /测试|试验一下|test|demo|示例|样例|演示|数据|事项|内容|项目|地址|地点|电话|部门|材料|条件|依据|流程|时间|指南|专用|用|的|一下|这是|我是|请勿|删除|请删除|勿删|正式|不是|[\da-z\s\p{P}]/giu;

export function isTestData(text: string): boolean {
  const bare = squeeze(text).replace(EDGES, '');
  if (bare === '') return false;
  if (KEYBOARD.test(bare)) return true;
  return /测试|^test|^demo/i.test(bare) && bare.replace(TEST_WORDS, '') === '';
}

/** Judges the value found for one element. */
export function judge(element: ElementName, value: RegionValue): Judgement {
  const text = simplified(tidy(value.text));
  const bare = squeeze(text).replace(EDGES, '');
  if (bare === '')
    return text !== '' && value.pictures.length === 0 ? empty('placeholder') : judgePictures(element, value);
  if (value.onlyLinks && isPointer(element, text)) return ambiguous('only a link');
  if (isPlaceholder(bare)) {
    const seen = judgePictures(element, value);
    return seen.verdict !== 'empty' ? seen : empty('placeholder');
  }
  if (value.text.split(/[;；。\n]|\s+(?=[（(]?[\d一二三四五六七八九十]{1,2}[)）.、．])/).every(saysNothing))
    return empty('placeholder');
  if (element === '联系电话') return judgePhone(text);
  if (isTestData(text)) return empty('test data');
  const lines = value.text.split('\n').map(tidy).filter(Boolean);
  if (element !== '设定依据' && refersAbove(bare)) return empty('refers to nothing');
  if (lines.length === 1 && isOnlyALabel(element, text)) return empty('another label as the value');
  return JUDGES[element](text);
}

/** 1.无; an empty line. */
function saysNothing(part: string): boolean {
  const bare = simplified(squeeze(part)).replace(EDGES, '');
  return bare === '' || isPlaceholder(bare);
}

/** A link without information of its own: 点击查看, 办理流程图. Its target is for a person. */
function isPointer(element: ElementName, text: string): boolean {
  const bare = squeeze(text).replace(EDGES, '');
  if (/附件|下载|\.[a-z]{2,4}$/i.test(bare)) return false;
  return (
    /^(?:点击|点此|请)?(?:查看|进入|详情|更多|查看详情|查看更多)$/.test(bare) ||
    isOnlyALabel(element, bare.replace(/^(?:点击|点此|请)?(?:查看|进入)/, ''))
  );
}

function isOnlyALabel(element: ElementName, text: string): boolean {
  const label = labelOf(text);
  if (!label) return false;
  // 窗口 or 大厅 is a poor address, but one.
  return !(element === '办理地点' && /窗口|网上|在线/.test(text) && !/[:：]/.test(text));
}

/** A picture alone: with a text alternative that one is judged; without, a person must look, if it can be seen at all. */
function judgePictures(element: ElementName, { pictures }: RegionValue): Judgement {
  if (pictures.length === 0) return empty('no value');
  const shown = pictures.filter(({ source }) => canBeShown(source));
  if (shown.length === 0) return empty('picture cannot be shown');
  const alternatives = shown.map(({ alternative }) => alternative).filter(isDescription);
  if (alternatives.length === 0) return ambiguous('picture without a text alternative');
  if (element === '办理流程') return PRESENT;
  return judge(element, { text: alternatives.join('\n'), pictures: [], onlyLinks: false });
}

/** `file:///C:/Users/…`, `C:\…` and pasted clipboard paths exist on the author's machine only. */
export function canBeShown(source: string): boolean {
  return source.trim() !== '' && !/^(?:file:|[a-z]:[\\/]|\\\\|about:|blob:)/i.test(source.trim());
}

function isDescription(alternative: string): boolean {
  const bare = squeeze(alternative).replace(EDGES, '');
  return (
    countChinese(bare) >= 2 &&
    !FILE_NAME.test(bare) &&
    !/^(?:图片|图像|未命名|无标题|点击.*|加载.*|插图|截图|无)\d*$/.test(bare)
  );
}

const JUDGES: Readonly<Record<Exclude<ElementName, '联系电话'>, (text: string) => Judgement>> = {
  事项名称: (text) => {
    if (namesPlace(text)) return empty('names no item');
    if (namesNoItem(text)) return ambiguous('names no item');
    return countChinese(text) >= 2 ? PRESENT : ambiguous('too short');
  },
  设定依据: (text) => {
    const named = [...text.matchAll(/(?:《|〈|<<|＜＜|「|『)\s*([^》〉>」』]{2,120})/g)].map((match) =>
      squeeze(match[1]!),
    );
    return named.some(
      (name) => (countChinese(name) >= 3 || /^\p{Script=Han}法$/u.test(name)) && !isTestData(name),
    )
      ? PRESENT
      : ambiguous('no document named in 《》');
  },
  申请条件: (text) => {
    if (refersToRule(text)) return ambiguous('only refers to a rule');
    return countChinese(text) >= 3 ? PRESENT : ambiguous('too short');
  },
  办理材料: (text) => (countChinese(text) >= 3 ? PRESENT : ambiguous('too short')),
  办理地点: judgeAddress,
  办理时间: judgeHours,
  办理流程: (text) => (countChinese(text) >= 4 ? PRESENT : ambiguous('too short')),
};

function judgeAddress(text: string): Judgement {
  const rest = text.replace(/https?:\/\/\S+|www\.\S+/gi, '');
  if (!hasChinese(rest) || countChinese(rest) < 2) return ambiguous('no address recognised');
  if (/^[\d\-—()\s]*(?:0\d{2,3}[-\s]?)?\d{7,8}$/.test(rest)) return ambiguous('no address recognised');
  if (/^(?:网上|在线|线上|网络)(?:办理|申报|申请|提交)?$/.test(squeeze(rest)))
    return ambiguous('no address recognised');
  return PRESENT;
}

const DURATION =
  /(?:\d+|[一二三四五六七八九十两]+)\s*个?\s*(?:工作日|自然日|日历日|法定工作日|日|天|小时|分钟|个?月|周)(?:之?内|以内|左右)?/g;
const HOURS =
  /周[一二三四五六日天末]|星期[一二三四五六日天]|礼拜|工作日|上午|下午|早上|中午|全天|24\s*小时|每天|每日|每周|每月|每年|节假日|假日|常年|全年|随时|长期|上班|作息|办公时间|工作时间|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：.]\s*\d{2}|[点时](?![间限段]))|\d{1,2}月.{0,6}[至到\-—~].{0,8}月/;

function judgeHours(text: string): Judgement {
  const withoutDurations = text.replace(/24\s*小时/g, '全天').replace(DURATION, '');
  if (HOURS.test(withoutDurations)) return PRESENT;
  if (withoutDurations !== text || /即办|当场|即时|立等|随到随办|当日办结|承诺|法定时限|办结/.test(text)) {
    return ambiguous('a time limit instead of office hours');
  }
  return ambiguous('no time recognised');
}

const LANDLINE = /(?<!\d)(?:\(?0\d{2,3}\)?[\s\-—–－~/]{0,3})?([2-9](?:[\s-]?\d){6,7})(?!\d)/g;
const SERVICE_LINE =
  /(?<!\d)(?:[48]00(?:[\s-]?\d){7}|(?:0\d{2,3}[\s-]?)?(?:1[0-2]\d{3}|9[5-9]\d{3})|11[0-4]|119|12[02])(?!\d)/;
const MOBILE = /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d){8}(?!\d)/g;

/** Office telephones are land lines or service numbers: 0855-8221234, 8221234, 400-…, 12345. */
function judgePhone(text: string): Judgement {
  const digits = text.replace(/\D/g, '');
  const withoutMobiles = text.replace(MOBILE, ' ');
  for (const match of withoutMobiles.matchAll(LANDLINE))
    if (isRealNumber(match[1]!.replace(/\D/g, ''))) return PRESENT;
  if (SERVICE_LINE.test(withoutMobiles) && !/^(\d)\1+$/.test(digits)) return PRESENT;
  if (withoutMobiles !== text) return ambiguous('only mobile numbers');
  if (isTestData(text)) return empty('test data');
  if (labelOf(text)) return empty('another label as the value');
  return ambiguous('no valid telephone number');
}

/** 0000000, 1111111 and 2345678 are typed to fill the field. */
function isRealNumber(number: string): boolean {
  return !/^(\d)\1+$/.test(number) && !'0123456789'.includes(number) && !'9876543210'.includes(number);
}
