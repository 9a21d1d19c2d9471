import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { TableColumn } from './model.js';
import { documentDate } from './numbering.js';
import { printable } from './plain-text.js';

/** A list of items as a spreadsheet: title, maker and date, header, rows. */
export interface ItemTable {
  /** Also the sheet's name, shortened. */
  readonly title: string;
  /** 制表单位. */
  readonly madeBy: string;
  /** 制表日期, `YYYY-MM-DD`. */
  readonly madeOn: string;
  /** `width` in characters of the digits' width, as spreadsheet programs count. */
  readonly columns: readonly TableColumn[];
  /** Strings are text, whatever they begin with; null leaves a cell empty. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Frozen rows: title, 制表单位, header. */
const HEAD_ROWS = 3;

/** One sheet a table. */
export function renderXlsx(tables: readonly ItemTable[]): Promise<Buffer> {
  const names = sheetNames(tables.map(({ title }) => title));
  const sheets = tables.map((table, index) => ({
    sheet: names[index]!,
    data: sheetData(table),
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: HEAD_ROWS,
    ...(table.columns.length > 6 && { orientation: 'landscape' as const }),
  }));
  return writeXlsxFile(sheets, { fontFamily: '宋体', fontSize: 11 }).toBuffer();
}

function sheetData({ title, madeBy, madeOn, columns, rows }: ItemTable): SheetData {
  const span = (value: string, style: Partial<CellObject>): CellObject[] => [
    { ...text(value), columnSpan: columns.length, ...style } as CellObject,
  ];
  return [
    span(title, { align: 'center', alignVertical: 'center', fontSize: 18, fontWeight: 'bold', height: 36 }),
    span(`制表单位：${madeBy}　　制表日期：${documentDate(madeOn)}`, { height: 20 }),
    columns.map(
      (column) =>
        ({
          ...text(column.title),
          ...BORDER,
          align: 'center',
          alignVertical: 'center',
          fontWeight: 'bold',
          backgroundColor: '#EDEDED',
          wrap: true,
        }) as CellObject,
    ),
    ...rows.map((row) =>
      row.map((value, index) => {
        const style = {
          ...BORDER,
          align: columns[index]!.align ?? 'center',
          alignVertical: 'center',
          wrap: true,
        };
        if (value === null) return { ...style } as CellObject;
        return {
          ...(typeof value === 'number' ? { value, type: Number } : text(value)),
          ...style,
        } as CellObject;
      }),
    ),
  ];
}

const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const;

/**
 * A text cell: `=1+1` and `@SUM(A1)` are shown, never computed. The format `@` keeps them so when somebody edits the cell.
 */
function text(value: string): { value: string; type: StringConstructor; format: '@' } {
  return { value: printable(value), type: String, format: '@' };
}

/** Valid sheet names: at most 31 characters, none of `: \ / ? * [ ]`, unique. */
function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const stem = title.replace(/[:\\/?*[\]']/g, ' ').trim() || '清单';
    for (let n = 1; ; n += 1) {
      const suffix = n === 1 ? '' : `(${n})`;
      const name = stem.slice(0, 31 - suffix.length) + suffix;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
