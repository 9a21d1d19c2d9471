import { readFile } from 'node:fs/promises';
import { findHeader, titleOf, type Column, type Header } from '../../../domain/catalogue/columns.js';
import {
  importIssue,
  shortened,
  UnreadableList,
  type ImportIssue,
} from '../../../domain/catalogue/import-issues.js';
import { cellAt, tableRows } from '../../../domain/catalogue/list-table.js';
import { readSheets, type Sheet } from '../../../domain/catalogue/read-sheets.js';
import type { CatalogueItem } from '../../../domain/inspection/crawl/catalogue-index.js';
import { detail, textIfKnown } from '../../../domain/messages/index.js';

/** The file is not a catalogue; the message says why. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/**
 * Reads a catalogue of service items as campaigns read power lists, but with any names of units: CSV or XLSX, by its
 * bytes, not its name. 事项名称 is required, 部门, 编码, 类别 and 指南地址 may be. Rows without a
 * name are skipped.
 *
 * @throws {CatalogueError} naming the file and what is wrong with it
 */
export async function readCatalogue(file: string): Promise<CatalogueItem[]> {
  const fail = (reason: string, cause?: unknown): never => {
    throw new CatalogueError(`${file}: ${reason}`, { cause });
  };
  const body = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    fail(`cannot be read (${error.code})`, error),
  );
  const sheets = await readSheets(body).catch((error: unknown) => {
    if (!(error instanceof UnreadableList)) throw error;
    return fail(describe(error.issue), error);
  });
  const items: CatalogueItem[] = [];
  let headers = 0;
  for (const sheet of sheets) {
    const header = sheet.hidden ? null : findHeader(sheet);
    if (header === null) continue;
    if ('code' in header) return fail(describe(header));
    headers += 1;
    for (const row of tableRows(sheet, header)) {
      if (row.kind === 'fault') return fail(describe(row.issue));
      if (row.kind === 'item') items.push(...itemOf(sheet, header, row.index, fail));
    }
  }
  if (headers === 0) return fail('has no column 事项名称');
  return items.length > 0 ? items : fail('holds no items');
}

function itemOf(
  sheet: Sheet,
  header: Header,
  index: number,
  fail: (reason: string) => never,
): CatalogueItem[] {
  const of = (column: Column): string | undefined => {
    const cell = cellAt(sheet, header, index, column);
    if (cell === null || typeof cell === 'string') return cell ?? undefined;
    const place = { sheet: sheet.name, row: index + 1, column: titleOf(header, column) };
    const text = detail(`catalogue.${cell.fault}`, { value: shortened(cell.text) });
    return fail(describe(importIssue(text, place)));
  };
  const name = of('name');
  if (name === undefined) return [];
  return [
    {
      department: of('unit') ?? '',
      name,
      code: of('code'),
      category: of('category'),
      guideAddress: of('guideUrl'),
    },
  ];
}

const describe = ({ sheet, row, column, code, params }: ImportIssue): string =>
  [sheet, row === null ? null : `第${row}行`, column, textIfKnown(code, params)]
    .filter((part) => part !== null)
    .join(' ');
