import { documentDate } from './numbering.js';

/** Adds a full stop unless the text ends with one. */
export function sentence(text: string): string {
  const written = text.trim();
  return /[。！？!?…；;]["”’）)]*$/.test(written) ? written : `${written.replace(/[.．,，、:：]+$/, '')}。`;
}

/** `于2015年6月1日至2015年6月18日`, of one day `于2015年6月1日`. Days are `YYYY-MM-DD`. */
export const during = (from: string, to: string): string =>
  from === to ? `于${documentDate(from)}` : `于${documentDate(from)}至${documentDate(to)}`;

/** `《…》`: a title within it is set in 〈〉, brackets are those of Chinese text. */
export function titled(title: string): string {
  const whole = fullWidthBrackets(title.trim());
  const inner = /^《[^《》]*》$/.test(whole) ? whole.slice(1, -1) : whole;
  return `《${inner.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}

/** A year and a number of a document: `〔2015〕32号`, in whichever brackets and with whatever between them it was written. */
const NUMBER = /[([{（［【〔｛]\s*(\d{4})\s*[)\]}）］】〕｝]\s*[-—－–]?\s*(?=第?\s*\d+\s*号)/g;
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”]/u;

/**
 * Brackets as official documents write them: 〔〕 around the year of a document's number, （） in Chinese text. Those of
 * Latin text, with no Chinese inside or beside them, stay.
 */
export function fullWidthBrackets(text: string): string {
  return text
    .replace(NUMBER, '〔$1〕')
    .replace(/(.?)\(([^()]*)\)(?=(.?))/gsu, (all, before: string, inside: string, after: string) =>
      [before, inside, after].some((part) => CHINESE.test(part)) ? `${before}（${inside}）` : all,
    );
}
