import { decodeText, utf16Of } from './decode-text.js';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';
import { readCsv } from './read-csv.js';
import { isMarkup, readMarkup } from './read-html.js';
import { readXlsx } from './read-xlsx.js';

/** A cell that cannot be read as text. */
export interface CellFault {
  /** The text of the catalogue's area that says why. */
  readonly fault: 'cellNotText' | 'cellError' | 'cellIsFormula' | 'characterLost' | 'digitsLost';
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
  /** Hidden when the file is opened. Its rows are not read. */
  readonly hidden?: boolean;
  /** Indexes of rows and columns that are hidden when the file is opened. */
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
 * Reads the tables of a file by its bytes, not its name: a workbook, separated text, or the tables of a web page, which
 * older systems export named as a workbook.
 *
 * @throws {UnreadableList}
 */
export async function readSheets(bytes: Buffer): Promise<readonly Sheet[]> {
  if (bytes.length === 0) throw new UnreadableList(detail('catalogue.fileEmpty'));
  if (bytes.length > MAX_FILE_BYTES) {
    const sizes = { size: bytes.length, max: MAX_FILE_BYTES };
    throw new UnreadableList(detail('catalogue.fileTooLarge', sizes));
  }
  if (startsWith(bytes, '%PDF-')) throw new UnreadableList(detail('catalogue.fileIsPdf'));
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw new UnreadableList(detail('catalogue.fileIsOldExcel'));
  if (startsWith(bytes, 'PK')) return readXlsx(bytes);
  if (bytes.includes(0) && !utf16Of(bytes)) throw new UnreadableList(detail('catalogue.fileTypeUnknown'));
  const text = decodeText(bytes);
  return isMarkup(text) ? readMarkup(text) : [readCsv(text)];
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
}
