import type { Span } from './spans.js';

/** Words that stand before an address and belong to no name in it. */
const STOP =
  /(?:居住|住址|地址|住在|住|位于|坐落|座落|地处|来自|户籍|购买|业主|居民|投诉|反映|举报|报|入住|系|经|往|回|在|我|是|到|的|至|从|于|与|及|叫|来|去|把|被|对|请|为|将|这|那|该|本|们|你|他|她|了|就|都|也|有)[::]?/gu;
const REGION = '(?:省|自治区|自治州|州|市|自治县|县|区|镇|乡|街道办事处|街道办|街道|办事处)';
const FINE =
  '(?:大街|街|大道|路|巷|弄|胡同|里|村委会|村民委员会|村|社区|居委会|小区|花园|家园|花苑|苑|城|园|公馆|公寓|大厦|广场|宿舍|家属院|院|寨|屯|坡|湾|冲|坝|岭|庄|坊|府|庭|郡|居|轩|新城|中心|段)';

const NUMBER =
  '(?:[0-9A-Za-z*]{1,5}|[一二三四五六七八九十百零〇]{1,5}|[甲乙丙丁东西南北]{1,2})(?:[-~之][0-9A-Za-z*]{1,5}){0,4} ?';
const ROOM = '[0-9*]{2,4}(?![0-9*年月日元米平个多户层])';
/** What makes of a place a household: a number of house, building, room or of a village's group. */
const HOUSE = new RegExp(
  `(?<![0-9A-Za-z*])附?第?${NUMBER}(?:(?<building>号楼|栋|幢)|号院|号房|号(?!线|楼盘|文|令|车|店)|座|单元|室|户|组(?![织长成建])|房(?![屋产子地价管])|门牌)` +
    `|(?<=村)(?!筹备|工作|领导|专|调|检|督)\\p{sc=Han}{1,5}组(?![织长成建])`,
  'gu',
);
const FURTHER = new RegExp(
  `(?:[,，、 ]?${NUMBER}(?:号楼|号房|号|栋|幢|座|单元|室|户|房|楼|层)|[,，、 ]?${ROOM}){0,5}`,
  'yu',
);
/** Written before the number: as far back as the name of a place can begin. */
const BEFORE = /[\p{sc=Han}A-Za-z0-9*· ]{0,40}$/u;
const endsInPlace = new RegExp(`(?:${REGION}|${FINE})[^省市州县]{0,10}$`, 'u');
const endsInRoad = new RegExp(`${FINE}[^省市州县]{0,8}$|[镇乡][^省市州县]{0,4}$`, 'u');
/** 小区5栋 is somewhere in any estate. */
const isUnnamed = /^(?:小区|社区|家园|花园|村里?)?$/u;

/** Where somebody is said to live: there a place needs no number. */
const HOME =
  /(?:家住|我住|现住|住在|住于|居住在|居住于|家在|租住|(?:住|地)址(?:在|是|为)?[::]|户籍(?:所在)?地(?:在|是|为)?[::]?) ?(?:在|于)?([\p{sc=Han}A-Za-z0-9]{2,30})/gu;
const LIVED_IN = new RegExp(`^.{1,28}(?:${FINE}|镇|乡)`, 'u');

/**
 * Addresses of households: places that lead to a number of a house, an estate's building or a village's group, and places
 * where somebody is said to live. A road, a village or an estate alone is what a letter is about, and stays.
 *
 * @param narrow a narrowed text
 */
export function findAddresses(narrow: string): Span[] {
  return [...numbered(narrow), ...livedIn(narrow)];
}

function numbered(narrow: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const { 0: house, index, groups } of narrow.matchAll(HOUSE)) {
    if (index < done) continue;
    FURTHER.lastIndex = index + house.length;
    const further = FURTHER.exec(narrow)?.[0] ?? '';
    const start = placeStart(narrow, index, done);
    const place = narrow.slice(start, index).replace(/的$/u, '');
    const isHousehold =
      groups?.building === undefined
        ? endsInPlace.test(place) && (endsInRoad.test(place) || /(?:单元|室)/u.test(house + further))
        : further !== '' || (place.length >= 2 && !isUnnamed.test(place));
    if (!isHousehold) continue;
    const end = index + house.length + further.length;
    spans.push({ start, end, type: 'ADDRESS', reason: 'rule' });
    done = end;
  }
  return spans;
}

/** Where the name of the place begins that stands before a number: behind the last word that belongs to no name. */
function placeStart(narrow: string, number: number, from: number): number {
  const window = BEFORE.exec(narrow.slice(Math.max(from, number - 40), number))?.[0] ?? '';
  const named = window.replace(/的$/u, '');
  const last = [...named.matchAll(STOP)].at(-1);
  const skipped = last ? last.index + last[0].length : 0;
  const blanks = /^[\s0-9]*/.exec(window.slice(skipped))![0].length;
  return number - window.length + skipped + blanks;
}

function livedIn(narrow: string): Span[] {
  return [...narrow.matchAll(HOME)].flatMap(({ 0: all, 1: place, index }) => {
    const stop = [...place!.matchAll(STOP)][0]?.index ?? place!.length;
    const home = LIVED_IN.exec(place!.slice(0, stop))?.[0];
    if (home === undefined || home.length < 4) return [];
    const start = index + all.length - place!.length;
    return [{ start, end: start + home.length, type: 'ADDRESS', reason: 'rule' }];
  });
}
