import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';
import type { Area } from './merged-cells.js';
import { MAX_CELLS, MAX_ROWS } from './read-sheets.js';
import type { Special, WorkbookStyles } from './workbook-styles.js';
import { attributeOf } from './xml-tags.js';

/** What a sheet says besides the values of its cells, which is all that the reader of workbooks tells. */
export interface SheetLayout {
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly merged: Area[];
  /** Row -> column -> what the reader takes for an empty cell, or for digits that are not those shown. */
  readonly special: Map<number, Map<number, Special>>;
}

/**
 * Goes through a part of a workbook by its tags. Rows and cells say where they stand (`r="12"`, `r="C12"`), and the reader
 * fills whatever lies before them, and every row up to the last column: what would take too much is refused.
 *
 * @param xml of any part: which of them are sheets is for the workbook to say
 * @throws {UnreadableList} fileDamaged, sheetTooLarge
 */
export function readLayout(xml: string, styles: WorkbookStyles): SheetLayout {
  const layout: SheetLayout = {
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merged: [],
    special: new Map(),
  };
  let rows = 0;
  let columns = 0;
  for (const tag of xml.matchAll(TAG)) {
    const [all, name, attributes = '', end] = tag;
    if (end !== '>') throw damaged();
    if (name === 'col') hideColumns(layout, attributes);
    else if (name === 'mergeCell') merge(layout, attributes);
    else {
      const address = /(?:^|[^\w:])r\s*=\s*["']?([^"'\s/>]*)/.exec(attributes)?.[1];
      if (address === undefined) continue;
      const { row, column } = placeOf(address);
      if (name === 'c')
        noteCell(layout, { row, column, attributes, styles, xml, inside: tag.index + all.length });
      else if (isHidden(attributes)) layout.hiddenRows.add(row);
      rows = Math.max(rows, row + 1);
      columns = Math.max(columns, column + 1);
    }
  }
  if (rows > MAX_ROWS || rows * columns > MAX_CELLS) throw tooLarge();
  return layout;
}

/**
 * With quoted values taken whole, since a value may hold a `>`. It matches wherever a tag begins, so that a hostile sheet
 * is gone through once; a tag of a thousand characters outside its values is none that a spreadsheet program writes.
 */
const TAG = /<(?:\w+:)?(row|c|col|mergeCell)\b((?:[^>"']|"[^"]*"|'[^']*'){0,1000})(>?)/g;

interface CellTag {
  readonly row: number;
  readonly column: number;
  readonly attributes: string;
  readonly styles: WorkbookStyles;
  readonly xml: string;
  /** Where in `xml` the cell's content begins. */
  readonly inside: number;
}

function noteCell({ special }: SheetLayout, cell: CellTag): void {
  const found = specialOf(cell);
  if (!found) return;
  const cells = special.get(cell.row) ?? new Map<number, Special>();
  special.set(cell.row, cells.set(cell.column, found));
}

function specialOf({ attributes, styles, xml, inside }: CellTag): Special | null {
  const type = attributeOf(attributes, 't') ?? 'n';
  if (type === 'e') return { fault: 'cellError', text: valueIn(contentAfter(xml, inside)) };
  if (type !== 'n' && type !== 'str') return null;
  FORMULA.lastIndex = inside;
  // Without a result: a program that does not calculate wrote the file.
  if (FORMULA.test(xml) && valueIn(contentAfter(xml, inside)) === '')
    return { fault: 'cellIsFormula', text: '' };
  return type === 'n' ? (styles.get(Number(attributeOf(attributes, 's') ?? -1)) ?? null) : null;
}

const FORMULA = /\s*<(?:\w+:)?f\b/y;
const valueIn = (content: string): string => /<(?:\w+:)?v\b[^>]*>([^<]*)</.exec(content)?.[1] ?? '';

/** A formula and its result: the longest text that a cell may hold, with its entities. */
const LONGEST_CELL = 200_000;

function contentAfter(xml: string, start: number): string {
  const content = xml.slice(start, start + LONGEST_CELL);
  const end = /<\/(?:\w+:)?c>/.exec(content);
  return end ? content.slice(0, end.index) : content;
}

function hideColumns(layout: SheetLayout, attributes: string): void {
  const [min, max] = [Number(attributeOf(attributes, 'min')), Number(attributeOf(attributes, 'max'))];
  const hidden = isHidden(attributes) || Number(attributeOf(attributes, 'width') ?? 1) === 0;
  if (!hidden || !(min >= 1)) return;
  for (let column = min; column <= Math.min(max, WIDEST); column += 1) layout.hiddenColumns.add(column - 1);
}
const WIDEST = 16_384;

function merge(layout: SheetLayout, attributes: string): void {
  const [first, last] = (attributeOf(attributes, 'ref') ?? '').split(':');
  if (first === undefined || last === undefined) return;
  const [from, to] = [placeOf(first), placeOf(last)];
  layout.merged.push({ ...from, lastRow: to.row, lastColumn: to.column });
}

const isHidden = (attributes: string): boolean =>
  /^(?:1|true)$/.test(attributeOf(attributes, 'hidden') ?? '') ||
  Number(attributeOf(attributes, 'ht') ?? 1) === 0;

/** Of `C12`; of a row's `12` the column is the one before the first. */
function placeOf(address: string): { row: number; column: number } {
  const place = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(address);
  if (!place) throw damaged();
  const column = [...place[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(place[2]) - 1, column: column - 1 };
}

const damaged = (): UnreadableList => new UnreadableList(detail('catalogue.fileDamaged'));
const tooLarge = (): UnreadableList => {
  const limits = { rows: MAX_ROWS, cells: MAX_CELLS };
  return new UnreadableList(detail('catalogue.sheetTooLarge', limits));
};
