import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5';
import { textCell } from './cell-text.js';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';
import { mergedCells, type Area } from './merged-cells.js';
import { MAX_CELLS, MAX_ROWS, type Cell, type Sheet } from './read-sheets.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const WEB_PAGE =
  /^\s*(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html|html|head|meta|title|style|body|div|center|table|frameset)\b/i;
const XML = /^\s*<\?xml\b/;
const XML_TABLE = /<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/;
/** A page with its pictures in one file (MHTML). */
const MAILED_PAGE =
  /^\s*(?:MIME-Version|Content-Type|From|Subject):[^]{0,2000}?(?:multipart\/related|text\/html)/i;

/** Whether a text is a page or a document in XML rather than rows with separators. */
export const isMarkup = (text: string): boolean => {
  const head = text.slice(0, 4096);
  return WEB_PAGE.test(head) || XML.test(head) || MAILED_PAGE.test(head);
};

/**
 * Reads the tables of a web page, which older systems export named as a workbook.
 *
 * @throws {UnreadableList} fileIsWebPage without a table, fileIsXmlTable, fileIsXml for other XML
 */
export function readMarkup(text: string): Sheet[] {
  const head = text.slice(0, 4096);
  if (XML_TABLE.test(head)) throw new UnreadableList(detail('catalogue.fileIsXmlTable'));
  if (XML.test(head) && !/<html\b/i.test(head)) throw new UnreadableList(detail('catalogue.fileIsXml'));
  const tables = MAILED_PAGE.test(head) ? [] : tablesOf(text);
  if (tables.length === 0) throw new UnreadableList(detail('catalogue.fileIsWebPage'));
  return tables.map((rows, index) => sheetOf(tables.length === 1 ? null : `第${index + 1}个表格`, rows));
}

/** The rows of each table; nested tables are separate. */
function tablesOf(text: string): Element[][] {
  const tables = new Map<Element, Element[]>();
  const stack: { node: Node; table: Element | null }[] = parse(text)
    .childNodes.toReversed()
    .map((node) => ({ node, table: null }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (!tree.isElementNode(top.node)) continue;
    const { node } = top;
    let { table } = top;
    if (node.tagName === 'table') tables.set((table = node), []);
    if (node.tagName === 'tr' && table) tables.get(table)!.push(node);
    for (const child of node.childNodes.toReversed()) stack.push({ node: child, table });
  }
  return [...tables.values()].filter((rows) => rows.length > 0);
}

function sheetOf(name: string | null, lines: readonly Element[]): Sheet {
  const rows: Cell[][] = [];
  const hiddenRows = new Set<number>();
  const merged: Area[] = [];
  /** Column -> the last row that a cell further up reaches down to. */
  const taken = new Map<number, number>();
  let cells = 0;
  for (const [row, line] of lines.slice(0, MAX_ROWS + 1).entries()) {
    const values: Cell[] = [];
    if (isHidden(line)) hiddenRows.add(row);
    for (const cell of line.childNodes) {
      if (!tree.isElementNode(cell) || !/^t[dh]$/.test(cell.tagName)) continue;
      while ((taken.get(values.length) ?? -1) >= row) values.push(null);
      const area = areaOf(cell, row, values.length);
      if (area.lastRow > row || area.lastColumn > area.column) merged.push(area);
      values.push(textCell(textOf(cell)));
      for (let { column } = area; column <= area.lastColumn; column += 1) {
        if (column > area.column) values.push(null);
        taken.set(column, area.lastRow);
      }
      if (cells + values.length > MAX_CELLS) throw tooLarge();
    }
    cells += values.length;
    rows.push(values);
  }
  return { name, rows, hiddenRows, ...mergedCells(rows, merged) };
}

const tooLarge = (): UnreadableList =>
  new UnreadableList(detail('catalogue.tooManyCells', { cells: MAX_CELLS }));

/** By HTML's own limits of the two attributes; a `rowspan` of 0 goes down to the end. */
function areaOf(cell: Element, row: number, column: number): Area {
  const span = (name: string, most: number): number => {
    const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
    return value >= 1 ? Math.min(value, most) : 1;
  };
  const down = attributeOf(cell, 'rowspan') === '0' ? MAX_ROWS : span('rowspan', 65_534);
  return { row, column, lastRow: row + down - 1, lastColumn: column + span('colspan', 1000) - 1 };
}

const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

const isHidden = (row: Element): boolean =>
  attributeOf(row, 'hidden') !== undefined || /display\s*:\s*none/i.test(attributeOf(row, 'style') ?? '');

/** A cell's text without that of tables in it. */
function textOf(cell: Element): string {
  const texts: string[] = [];
  const stack: Node[] = cell.childNodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (tree.isTextNode(node)) texts.push(node.value);
    else if (!tree.isElementNode(node) || NOT_TEXT.has(node.tagName)) continue;
    else {
      if (BREAKING.has(node.tagName)) texts.push('\n');
      stack.push(...node.childNodes.toReversed());
    }
  }
  return texts.join('');
}
const NOT_TEXT = new Set(['table', 'style', 'script', 'template']);
const BREAKING = new Set(['br', 'p', 'div', 'li']);
