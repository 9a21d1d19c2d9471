/** Functions of a list thread: see list-threads.ts. */
import { compareLists, type ComparedItem, type ListComparison, type RenameVerdict } from './compare-lists.js';
import { UnreadableList } from './import-issues.js';
import { parseList, type ParsedList } from './parse-list.js';
import { readSheets } from './read-sheets.js';
import { UnitDirectory, type UnitNames } from './unit-directory.js';

export interface ParseTask {
  readonly bytes: Uint8Array;
  readonly units: UnitNames;
  /** See `ParseOptions`. */
  readonly reporter: string | null;
}

/** Reads a list. A file that cannot be read at all becomes the list's only issue. */
export async function parse({ bytes, units, reporter }: ParseTask): Promise<ParsedList> {
  try {
    const sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return parseList(sheets, { units: new UnitDirectory(units), reporter });
  } catch (error) {
    if (!(error instanceof UnreadableList)) throw error;
    return { items: [], issues: [error.issue], ignoredSheets: [], ignoredRows: [] };
  }
}

export interface CompareTask {
  readonly older: readonly ComparedItem[];
  readonly newer: readonly ComparedItem[];
  readonly verdicts: readonly RenameVerdict[];
}

export function compare({ older, newer, verdicts }: CompareTask): ListComparison {
  return compareLists(older, newer, { verdicts });
}
