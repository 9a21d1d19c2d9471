/** Compares names of service items in catalogues and on sites. */
import { bigramsOf, likenessOf } from '../../text/names.js';
import { squeeze } from './text.js';

const SUFFIX = /(?:的)?(?:办事|办理|服务|申请)?(?:指南|须知|指引)$/;

/** Key of a name: without white space, punctuation, 的, and 办事指南 at the end. */
export function normaliseName(name: string): string {
  return squeeze(name)
    .toLowerCase()
    .replace(/[\p{P}\p{S}]|的/gu, '')
    .replace(SUFFIX, '');
}

/** Announcements and lists, which mention items but are not items. */
const NO_ITEM =
  /(?:公告|通知|通报|通告|公示|启事|目录|清单|一览表?|汇总表?|名单|简报)(?:[（(].{0,12}[)）])?$/;
/** A country, a province, a county. */
const PLACE_NAME = /^\p{Script=Han}{2,12}(?:共和国|省|自治区|自治州|市|州|盟|县|旗|区)$/u;

/** 中华人民共和国: where something is, not what. */
export const namesPlace = (text: string): boolean => PLACE_NAME.test(text.trim());

/** Whether a text is the name of something else: 标准目录, 关于开展延时服务的公告, a place. */
export const namesNoItem = (text: string): boolean => NO_ITEM.test(text.trim()) || namesPlace(text);

/** Similarity of two names by their keys, 0 to 1. */
export function similarity(a: string, b: string): number {
  const [left, right] = [normaliseName(a), normaliseName(b)];
  return left === '' || right === '' ? 0 : likenessOf(bigramsOf(left), bigramsOf(right));
}

/** The different pairs of neighbouring characters. */
export const pairs = (text: string): ReadonlySet<string> => new Set(bigramsOf(text).counts.keys());

/** Words that make two items of what is one subject: its approval, its renewal, its cancellation. */
const ACTS =
  /许可|审批|核准|登记|备案|确认|给付|认定|核发|颁发|初审|年检|年审|审验|变更|注销|延续|延期|补办|补发|换发|换证|设立|设置|新办|新建|迁移|撤销|终止|转让|国家级?|省级|市级|州级|县级|乡级|个人|企业|单位/g;

/** Long names of different items are alike but for such a word; then a person decides. */
export function sameActs(a: string, b: string): boolean {
  const acts = (name: string): string => [...new Set(normaliseName(name).match(ACTS) ?? [])].sort().join();
  return acts(a) === acts(b);
}
