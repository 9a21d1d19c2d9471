import { isPlaceholder } from './cell-text.js';
import { findHeader, isBlank, likeliestHeader, titleOf, type Column, type Header } from './columns.js';
import { detail, type Text } from '../messages/index.js';
import { importIssue, shortened, type ImportIssue } from './import-issues.js';
import { nameKeyOf } from '../text/names.js';
import { categoryOf, type ItemCategory, type ListedItem } from './item-list.js';
import { cellAt, hiddenColumns, tableRows } from './list-table.js';
import { MAX_ROWS, type Cell, type Sheet } from './read-sheets.js';
import type { UnitDirectory } from './unit-directory.js';

export interface ParseOptions {
  readonly units: UnitDirectory;
  /** The reporting unit: rows without a unit are its own, rows of another unit are issues. Null: any unit. */
  readonly reporter: string | null;
}

export interface ParsedList {
  /** In the order of the file. */
  readonly items: readonly ListedItem[];
  /** In the order of the file. */
  readonly issues: readonly ImportIssue[];
  /** Skipped sheets: those without a header, and hidden ones. */
  readonly ignoredSheets: readonly string[];
  /** Skipped rows in the order of the file: sums, signatures, notes. */
  readonly ignoredRows: readonly IgnoredRow[];
}

export interface IgnoredRow {
  /** Null where the file has one table without a name. */
  readonly sheet: string | null;
  /** As the spreadsheet program shows it, from 1. */
  readonly row: number;
  readonly text: string;
}

const LENGTHS: Readonly<Record<Column, number>> = {
  name: 300,
  unit: 100,
  code: 100,
  category: 100,
  guideUrl: 2000,
};

/** Reads the items of all sheets that have a header, and reports all issues at once. */
export function parseList(sheets: readonly Sheet[], options: ParseOptions): ParsedList {
  const list = new ListParser(options);
  const ignoredSheets: string[] = [];
  const hidden = sheets.filter((sheet) => sheet.hidden).map(({ name }) => name ?? '');
  let headers = 0;
  for (const sheet of sheets) {
    if (sheet.hidden) {
      ignoredSheets.push(sheet.name ?? '');
      continue;
    }
    const header = findHeader(sheet);
    if (header === null) {
      if (sheet.rows.some((row) => !row.every(isBlank))) ignoredSheets.push(sheet.name ?? '');
      continue;
    }
    headers += 1;
    if ('code' in header) list.issues.push(header);
    else list.read(sheet, header);
  }
  if (headers === 0) {
    list.issues.push(importIssue(withoutHeader(hidden, sheets)));
  } else if (list.items.length === 0 && list.issues.length === 0)
    list.issues.push(importIssue(detail('catalogue.listEmpty')));
  return { items: list.items, issues: list.issues, ignoredSheets, ignoredRows: list.ignoredRows };
}

/** Titles of what may be the header, in a report. */
const MOST_QUOTED = 8;

function withoutHeader(hidden: readonly string[], sheets: readonly Sheet[]): Text {
  if (hidden.length > 0) return detail('catalogue.headerHidden', { sheets: hidden });
  const read = likeliestHeader(sheets);
  if (!read) return detail('catalogue.listEmpty');
  const titles = read.titles.slice(0, MOST_QUOTED).map(shortened);
  return titles.length > 0
    ? detail('catalogue.headerUnknown', { row: read.row, titles })
    : detail('catalogue.headerMissing');
}

/** State across the sheets of one file. */
class ListParser {
  readonly items: ListedItem[] = [];
  readonly issues: ImportIssue[] = [];
  readonly ignoredRows: IgnoredRow[] = [];
  /** Unit and key, or unit and code -> its first row. */
  private readonly seen = new Map<string, RowPlace>();

  constructor(private readonly options: ParseOptions) {}

  read(sheet: Sheet, header: Header): void {
    if (!header.columns.has('unit') && this.options.reporter === null) {
      const place = { sheet: sheet.name, row: header.row + 1 };
      this.issues.push(importIssue(detail('catalogue.unitColumnMissing'), place));
      return;
    }
    if (sheet.rows.length > MAX_ROWS) {
      this.issues.push(
        importIssue(detail('catalogue.tooManyRows', { max: MAX_ROWS }), { sheet: sheet.name }),
      );
      return;
    }
    this.issues.push(...hiddenColumns(sheet, header));
    // Lists omit repeated departments, or give each a row of its own above its items.
    let above: Cell = null;
    for (const { index, ...row } of tableRows(sheet, header)) {
      if (row.kind === 'leftOut')
        this.ignoredRows.push({ sheet: sheet.name, row: index + 1, text: shortened(row.text) });
      else if (row.kind === 'fault') this.issues.push(row.issue);
      else {
        above = cellAt(sheet, header, index, 'unit') ?? above;
        if (row.kind === 'item') this.readRow(new ListRow(sheet, header, index), above);
      }
    }
  }

