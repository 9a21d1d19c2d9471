import { unzipSync, type UnzipFileFilter } from 'fflate';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';

const MAX_PARTS = 500;
/** All XML parts together, unpacked. A list of 20,000 items has some 10 MB. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

/** Name of a part -> its bytes. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/**
 * The XML parts of a workbook. The library that reads workbooks has no limits, so zip bombs are rejected here by the sizes
 * that the archive states. A part that is larger than stated ends at the stated size: fflate unpacks into memory of that
 * size and drops the rest.
 *
 * @throws {UnreadableList} fileDamaged, fileUnpackedTooLarge
 */
export function partsOf(bytes: Buffer): Parts {
  let unpacked = 0;
  return unzip(bytes, ({ name, size, originalSize }) => {
    if (!/\.(xml|rels)$/.test(name)) return false; // pictures are not unpacked
    unpacked += Math.max(size, originalSize); // of a stored part only `size` counts, and parts may share their bytes
    if (unpacked > MAX_UNPACKED_BYTES) throw expands();
    return true;
  });
}

/** Names of all parts, of pictures as well. @throws {UnreadableList} fileDamaged, fileUnpackedTooLarge */
export function partNamesOf(bytes: Buffer): string[] {
  const names: string[] = [];
  unzip(bytes, ({ name }) => {
    names.push(name);
    return false;
  });
  return names;
}

function unzip(bytes: Buffer, wanted: UnzipFileFilter): Parts {
  let count = 0;
  const filter: UnzipFileFilter = (part) => {
    count += 1;
    if (count > MAX_PARTS) throw expands();
    return wanted(part);
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof UnreadableList) throw cause;
    throw new UnreadableList(detail('catalogue.fileDamaged'), { cause });
  }
}

const expands = (): UnreadableList =>
  new UnreadableList(detail('catalogue.fileUnpackedTooLarge', { max: MAX_UNPACKED_BYTES, parts: MAX_PARTS }));
