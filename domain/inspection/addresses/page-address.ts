/** Resolves addresses in a page as a browser does. */
import { encodeCharacter } from './encode.js';

/**
 * Resolves an address against the base of the page. Its path is encoded in UTF-8, its query in the charset of the page (URL
 * Standard, section 4.5): `list.asp?class=行政许可` of a GBK page asks for `%D0%D0…`.
 *
 * @returns null for an invalid address
 */
export function pageAddress(written: string, base: string, charset: string): URL | null {
  if (/^utf-/.test(charset)) return URL.parse(written, base);
  const [rest = '', ...fragment] = written.split('#');
  const at = rest.indexOf('?');
  if (at < 0) return URL.parse(written, base);
  const query = rest.slice(at).replace(/[^\0-\x7f]/gu, (character) => escaped(character, charset));
  return URL.parse([rest.slice(0, at) + query, ...fragment].join('#'), base);
}

/** Characters that the charset lacks are written as in HTML: `&#20013;`. */
function escaped(character: string, charset: string): string {
  const bytes = encodeCharacter(character, charset);
  return bytes ? percentEncoded(bytes) : encodeURIComponent(`&#${character.codePointAt(0)};`);
}

/** Fields of a form as a browser sends them, in the charset of its page. */
export function formEncoded(fields: readonly (readonly [string, string])[], charset: string): string {
  const encoded = (text: string): string =>
    [...text]
      .map((character) => {
        if (character === ' ') return '+';
        if (character < '\x80' || /^utf-/.test(charset)) return encodeURIComponent(character);
        return escaped(character, charset);
      })
      .join('');
  return fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
}

export const percentEncoded = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