  private readRow(row: ListRow, calledUnit: Cell): void {
    const name = row.text('name');
    if (row.isEmpty('name')) row.fault('name', detail('catalogue.nameMissing'));
    if (name && nameKeyOf(name) === '')
      row.fault('name', detail('catalogue.nameWithoutWords', { value: shortened(name) }));
    const unit = this.unitOf(row, calledUnit);
    const powerType = row.text('category');
    const category = row.categoryOf(powerType);
    const code = row.text('code');
    const guideUrl = row.urlOf(row.text('guideUrl'));
    if (name && unit) {
      this.refuseRepeated(row, 'name', name, `${unit}\n${nameKeyOf(name)}`);
      if (code) this.refuseRepeated(row, 'code', code, `${unit}\r${code}`);
    }
    this.issues.push(...row.issues);
    if (row.issues.length === 0 && name && unit && category) {
      this.items.push({ unit, code, name, category, powerType, guideUrl });
    }
  }

  private unitOf(row: ListRow, called: Cell): string | null {
    const { units, reporter } = this.options;
    if (isBlank(called)) {
      if (reporter === null) row.fault('unit', detail('catalogue.unitMissing'));
      return reporter;
    }
    const text = row.asText(called, 'unit');
    if (text === null) return null;
    const found = units.find(text);
    if (found.length === 1 && (reporter === null || reporter === found[0])) return found[0]!;
    row.fault('unit', whyNoUnit(found, shortened(text), found.length === 0 ? units.mostLike(text) : null));
    return null;
  }

  private refuseRepeated(row: ListRow, column: 'name' | 'code', text: string, key: string): void {
    const first = this.seen.get(key);
    if (first === undefined) this.seen.set(key, row.place);
    else row.fault(column, whyRepeated(column, shortened(text), first));
  }
}

interface RowPlace {
  readonly sheet: string | null;
  /** From 1. */
  readonly row: number;
}

function whyNoUnit(found: readonly string[], value: string, similar: string | null): Text {
  if (found.length === 1) return detail('catalogue.unitNotYours', { value });
  if (found.length > 1) return detail('catalogue.unitAmbiguous', { value });
  return similar
    ? detail('catalogue.unitUnknownSimilar', { value, similar })
    : detail('catalogue.unitUnknown', { value });
}

function whyRepeated(column: 'name' | 'code', value: string, { sheet, row }: RowPlace): Text {
  if (column === 'name')
    return sheet === null
      ? detail('catalogue.itemRepeated', { value, row })
      : detail('catalogue.itemRepeatedInSheet', { value, sheet, row });
  return sheet === null
    ? detail('catalogue.codeRepeated', { value, row })
    : detail('catalogue.codeRepeatedInSheet', { value, sheet, row });
}

/** One row of a sheet with its issues. */
class ListRow {
  readonly issues: ImportIssue[] = [];

  constructor(
    private readonly sheet: Sheet,
    private readonly header: Header,
    private readonly index: number,
  ) {}

  get place(): RowPlace {
    return { sheet: this.sheet.name, row: this.index + 1 };
  }

  isEmpty(column: Column): boolean {
    return this.cell(column) === null;
  }

  text(column: Column): string | null {
    return this.asText(this.cell(column), column);
  }

  asText(cell: Cell, column: Column): string | null {
    if (cell === null) return null;
    if (typeof cell !== 'string') {
      this.fault(column, detail(`catalogue.${cell.fault}`, { value: shortened(cell.text) }));
      return null;
    }
    // Control characters cannot be stored or shown; a line break inside a cell is a space.
    const text = cell
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '')
      .trim();
    if (text.length > LENGTHS[column]) {
      const lengths = { length: text.length, max: LENGTHS[column] };
      this.fault(column, detail('catalogue.textTooLong', { ...lengths, value: shortened(text) }));
      return null;
    }
    return text;
  }

  /** OTHER without a category. */
  categoryOf(wording: string | null): ItemCategory | null {
    if (wording === null) return 'OTHER';
    const category = categoryOf(wording);
    if (category === null)
      this.fault('category', detail('catalogue.categoryUnknown', { value: shortened(wording) }));
    return category;
  }

  urlOf(text: string | null): string | null {
    if (text === null || isPlaceholder(text)) return null;
    // only the scheme's full-width characters become plain ones: a path may have such characters
    const url = URL.parse(text.replace(/^[\uff01-\uff5e]+/, (wide) => wide.normalize('NFKC')));
    if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href;
    this.fault('guideUrl', detail('catalogue.urlInvalid', { value: shortened(text) }));
    return null;
  }

  fault(column: Column, text: Text): void {
    this.issues.push(importIssue(text, { ...this.place, column: titleOf(this.header, column) }));
  }

  private cell(column: Column): Cell {
    return cellAt(this.sheet, this.header, this.index, column);
  }
}
