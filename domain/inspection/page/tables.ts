/** Labels in tables: the value is to the right, below, or in the column under a header. */
import { attribute, childElements, descendants, parentOf, type Element } from './dom.js';
import type { Range } from './atoms.js';
import type { Occurrence } from './occurrences.js';
import type { PageModel } from './page-model.js';
import { looksLikeLabel } from '../text/labels.js';

export interface Cell {
  readonly element: Element;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly range: Range;
  /** The label that fills the cell. */
  readonly label: Occurrence | null;
}

export interface TableValue {
  readonly label: Occurrence;
  readonly ranges: readonly Range[];
  readonly how: 'table row' | 'table column' | 'table section';
  /** Row of a table that lists items, one a row. */
  readonly record: string | null;
}

const MOST_CELLS = 20_000;
const MOST_SPAN = 200;
/** Places that cells may claim in the rows below, all together; a table that claims more is made to cost time. */
const MOST_CLAIMED = 200_000;

export function tableValues(page: PageModel, labels: readonly Occurrence[]): TableValue[] {
  const byElement = new Map(labels.filter(({ fills }) => fills).map((label) => [label.element, label]));
  const cells = new Set(
    labels.filter(({ element }) => /^t[dh]$/.test(element.tagName)).map(({ element }) => tableOf(element)),
  );
  const values: TableValue[] = [];
  for (const table of cells) {
    // A bar over the value below it, made as a table of one cell.
    if (table && isOneLabel(page, table, labels)) continue;
    if (table && !isRowOfTabs(page, table, byElement))
      values.push(...valuesOf(page, table, byElement, startsIn(table, labels)));
  }
  return values;
}

/** The table holds a label and nothing else. */
export const isOneLabel = (page: PageModel, table: Element, labels: readonly Occurrence[]): boolean => {
  const { start, end } = page.rangeOf(table);
  return labels.some((label) => label.start === start && label.end === end);
};

/** Where labels begin in the cells of a table itself, not in tables within them. */
const startsIn = (table: Element, labels: readonly Occurrence[]): ReadonlySet<number> =>
  new Set(labels.filter(({ element }) => tableOf(element) === table).map(({ start }) => start));

/** A table of one row that holds nothing but labels: tabs, made as they were made before style sheets. */
export function isRowOfTabs(page: PageModel, table: Element, labels: ReadonlyMap<Element, unknown>): boolean {
  const rows = [...descendants(table)].filter(({ tagName }) => tagName === 'tr');
  const cells = rows.length === 1 ? childElements(rows[0]!) : [];
  const named = cells.filter((cell) => labels.has(cell)).length;
  return named >= 3 && named * 2 > cells.length && cells.every((cell) => page.textOf(cell).length <= 14);
}

export function tableOf(cell: Element): Element | null {
  for (let up = parentOf(cell); up; up = parentOf(up)) if (up.tagName === 'table') return up;
  return null;
}

/** Rows of cells; a cell that spans rows is in the first only. */
function gridOf(page: PageModel, table: Element, labels: ReadonlyMap<Element, Occurrence>): Cell[][] {
  const rows = [...descendants(table)].filter(
    (element) => element.tagName === 'tr' && tableOf(element) === table,
  );
  const occupied = new Map<number, Set<number>>();
  let count = 0;
  let claimed = 0;
  return rows.map((tr, row) => {
    const taken = occupied.get(row) ?? new Set<number>();
    let column = 0;
    const cells: Cell[] = [];
    for (const element of childElements(tr)) {
      if (!/^t[dh]$/.test(element.tagName) || ++count > MOST_CELLS) continue;
      while (taken.has(column)) column += 1;
      const rowSpan = Math.min(span(element, 'rowspan'), rows.length - row);
      const columnSpan = span(element, 'colspan');
      claimed += (rowSpan - 1) * columnSpan;
      for (let below = row + 1; claimed <= MOST_CLAIMED && below < row + rowSpan; below += 1) {
        const set = occupied.get(below) ?? new Set<number>();
        for (let at = column; at < column + columnSpan; at += 1) set.add(at);
        occupied.set(below, set);
      }
      const range = page.rangeOf(element);
      cells.push({ element, row, column, rowSpan, columnSpan, range, label: labels.get(element) ?? null });
      column += columnSpan;
    }
    return cells;
  });
}

function span(cell: Element, name: 'rowspan' | 'colspan'): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), MOST_SPAN) : 1;
}

const isEmpty = ({ range }: Cell): boolean => range.start >= range.end;

function valuesOf(
  page: PageModel,
  table: Element,
  labels: ReadonlyMap<Element, Occurrence>,
  starts: ReadonlySet<number>,
): TableValue[] {
  const grid = gridOf(page, table, labels);
  const values: TableValue[] = [];
  for (let row = 0; row < grid.length; row += 1) {
    const cells = grid[row]!;
    if (!cells.some(({ label }) => label)) continue;
    if (isHeaderRow(page, grid, row)) {
      const last = endOfColumns(page, grid, row);
      values.push(...columnValues(grid, row, last));
      row = last - 1;
    } else values.push(...rowValues(grid, row, starts));
  }
  return values;
}

