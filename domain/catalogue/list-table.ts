import { codeCell } from './cell-text.js';
import { isBlank, titleOf, type Column, type Header } from './columns.js';
import { isFootText } from './foot-rows.js';
import { detail, type Text } from '../messages/index.js';
import { importIssue, shortened, type ImportIssue } from './import-issues.js';
import type { Cell, Sheet } from './read-sheets.js';

/** The columns that make a row an item, unlike serial numbers and remarks. */
const OF_ITEMS = ['name', 'code', 'category', 'guideUrl'] as const satisfies Column[];

/** A row below the header, by its index in the sheet. */
export type TableRow =
  | { readonly kind: 'item'; readonly index: number }
  /** A row without an item; it may name the unit of the rows below. */
  | { readonly kind: 'blank'; readonly index: number }
  /** A sum, a note or a repeated header: skipped. */
  | { readonly kind: 'leftOut'; readonly index: number; readonly text: string }
  /** A person must decide whether it is an item. */
  | { readonly kind: 'fault'; readonly index: number; readonly issue: ImportIssue };

/** Classifies the rows of a sheet below its header. */
export function* tableRows(sheet: Sheet, header: Header): Generator<TableRow> {
  const width = widthOf(sheet, header);
  for (let index = header.row + 1; index < sheet.rows.length; index += 1)
    yield rowAt(sheet, { ...header, width }, index);
}

/** The cell of a column in a row, also of one that is merged with the cell above. */
export function cellAt(sheet: Sheet, header: Header, index: number, column: Column): Cell {
  const place = header.columns.get(column)?.index;
  if (place === undefined) return null;
  const own = ownCell(sheet, index, place);
  const cell = own === null ? (sheet.continued?.get(index)?.get(place) ?? null) : own;
  return column === 'code' ? codeCell(cell) : cell;
}

/** Hidden columns that would be read, as issues. */
export function hiddenColumns(sheet: Sheet, header: Header): ImportIssue[] {
  return [...header.columns.values()]
    .filter(({ index }) => sheet.hiddenColumns?.has(index))
    .map(({ title }) =>
      importIssue(detail('catalogue.columnHidden'), {
        sheet: sheet.name,
        row: header.row + 1,
        column: title,
      }),
    );
}

function ownCell(sheet: Sheet, index: number, place: number): Cell {
  const cell = sheet.rows[index]?.[place];
  return cell === undefined || isBlank(cell) ? null : cell;
}

/** The width of the rows: one more than the header's if every row ends with a separator. */
function widthOf({ rows }: Sheet, { row, width }: Header): number {
  const below = rows.slice(row + 1).filter((cells) => !cells.every(isBlank));
  const longest = below[0]?.length ?? 0;
  return below.every((cells) => cells.length === longest && cells.slice(width).every(isBlank))
    ? longest
    : width;
}

function rowAt(sheet: Sheet, header: Header, index: number): TableRow {
  const own = (column: Column): Cell => {
    const place = header.columns.get(column)?.index;
    return place === undefined ? null : ownCell(sheet, index, place);
  };
  const fault = (text: Text, column: string | null): TableRow => ({
    kind: 'fault',
    index,
    issue: importIssue(text, { sheet: sheet.name, row: index + 1, column }),
  });
  const cells = sheet.rows[index]!;
  const first = cells.find((cell) => !isBlank(cell)) ?? null;
  const value = shortened(shown(own('name') ?? first) ?? '');
  const foot = footOf(sheet, header, index, own);
  if (foot !== null) return { kind: 'leftOut', index, text: foot };
  if (cells.length > header.width && first !== null)
    return fault(detail('catalogue.rowTooLong', { cells: cells.length, columns: header.width, value }), null);
  if (OF_ITEMS.every((column) => own(column) === null)) return { kind: 'blank', index };
  if (isHeaderAgain(header, own)) return { kind: 'leftOut', index, text: shown(own('name')) ?? '' };
  if (sheet.hiddenRows?.has(index)) return fault(detail('catalogue.rowHidden', { value }), null);
  if (isMergedAcross(sheet, header, index))
    return fault(detail('catalogue.rowMerged', { value }), titleOf(header, 'name'));
  return { kind: 'item', index };
}

/** The text of a sum, signature or note; null for a row with a code or address, which is an item. */
function footOf(sheet: Sheet, header: Header, index: number, own: (column: Column) => Cell): string | null {
  if (own('code') !== null || own('guideUrl') !== null) return null;
  const cells = sheet.rows[index]!;
  const first = cells.findIndex((cell) => !isBlank(cell));
  const isRemark = /注|说明/.test(header.titles.get(first) ?? '');
  return [own('name'), isRemark ? null : cells[first]].find(isFoot) ?? null;
}

const isFoot = (cell: Cell | undefined): cell is string => typeof cell === 'string' && isFootText(cell);

/** Whether a row repeats the header, as programs print it on every page. */
function isHeaderAgain({ columns }: Header, own: (column: Column) => Cell): boolean {
  const same = [...columns].filter(([column, { title }]) => own(column) === title);
  return same.length >= Math.min(2, columns.size);
}

function isMergedAcross(sheet: Sheet, header: Header, index: number): boolean {
  const name = header.columns.get('name')!.index;
  const merged = sheet.across?.get(index)?.find(({ from, to }) => from <= name && name <= to);
  if (!merged) return false;
  return (
    [...header.titles.keys()].filter((column) => merged.from <= column && column <= merged.to).length > 1
  );
}

const shown = (cell: Cell): string | null => (cell === null || typeof cell === 'string' ? cell : cell.text);
