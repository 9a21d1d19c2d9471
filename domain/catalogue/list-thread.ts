/** Functions of a list thread: see list-threads.ts. */
import { compareLists, type ComparedItem, type ListComparison, type RenameVerdict } from './compare-lists.js';
import { UnreadableList, type ImportIssue } from './import-issues.js';
import { parseList, type ParsedList } from './parse-list.js';
import { readSheets, type Sheet } from './read-sheets.js';
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

/** Reads the tables of a file, or says why it cannot be read. */
export async function sheets({ bytes }: { readonly bytes: Uint8Array }): Promise<{
  readonly sheets: readonly Sheet[];
  readonly issue: ImportIssue | null;
}> {
  try {
    const read = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return { sheets: read, issue: null };
  } catch (error) {
    if (!(error instanceof UnreadableList)) throw error;
    return { sheets: [], issue: error.issue };
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
