/** Zero-width and soft characters that word processors and old editors leave in pages. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** Signs from a word processor's fonts that look like a colon or a hyphen, and are read as one. */
const COLONS = /[\u2236\u02d0\ua789\ufe13\ufe30\ufe55]/g;
/** Any sign that stands for a colon, plain and full-width ones too. */
export const isColon = (char: string): boolean => /[:：\u2236\u02d0\ua789\ufe13\ufe30\ufe55]/.test(char);
const HYPHENS = /[\u2010-\u2012\u2212\u2500\ufe58\ufe63]/g;
const plainSigns = (text: string): string =>
  text.replace(COLONS, ':').replace(HYPHENS, '-').normalize('NFKC');

/**
 * One space for any white space, no invisible characters; full-width letters and digits become plain ones, and so do
 * colons and hyphens.
 */
export function tidy(text: string): string {
  return plainSigns(text).replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Without any white space, for comparing labels and names. */
export function squeeze(text: string): string {
  return plainSigns(text).replace(INVISIBLE, '').replace(/\s+/g, '');
}

/** As on the page, for people to compare: only white space is collapsed. */
export function excerptOf(text: string, length = 200): string {
  const flat = text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length - 1)}…`;
}

export const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

export const countChinese = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;
