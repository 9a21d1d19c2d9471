import { inflateRawSync } from 'node:zlib';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';

const MAX_PARTS = 500;
/** All XML parts together, unpacked. A list of 20,000 items has some 10 MB. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

export interface Part {
  readonly name: string;
  /** Unpacks the part. @throws {UnreadableList} fileDamaged; fileUnpackedTooLarge beyond the allowance left by earlier parts */
  readonly xml: () => string;
}

/**
 * The XML parts of a workbook. The library that reads workbooks has no limits, so zip bombs are rejected here: the sizes
 * that the archive states are ignored, and every part is unpacked within the remaining allowance.
 *
 * @throws {UnreadableList} fileDamaged, fileUnpackedTooLarge
 */
export function partsOf(bytes: Buffer): Part[] {
  let left = MAX_UNPACKED_BYTES;
  return [...entriesOf(bytes)]
    .filter(({ name }) => /\.(xml|rels)$/.test(name)) // pictures are not unpacked
    .map((entry) => ({
      name: entry.name,
      xml: () => {
        const content = unpack(entry, left);
        left -= content.length;
        return content.toString('utf8');
      },
    }));
}

/** Names of all parts, of pictures as well. @throws {UnreadableList} fileDamaged, fileUnpackedTooLarge */
export const partNamesOf = (bytes: Buffer): string[] => [...entriesOf(bytes)].map(({ name }) => name);

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly data: Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** Reads the archive's central directory (APPNOTE 4.3.12), as the library does. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
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

function unpack({ method, data }: Entry, left: number): Buffer {
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

const damaged = (cause?: unknown): UnreadableList =>
  new UnreadableList(detail('catalogue.fileDamaged'), { cause });
const expands = (cause?: unknown): UnreadableList => {
  const limits = { max: MAX_UNPACKED_BYTES, parts: MAX_PARTS };
  return new UnreadableList(detail('catalogue.fileUnpackedTooLarge', limits), { cause });
};
