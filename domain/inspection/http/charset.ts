import { isUtf8 } from 'node:buffer';

/**
 * Decodes a page. The bytes count more than the declarations of server and page: sites converted between GBK and UTF-8
 * often kept the old declaration, or an included part in the old charset.
 *
 * @returns `charset`: of the greater part, where the parts differ
 */
export function decodeHtml(body: Buffer, contentType: string | undefined): { text: string; charset: string } {
  const { charset, mixed } = charsetOf(body, contentType);
  return { text: mixed ? decodeParts(body, charset) : new TextDecoder(charset).decode(body), charset };
}

/** Shares of the bytes beyond ASCII that are UTF-8 of Chinese: above, a page is UTF-8, a few characters of it broken. */
const ALL = 0.95;
/** Below, it is not UTF-8: pairs of GBK read so by accident. */
const NONE = 0.05;

function charsetOf(body: Buffer, contentType: string | undefined): { charset: string; mixed: boolean } {
  const only = (charset: string) => ({ charset, mixed: false });
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return only('utf-8');
  if (body[0] === 0xff && body[1] === 0xfe) return only('utf-16le');
  if (body[0] === 0xfe && body[1] === 0xff) return only('utf-16be');
  const declared = known(fromHeader(contentType)) ?? known(fromMeta(body));
  if (!hasHighBytes(body)) return only(declared ?? 'utf-8');
  if (isUtf8(withoutCutCharacter(body))) return only('utf-8');
  // GB18030 holds GBK and GB2312; it is also the likely one where UTF-8 was promised and is not kept.
  const isGuobiao =
    declared === undefined || declared === 'utf-8' || /^(?:gb|windows-1252|iso-8859)/.test(declared);
  if (!isGuobiao) return only(declared);
  const share = shareOfUtf8(body);
  if (share >= ALL) return only('utf-8');
  if (share <= NONE) return only('gb18030');
  return { charset: share >= 0.5 ? 'utf-8' : 'gb18030', mixed: true };
}

/** Each piece between tags in its own charset. No byte of a GBK character is `<` or `>`. */
function decodeParts(body: Buffer, charset: string): string {
  const isUtf8Part = (part: Buffer): boolean =>
    shareOfUtf8(part) >= 0.5 || (charset === 'utf-8' && isUtf8(part));
  const [utf8, guobiao] = [new TextDecoder('utf-8'), new TextDecoder('gb18030')];
  let text = '';
  for (let start = 0; start < body.length;) {
    const tag = body.indexOf(body[start] === LESS_THAN ? GREATER_THAN : LESS_THAN, start + 1);
    const end = tag < 0 ? body.length : tag;
    const part = body.subarray(start, end);
    text += (isUtf8Part(part) ? utf8 : guobiao).decode(part);
    start = end;
  }
  return text;
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

function hasHighBytes(body: Buffer): boolean {
  for (let at = 0; at < body.length; at += 1) if (body[at]! >= 0x80) return true;
  return false;
}

/** How much of what is beyond ASCII stands in sequences of three bytes, as Chinese does in UTF-8; 1 where nothing is. */
function shareOfUtf8(body: Buffer): number {
  let high = 0;
  let chinese = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte < 0x80) continue;
    if (byte >> 4 === 0xe && isContinued(body[at + 1]) && isContinued(body[at + 2])) {
      high += 3;
      chinese += 3;
      at += 2;
    } else high += 1;
  }
  return high === 0 ? 1 : chinese / high;
}

const isContinued = (byte: number | undefined): boolean => byte !== undefined && byte >> 6 === 0b10;

const fromHeader = (contentType: string | undefined): string | undefined =>
  /charset\s*=\s*["']?\s*([\w-]+)/i.exec(contentType ?? '')?.[1];

const fromMeta = (body: Buffer): string | undefined =>
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i.exec(body.subarray(0, 8192).toString('latin1'))?.[1];

/** The name that the decoder uses, when it knows the charset. */
function known(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined; // unknown name: the bytes decide
  }
}

/** A body cut at the size limit may end inside a character. */
function withoutCutCharacter(body: Buffer): Buffer {
  for (let back = 1; back <= 3 && back < body.length; back += 1) {
    const byte = body[body.length - back]!;
    if (byte < 0x80) return body;
    if (byte >= 0xc0)
      return isUtf8(body.subarray(body.length - back)) ? body : body.subarray(0, body.length - back);
  }
  return body;
}
