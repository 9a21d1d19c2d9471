import { importIssue, UnreadableList } from './import-issues.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';

/** A cell that holds what cannot be read as text: the issue's code stands in for it. */
export type CellFault = { readonly fault: 'CELL_NOT_TEXT'; readonly text: string };
export type Cell = string | CellFault | null;

export interface Sheet {
  /** Null for a CSV, which has one sheet without a name. */
  readonly name: string | null;
  /** From the first row of the sheet, empty ones included: the index of a row is its number less one. */
  readonly rows: readonly (readonly Cell[])[];
}

/** One state's list of a whole prefecture has some thousands of rows, and a file of 20,000 some two megabytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Of one sheet, gaps included: 20,000 items, and a header within the first 20 rows. */
export const MAX_ROWS = 20_020;

/**
 * The tables of a file, by what its bytes are, whatever its name says.
 *
 * @throws {UnreadableList} with what is wrong
 */
export async function readSheets(bytes: Buffer): Promise<readonly Sheet[]> {
  if (bytes.length === 0) throw new UnreadableList(importIssue('FILE_EMPTY'));
  if (bytes.length > MAX_FILE_BYTES) {
    const detail = `${Math.ceil(bytes.length / 1024 / 1024)} MB,上限 ${MAX_FILE_BYTES / 1024 / 1024} MB`;
    throw new UnreadableList(importIssue('FILE_TOO_LARGE', {}, detail));
  }
  if (startsWith(bytes, '%PDF-')) throw new UnreadableList(importIssue('FILE_IS_PDF'));
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw new UnreadableList(importIssue('FILE_IS_OLD_EXCEL'));
  if (startsWith(bytes, 'PK')) return readXlsx(bytes);
  if (bytes.includes(0) && !isUtf16(bytes)) throw new UnreadableList(importIssue('FILE_TYPE_UNKNOWN'));
  return [readCsv(bytes)];
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
}

/** What Excel's "Unicode text" is. */
export function isUtf16(bytes: Buffer): boolean {
  return bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe;
}
