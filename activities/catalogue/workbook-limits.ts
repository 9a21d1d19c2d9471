import { inflateRawSync } from 'node:zlib';
import { importIssue, UnreadableList } from './import-issues.js';
import { MAX_ROWS } from './read-sheets.js';

const MAX_PARTS = 500;
/** All XML parts together, unpacked. A list of 20,000 items has some 10 MB. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;
/** Of one sheet, gaps included. */
const MAX_CELLS = 1_000_000;

/**
 * Refuses a workbook that would take more memory than any list needs: a zip bomb, or one cell at the far corner of a
 * sheet that makes the reader fill the gap before it. The library that reads workbooks has no such limits. The sizes
 * that the archive states are not believed: every part is unpacked against what is left of the allowance.
 *
 * @throws {UnreadableList}
 */
export async function checkWorkbook(bytes: Buffer): Promise<void> {
  let left = MAX_UNPACKED_BYTES;
  for (const part of partsOf(bytes)) {
    if (!/\.(xml|rels)$/.test(part.name)) continue; // pictures are not unpacked
    const content = unpack(part, left);
    left -= content.length;
    checkAddresses(content); // of every part: which of them are sheets is for the workbook to say
    await new Promise(setImmediate); // unpacking is synchronous: let others have their turn between parts
  }
}

interface Part {
  readonly name: string;
  readonly method: number;
  readonly data: Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** By the archive's central directory (APPNOTE 4.3.12), as the library that reads it goes. */
function* partsOf(bytes: Buffer): Generator<Part> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw damaged();
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw expands();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw damaged();
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + size > bytes.length) throw damaged(); // and every 64-bit archive, which no list needs to be
    yield { name, method: bytes.readUInt16LE(at + 10), data: bytes.subarray(start, start + size) };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function unpack({ method, data }: Part, left: number): Buffer {
  if (method === STORED) {
    if (data.length > left) throw expands();
    return data;
  }
  if (method !== DEFLATED || left <= 0) throw method === DEFLATED ? expands() : damaged();
  try {
    return inflateRawSync(data, { maxOutputLength: left });
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? expands(cause) : damaged(cause);
  }
}

/**
 * Rows and cells say where they stand (`r="12"`, `r="C12"`), and the reader fills whatever lies before them, and every
 * row up to the last column.
 */
function checkAddresses(content: Buffer): void {
  let rows = 0;
  let columns = 0;
  for (const [, attributes, end] of content.toString('latin1').matchAll(ROW_OR_CELL)) {
    if (end !== '>') throw damaged();
    const address = /(?:^|[^\w:])r\s*=\s*["']?([^"'\s/>]*)/.exec(attributes!)?.[1];
    if (address === undefined) continue;
    const place = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(address);
    if (!place) throw damaged();
    if (/(?:^|[^\w:])t\s*=\s*["']e["']/.test(attributes!)) {
      // the reader takes a cell with an error value (#N/A) for an empty one
      const cell = { row: Number(place[2]), value: address };
      throw new UnreadableList(importIssue('CELL_ERROR', cell, `单元格${address}`));
    }
    rows = Math.max(rows, Number(place[2]));
    columns = Math.max(columns, columnNumber(place[1]!));
  }
  if (rows > MAX_ROWS || rows * columns > MAX_CELLS) throw tooLarge();
}

/**
 * With quoted values taken whole, since a value may hold a `>`. It matches wherever a tag begins, so that a hostile sheet
 * is gone through once; a tag of a thousand characters outside its values is none that a spreadsheet program writes.
 */
const ROW_OR_CELL = /<(?:\w+:)?(?:row|c)\b((?:[^>"']|"[^"]*"|'[^']*'){0,1000})(>?)/g;

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const damaged = (cause?: unknown): UnreadableList =>
  new UnreadableList(importIssue('FILE_DAMAGED'), { cause });
const expands = (cause?: unknown): UnreadableList => {
  const limit = `上限 ${MAX_UNPACKED_BYTES / 1024 / 1024} MB,${MAX_PARTS} 个部件`;
  return new UnreadableList(importIssue('FILE_EXPANDS_TOO_FAR', {}, limit), { cause });
};
const tooLarge = (): UnreadableList => {
  const limit = `每张工作表上限 ${MAX_ROWS} 行,${MAX_CELLS} 个单元格`;
  return new UnreadableList(importIssue('FILE_EXPANDS_TOO_FAR', {}, limit));
};
