import type { TableColumn } from './model.js';
import { MM, TABLE_LINE_PITCH, TEXT_WIDTH, tableSize } from './page-layout.js';
import { widthInCharacters } from './numbering.js';

/** Space on either side of a cell's text, in points. */
export const CELL_PADDING = 3;

/**
 * A row that is kept on one page must fit on it: Word and PDF cut off the rest. Rows up to a third of a landscape page are
 * kept whole, so the estimate of a row's height may be wrong by the factor three.
 */
const TALL = (TEXT_WIDTH * MM) / 3;

export interface TableLayout {
  /** Of the text in each column, in points. */
  readonly widths: readonly number[];
  /** Points. */
  readonly size: number;
  /** Whether the heading of the columns takes too much of a page to be repeated on each. */
  readonly isHeadTall: boolean;
  /** For each row, whether it may have to be continued on another page. */
  readonly tallRows: readonly boolean[];
}

/** @param width of the whole table, in points */
export function tableLayout(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): TableLayout {
  const size = tableSize(columns.length);
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const free = width - columns.length * (2 * CELL_PADDING + 0.5) - 0.5;
  const widths = columns.map((column) => (free * column.width) / total);
  const isTall = (cells: readonly string[]): boolean =>
    cells.some((text, index) => isTallText(text, widths[index]!, size, TABLE_LINE_PITCH));
  return {
    ...{ widths, size },
    isHeadTall: isTall(columns.map(({ title }) => title)),
    tallRows: rows.map(isTall),
  };
}

/** All lengths in points. Lines are counted as if each broke a character early, as one before a closing mark does. */
export function isTallText(text: string, width: number, size: number, pitch: number): boolean {
  const perLine = Math.max(1, Math.floor(width / size) - 1);
  const lines = text
    .split('\n')
    .reduce((sum, each) => sum + Math.max(1, Math.ceil(widthInCharacters(each) / perLine)), 0);
  return lines * pitch > TALL;
}