/** Whether all filled cells are labels, and those below them are not. */
function isHeaderRow(page: PageModel, grid: readonly Cell[][], row: number): boolean {
  const cells = grid[row]!;
  const filled = cells.filter((cell) => !isEmpty(cell));
  const labels = filled.filter(({ label }) => label);
  if (labels.filter(({ label }) => label!.elements.length > 0).length === 0 || filled.length < 2)
    return false;
  const like = filled.filter(
    (cell) => cell.label || cell.element.tagName === 'th' || looksLikeLabel(page.text(cell.range)),
  );
  const short = filled.every((cell) => page.text(cell.range).length <= 16);
  const enough =
    like.length === filled.length ||
    (short && filled.length >= 3 && labels.length >= 2 && labels.length * 2 > filled.length);
  if (!enough || labels.length < 1 || (labels.length < 2 && filled.length > 2 && like.length < filled.length))
    return false;
  if (cells.some((cell, index) => cell.label && index + 1 < cells.length && isEmpty(cells[index + 1]!)))
    return false;
  if (isInHead(cells[0]!.element)) return true;
  const below = grid[row + 1];
  if (!below || below.length === 0) return false;
  const columns = new Set(labels.map(({ column }) => column));
  const under = below.filter(({ column }) => columns.has(column));
  if (under.length === 0) return false;
  return under.filter(({ label }) => label).length * 3 <= under.length;
}

const isInHead = (cell: Element): boolean => {
  const group = parentOf(cell) && parentOf(parentOf(cell)!);
  return group?.tagName === 'thead';
};

/** The row after the last one that belongs to the header. */
function endOfColumns(page: PageModel, grid: readonly Cell[][], header: number): number {
  let row = header + 1;
  while (row < grid.length && !isHeaderRow(page, grid, row)) {
    const cells = grid[row]!;
    const starts =
      cells[0]?.label && cells.length < grid[header]!.length && cells[0].label.elements.length > 0;
    if (starts) break;
    row += 1;
  }
  return row;
}

function columnValues(grid: readonly Cell[][], header: number, last: number): TableValue[] {
  const cells = grid[header]!;
  const listsItems = last - header > 2 && cells.some(({ label }) => label?.elements.includes('事项名称'));
  const values: TableValue[] = [];
  for (const { label, column, columnSpan } of cells) {
    if (!label) continue;
    const under = grid
      .slice(header + 1, last)
      .flat()
      .filter((cell) => cell.column < column + columnSpan && cell.column + cell.columnSpan > column);
    if (!listsItems) {
      values.push({ label, ranges: under.map(({ range }) => range), how: 'table column', record: null });
      continue;
    }
    for (let row = header + 1; row < last; row += 1) {
      const ranges = under
        .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
        .map(({ range }) => range);
      values.push({ label, ranges, how: 'table column', record: `row ${row}` });
    }
  }
  return values;
}

function rowValues(grid: readonly Cell[][], row: number, starts: ReadonlySet<number>): TableValue[] {
  const cells = grid[row]!;
  const values: TableValue[] = [];
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]!;
    if (!cell.label) continue;
    const { label } = cell;
    if (cells.length === 1 || isAlone(cells, index)) {
      values.push({
        label,
        ranges: rowsBelow(grid, row + cell.rowSpan, starts),
        how: 'table section',
        record: null,
      });
      continue;
    }
    const right: Cell[] = [];
    let next = index + 1;
    const first = cells[next];
    if (first && (!first.label || !startsAnother(cells, next, cell))) {
      right.push(first);
      next += 1;
      const group = first.label !== null && isGroup(cell, first);
      while (next < cells.length && (group || !cells[next]!.label)) right.push(cells[next++]!);
    }
    const beside = spannedRows(grid, cell);
    values.push({
      label,
      ranges: [...right, ...beside].map(({ range }) => range),
      how: 'table row',
      record: null,
    });
    if (!(first?.label && right.length > 0 && isGroup(cell, first))) index = next - 1;
  }
  return values;
}

/** The only cell with anything in it, as wide as the table: a section's heading. */
function isAlone(cells: readonly Cell[], index: number): boolean {
  return cells[index]!.columnSpan > 1 && cells.every((cell, at) => at === index || isEmpty(cell));
}

/**
 * A label to the right of a label: does it begin a pair of its own (so that the first one has no value), or is it the
 * first one's value (a copied label)?
 */
function startsAnother(cells: readonly Cell[], index: number, before: Cell): boolean {
  const cell = cells[index]!;
  if (isGroup(before, cell)) return false;
  const follows = cells[index + 1];
  return cell.element.tagName === 'th' || (follows !== undefined && !follows.label);
}

/** 咨询方式 beside 联系电话: a group and its parts. */
function isGroup(cell: Cell, next: Cell): boolean {
  const mine = cell.label!.elements;
  const sameElement = next.label !== null && next.label.elements.some((element) => mine.includes(element));
  return sameElement || (cell.rowSpan > 1 && next.label !== null);
}

function spannedRows(grid: readonly Cell[][], cell: Cell): Cell[] {
  return grid
    .slice(cell.row + 1, cell.row + cell.rowSpan)
    .flat()
    .filter(({ column }) => column >= cell.column + cell.columnSpan);
}

/** What follows a section's heading, to the next row that begins with a label. */
function rowsBelow(grid: readonly Cell[][], from: number, starts: ReadonlySet<number>): Range[] {
  const ranges: Range[] = [];
  for (let row = from; row < grid.length; row += 1) {
    const cells = grid[row]!;
    if (cells.some((cell) => cell.label || (!isEmpty(cell) && starts.has(cell.range.start)))) break;
    ranges.push(...cells.map(({ range }) => range));
  }
  return ranges;
}
