/** Checks that a downloaded body has the type that its name promises. */
import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

export type FileKind =
  | 'pdf'
  | 'ole' // doc, xls, ppt, wps, et before 2007
  | 'ooxml' // docx, xlsx, pptx
  | 'zip'
  | 'rar'
  | '7z'
  | 'rtf'
  | 'ofd'
  | 'image'
  | 'html'
  | 'office html' // what Word and Excel save as "web page", under .doc and .xls
  | 'text'
  | 'other';

const OFFICE = ['ole', 'ooxml', 'rtf', 'office html'] as const satisfies readonly FileKind[];

/** File name extension -> what the bytes may be. */
const EXPECTED: Readonly<Record<string, readonly FileKind[]>> = {
  doc: OFFICE,
  dot: OFFICE,
  wps: OFFICE,
  wpt: OFFICE,
  xls: OFFICE,
  xlt: OFFICE,
  et: OFFICE,
  ett: OFFICE,
  ppt: OFFICE,
  dps: OFFICE,
  docx: ['ooxml'],
  dotx: ['ooxml'],
  xlsx: ['ooxml'],
  pptx: ['ooxml'],
  pdf: ['pdf'],
  ofd: ['ofd', 'zip', 'ooxml'],
  rtf: ['rtf'],
  zip: ['zip', 'ooxml'],
  rar: ['rar'],
  '7z': ['7z'],
  txt: ['text'],
  csv: ['text'],
  jpg: ['image'],
  jpeg: ['image'],
  png: ['image'],
  gif: ['image'],
  bmp: ['image'],
  tif: ['image'],
  tiff: ['image'],
};

/** @returns null when the name promises nothing */
function expectedKinds(extension: string): readonly FileKind[] | null {
  return EXPECTED[extension.toLowerCase()] ?? null;
}

export async function fileKindOf(body: Buffer): Promise<FileKind> {
  const wide = wideText(body.subarray(0, 4096));
  const head = wide ?? body.subarray(0, 4096).toString('latin1');
  if (head.startsWith('{\\rtf')) return 'rtf';
  const html = htmlKind(head);
  if (html) return html;
  if (body.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (body.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return 'ole';
  if (wide !== null) return isPrintable(wide) ? 'text' : 'other';
  const type = await fileTypeFromBuffer(body);
  if (!type) return isText(body) ? 'text' : 'other';
  if (type.ext === 'zip' || type.mime.includes('openxmlformats') || type.mime.includes('zip'))
    return zipKind(body);
  if (type.ext === 'rar') return 'rar';
  if (type.ext === '7z') return '7z';
  if (type.ext === 'cfb') return 'ole';
  return type.mime.startsWith('image/') ? 'image' : 'other';
}

function htmlKind(head: string): 'html' | 'office html' | null {
  const start = head.replace(/^(?:\xef\xbb\xbf)?\s*/, '').toLowerCase();
  if (start.startsWith('mime-version:')) return 'office html';
  const isMarkup =
    /^<(?:!--|(?:!doctype html|\?xml|html|head|title|body|script|style|meta|link|frameset|div|table|p|h[1-6]|center|form|a|span|font|ul|b|br)\b)/.test(
      start,
    );
  if (!isMarkup) return null;
  if (/urn:schemas-microsoft-com:office|progid="(?:word|excel)/.test(start)) return 'office html';
  return start.startsWith('<?xml') && !/<html|<!doctype html/.test(start) ? null : 'html';
}

function zipKind(body: Buffer): FileKind {
  if (body.includes('[Content_Types].xml')) return 'ooxml';
  return body.includes('OFD.xml') ? 'ofd' : 'zip';
}

/** What begins with the byte order mark of UTF-16, as editors of Windows save "Unicode" text; null for other files. */
function wideText(head: Buffer): string | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  return null;
}

/** No control characters but white space: in any charset. */
function isText(body: Buffer): boolean {
  return body.subarray(0, 2048).every(isPrintableCode);
}

/** The last character may be cut. */
const isPrintable = (text: string): boolean =>
  [...text.slice(0, -1)].every((char) => char !== '\ufffd' && isPrintableCode(char.codePointAt(0)!));

const isPrintableCode = (code: number): boolean =>
  code >= 0x20 || code === 9 || code === 10 || code === 13 || code === 12;

/** By the name the server gives the file, else its address, else its text on the page. */
export function expectedOf(
  headers: Readonly<Record<string, string>>,
  address: string,
  name: string,
): readonly FileKind[] | null {
  const disposition = /filename\*?\s*=\s*(?:utf-8'')?["']?([^"';]+)/i.exec(
    headers['content-disposition'] ?? '',
  )?.[1];
  const url = URL.parse(address);
  const parts = [disposition, url?.pathname, ...(url?.search ?? '').slice(1).split('&'), name];
  for (const part of parts) {
    const kinds = part
      ? expectedKinds(
          extname(part.trim())
            .slice(1)
            .replace(/[^\w].*$/, ''),
        )
      : null;
    if (kinds) return kinds;
  }
  return null;
}
