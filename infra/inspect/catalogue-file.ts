import { readFile } from 'node:fs/promises';
import { findHeader, isBlank, type Column, type Header } from '../../activities/catalogue/columns.js';
import { UnreadableList } from '../../activities/catalogue/import-issues.js';
import { readSheets, type Cell } from '../../activities/catalogue/read-sheets.js';
import type { CatalogueItem } from '../../activities/site-inspection/crawl/catalogue-index.js';

/** The file is no catalogue; the message says why. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/**
 * Reads a catalogue of service items as campaigns read power lists, but for the units, which may be called anything:
 * CSV or XLSX, by its bytes, whatever its name. 事项名称 must be there, 部门, 编码, 类别 and 指南地址 may be. Rows without a
 * name are passed over.
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
    return fail(`${error.issue.message}。${error.issue.remedy}`, error);
  });
  const items: CatalogueItem[] = [];
  let headers = 0;
  for (const sheet of sheets) {
    const header = findHeader(sheet);
    if (header === null) continue;
    if ('code' in header) return fail(`${header.message}。${header.remedy}`);
    headers += 1;
    items.push(...sheet.rows.slice(header.row + 1).flatMap((row) => itemOf(row, header)));
  }
  if (headers === 0) return fail('has no column 事项名称');
  return items.length > 0 ? items : fail('holds no items');
}

function itemOf(row: readonly Cell[], { columns }: Header): CatalogueItem[] {
  const of = (column: Column): string | undefined => {
    const cell = row[columns.get(column)?.index ?? -1];
    return typeof cell === 'string' && !isBlank(cell.trim()) ? cell.trim() : undefined;
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
