/** Zero-width and soft characters that word processors and old editors leave in pages. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** One space for any white space, no invisible characters; full-width letters and digits become plain ones. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Without any white space: what labels and names are compared by. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, '');
}

/** As it stands there, for people to compare: only white space is collapsed. */
export function excerptOf(text: string, length = 200): string {
  const flat = text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length - 1)}…`;
}

export const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

export const countChinese = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;
