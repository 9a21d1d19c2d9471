import { isUtf8 } from 'node:buffer';

/**
 * The text of a page. What the bytes prove counts more than what the server or the page says: sites converted between
 * GBK and UTF-8 often kept the old declaration.
 */
export function decodeHtml(body: Buffer, contentType: string | undefined): { text: string; charset: string } {
  const charset = charsetOf(body, contentType);
  return { text: new TextDecoder(charset).decode(body), charset };
}

function charsetOf(body: Buffer, contentType: string | undefined): string {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  const declared = known(fromHeader(contentType)) ?? known(fromMeta(body));
  const highBytes = body.reduce((count, byte) => (byte >= 0x80 ? count + 1 : count), 0);
  if (highBytes === 0) return declared ?? 'utf-8';
  if (isUtf8(withoutCutCharacter(body))) return 'utf-8';
  const isGuobiao = declared !== undefined && /^gb/.test(declared);
  if (!isGuobiao && isNearlyUtf8(body, highBytes)) return 'utf-8';
  // GB18030 holds GBK and GB2312; it is also the likely one where UTF-8 was promised and is not kept.
  if (declared === undefined || declared === 'utf-8' || /^(?:gb|windows-1252|iso-8859)/.test(declared))
    return 'gb18030';
  return declared;
}

/** A few broken characters in a page that is UTF-8 otherwise, as cut summaries leave them. */
function isNearlyUtf8(body: Buffer, highBytes: number): boolean {
  const broken = new TextDecoder('utf-8').decode(body).split('\ufffd').length - 1;
  return broken * 20 < highBytes / 3;
}

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
    return undefined; // an invented name: the bytes decide
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
