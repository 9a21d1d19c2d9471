import { decodeText, utf16Of } from './decode-text.js';
import { importIssue, UnreadableList, type ImportIssueCode } from './import-issues.js';
import { readCsv } from './read-csv.js';
import { isMarkup, readMarkup } from './read-html.js';
import { readXlsx } from './read-xlsx.js';

/** A cell that holds what cannot be read as text: the issue's code stands in for it. */
export interface CellFault {
  readonly fault: Extract<
    ImportIssueCode,
    'CELL_NOT_TEXT' | 'CELL_ERROR' | 'CELL_IS_FORMULA' | 'CHARACTER_LOST' | 'DIGITS_LOST'
  >;
  readonly text: string;
}
export type Cell = string | CellFault | null;

/** Cells that are merged within one row: indexes of its columns, both included. */
export interface Across {
  readonly from: number;
  readonly to: number;
}

export interface Sheet {
  /** Null for a CSV, and for a web page with one table: that has no name. */
  readonly name: string | null;
  /** From the first row of the sheet, empty ones included: the index of a row is its number less one. */
  readonly rows: readonly (readonly Cell[])[];
  /** Whoever opens the file does not see it. Its rows are not read. */
  readonly hidden?: boolean;
  /** Indexes of rows and columns that whoever opens the file does not see. */
  readonly hiddenRows?: ReadonlySet<number>;
  readonly hiddenColumns?: ReadonlySet<number>;
  /** Row -> column -> what a cell shows that is merged with the one above it. Such a cell is null in `rows`. */
  readonly continued?: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
  /** Row -> its cells that are merged with each other. */
  readonly across?: ReadonlyMap<number, readonly Across[]>;
}

/** One state's list of a whole prefecture has some thousands of rows, and a file of 20,000 some two megabytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Of one sheet, gaps included: 20,000 items, and a header within the first 20 rows. */
export const MAX_ROWS = 20_020;
/** Of one sheet, gaps included. */
export const MAX_CELLS = 1_000_000;

/**
 * The tables of a file, by what its bytes are, whatever its name says: a workbook, text with separators, or the tables of a
 * web page, which older systems export under the name of a workbook.
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
  if (bytes.includes(0) && !utf16Of(bytes)) throw new UnreadableList(importIssue('FILE_TYPE_UNKNOWN'));
  const text = decodeText(bytes);
  return isMarkup(text) ? readMarkup(text) : [readCsv(text)];
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
}
