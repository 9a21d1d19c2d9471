/** Digits, Latin letters and signs in their narrow form. One unit stays one unit, so that positions hold for the original. */
export function narrowed(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000\u00A0\u2010-\u2015\u2212]/g, (wide) => {
    const code = wide.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    return code === 0x3000 || code === 0xa0 ? ' ' : '-';
  });
}

// prettier-ignore
const NUMERALS: Readonly<Record<string, string>> = {
  〇: '0', 零: '0', 一: '1', 壹: '1', 幺: '1', 二: '2', 贰: '2', 两: '2', 三: '3', 叁: '3', 四: '4', 肆: '4',
  五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9',
};
const NUMERAL = new RegExp(`[${Object.keys(NUMERALS).join('')}]`, 'g');

/** A narrowed text with Chinese numerals as digits, unit for unit. */
export const withDigits = (narrow: string): string =>
  narrow.replace(NUMERAL, (numeral) => NUMERALS[numeral]!);
