import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';
import { MAX_CELLS, type Across, type Cell, type Sheet } from './read-sheets.js';

/** Indexes of rows and columns, the last ones included. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/**
 * Expands merged cells: the value of the first cell also applies to the rows below it, in its column.
 *
 * @throws {UnreadableList} tooManyMergedCells when they cover more than a sheet may hold
 */
export function mergedCells(
  rows: readonly (readonly Cell[])[],
  areas: readonly Area[],
): Required<Pick<Sheet, 'continued' | 'across'>> {
  const continued = new Map<number, Map<number, Cell>>();
  const across = new Map<number, Across[]>();
  let cells = 0;
  for (const { row, column, lastRow, lastColumn } of areas) {
    const value = rows[row]?.[column] ?? null;
    if (value === null) continue;
    if (lastColumn > column) {
      const ofRow = across.get(row) ?? [];
      ofRow.push({ from: column, to: lastColumn });
      across.set(row, ofRow);
    }
    for (let below = row + 1; below <= Math.min(lastRow, rows.length - 1); below += 1) {
      cells += 1;
      if (cells > MAX_CELLS) throw new UnreadableList(detail('catalogue.tooManyMergedCells'));
      const cellsOfRow = continued.get(below) ?? new Map<number, Cell>();
      continued.set(below, cellsOfRow.set(column, value));
    }
  }
  return { continued, across };
}
