import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import readXlsx from 'read-excel-file/node';
import type { CatalogueItem } from '../../activities/site-inspection/crawl/catalogue-index.js';

/** Column of the file -> what it is. The first name that the header has counts. */
const COLUMNS = {
  department: ['部门', '实施部门', '部门名称', '单位', 'department'],
  name: ['事项名称', '项目名称', '名称', 'name', 'item_name'],
  code: ['编码', '事项编码', 'code', 'item_code'],
  category: ['类别', '事项类别', 'category', 'task_type'],
  guideAddress: ['指南地址', '办事指南地址', '网址', 'guide_url'],
} as const;

type Column = keyof typeof COLUMNS;

/** The file is no catalogue; the message says why. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/**
 * Reads a catalogue of service items: CSV in UTF-8 or GB18030, or XLSX; by its bytes, whatever its name. The first row
 * is the header; 事项名称 must be there, 部门, 编码, 类别 and 指南地址 may be. Rows without a name are passed over.
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
  const rows = await rowsOf(body).catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error), error),
  );
  const [header, ...data] = rows;
  if (!header) return fail('is empty');
  const places = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, names]) => [column, placeOf(header, names)]),
  ) as Record<Column, number>;
  if (places.name < 0)
    return fail(`has no column ${COLUMNS.name[0]} (its header: ${header.slice(0, 8).join(', ')})`);
  const items = data.flatMap((row) => itemOf(row, places));
  return items.length > 0 ? items : fail('holds no items');
}

async function rowsOf(body: Buffer): Promise<string[][]> {
  if (body.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    const [sheet] = await readXlsx(body);
    return (sheet?.data ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell).trim())));
  }
  if (body.includes(0)) throw new Error('is neither CSV nor XLSX');
  return parse(textOf(body), { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
}

/** Spreadsheets on Chinese Windows save CSV in GB18030. */
function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('gb18030').decode(body);
  }
}

function placeOf(header: readonly string[], names: readonly string[]): number {
  for (const name of names) {
    const place = header.findIndex((cell) => cell.replace(/\s/g, '').toLowerCase() === name);
    if (place >= 0) return place;
  }
  return -1;
}

function itemOf(row: readonly string[], places: Readonly<Record<Column, number>>): CatalogueItem[] {
  const of = (column: Column): string | undefined => row[places[column]]?.trim() || undefined;
  const name = of('name');
  if (name === undefined) return [];
  const { department = '' } = { department: of('department') };
  return [{ department, name, code: of('code'), category: of('category'), guideAddress: of('guideAddress') }];
}
