import { strFromU8, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { numberCell, textCell } from './cell-text.js';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';
import { mergedCells } from './merged-cells.js';
import type { Cell, Sheet } from './read-sheets.js';
import { readLayout, type SheetLayout } from './sheet-layout.js';
import { partNamesOf, partsOf, type Parts } from './workbook-parts.js';
import { readStyles } from './workbook-styles.js';
import { attributeOf, tagsOf } from './xml-tags.js';

/**
 * Every sheet of an XLSX; of those that are hidden the names only. Numbers are kept as the digits that stand in the file,
 * so that a code of twenty digits does not lose its last ones.
 *
 * @throws {UnreadableList}
 */
export async function readXlsx(bytes: Buffer): Promise<readonly Sheet[]> {
  refuseOtherDocuments(bytes);
  const parts = partsOf(bytes);
  const { tabs, layouts } = readParts(parts);
  const values = await readValues(parts);
  return tabs.map(({ name, hidden, part }, index) => {
    const layout = layouts.get(part);
    const rows = values[index];
    return hidden || !rows || !layout ? { name, rows: [], hidden } : sheetOf(name, rows, layout);
  });
}

/** A sheet as the workbook lists it. */
interface Tab {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of the part that holds it. */
  readonly part: string;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STYLES = 'xl/styles.xml';

function readParts(parts: Parts): { tabs: Tab[]; layouts: Map<string, SheetLayout> } {
  const xmlOf = (name: string): string => (parts[name] ? strFromU8(parts[name]) : '');
  const styles = readStyles(xmlOf(STYLES));
  const layouts = new Map(Object.keys(parts).map((name) => [name, readLayout(xmlOf(name), styles)]));
  return { tabs: tabsOf(xmlOf(WORKBOOK), xmlOf(RELATIONS)), layouts };
}

/** In the order in which the library counts them. */
function tabsOf(workbook: string, relations: string): Tab[] {
  const targets = new Map(
    tagsOf(relations, 'Relationship').map((attributes) => [
      attributeOf(attributes, 'Id'),
      attributeOf(attributes, 'Target') ?? '',
    ]),
  );
  return tagsOf(workbook, 'sheet')
    .filter((attributes) => attributeOf(attributes, 'name'))
    .map((attributes) => {
      const target = targets.get(attributeOf(attributes, 'id')) ?? '';
      return {
        name: attributeOf(attributes, 'name')!,
        hidden: /^(?:very)?hidden$/i.test(attributeOf(attributes, 'state') ?? ''),
        part: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      };
    });
}

async function readValues(parts: Parts): Promise<Cell[][][]> {
  // Of the parts as they were unpacked within the limits, not of the file: the library would unpack that without any.
  const archive = zipSync(parts, { level: 0 });
  try {
    const sheets = await readWorkbook<Cell>(archive.buffer, { parseNumber: (digits) => numberCell(digits) });
    // a sheet of charts has no data
    return sheets.map(({ data }) => ((data ?? []) as unknown[][]).map((row) => row.map(cellOf)));
  } catch (cause) {
    // Besides its own two classes the library lets through what its XML parser throws: plain errors.
    throw new UnreadableList(detail('catalogue.fileDamaged'), { cause });
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return textCell(value);
  if (value instanceof Date) return { fault: 'cellNotText', text: value.toISOString().slice(0, 10) };
  if (typeof value === 'object') return value as Cell; // of `numberCell`
  return { fault: 'cellNotText', text: String(value) };
}

function sheetOf(name: string, rows: Cell[][], layout: SheetLayout): Sheet {
  for (const [row, cells] of layout.special) {
    while (rows.length <= row) rows.push([]); // the library drops what it takes for empty at a sheet's end
    const values = rows[row]!;
    for (const [column, special] of cells) {
      while (values.length <= column) values.push(null);
      const value = values[column] ?? null;
      if ('fault' in special) values[column] = { ...special, text: special.text || String(value ?? '') };
      else if (typeof value === 'string') values[column] = value.padStart(special.width, '0');
    }
  }
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  for (const cells of rows) while (cells.length < width) cells.push(null);
  const { hiddenRows, hiddenColumns } = layout;
  return { name, rows, hiddenRows, hiddenColumns, ...mergedCells(rows, layout.merged) };
}

/** Archives that other programs write, whose names people change. */
const OTHER_DOCUMENTS: readonly (readonly [part: string, what: string])[] = [
  ['word/document.xml', 'Word 文档'],
  ['ppt/presentation.xml', '演示文稿'],
  ['xl/workbook.bin', 'Excel 二进制工作簿(.xlsb)'],
  ['META-INF/manifest.xml', 'OpenDocument 文档(.ods)'],
];

function refuseOtherDocuments(bytes: Buffer): void {
  const names = partNamesOf(bytes);
  const other = OTHER_DOCUMENTS.find(([part]) => names.includes(part));
  if (other) throw new UnreadableList(detail('catalogue.fileIsOtherDocument', { type: other[1] }));
}
