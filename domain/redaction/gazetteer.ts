/** The prefecture's counties, GB/T 2260; people also write them without 市 and 县. */
export const COUNTIES =
  '凯里 黄平 施秉 三穗 镇远 岑巩 天柱 锦屏 剑河 台江 黎平 榕江 从江 雷山 麻江 丹寨'.split(' ');

const county = `(?:${COUNTIES.join('|')})[市县]?`;
/** 小区, 社区 and the like end as a district does, and are none. */
const district = '[\\p{sc=Han}A-Z0-9]{1,6}?(?:自治县|县|市|(?<![小社园片校厂库院景山城])区)';
const prefecture = '(?:黔东南(?:苗族侗族自治)?州|[\\p{sc=Han}A-Z]{1,8}?(?:自治州|市|地区))';
const province = '[\\p{sc=Han}]{2,6}?(?:省|自治区|市)';
const ADMINISTRATIVE = new RegExp(`^(?:${province})?(?:${prefecture})?(?:${county}|${district})?`, 'u');

/** The part of an address down to its county, which tens of thousands of people share; empty when it names none. */
export function countyIn(address: string): string {
  return ADMINISTRATIVE.exec(address)?.[0] ?? '';
}
