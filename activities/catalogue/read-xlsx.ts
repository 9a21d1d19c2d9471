import readWorkbook from 'read-excel-file/universal';
import { importIssue, UnreadableList } from './import-issues.js';
import type { Cell, Sheet } from './read-sheets.js';
import { checkWorkbook } from './workbook-limits.js';

/**
 * Every sheet of an XLSX. Numbers are kept as the digits that stand in the file, so that a code of twenty digits does
 * not lose its last ones.
 *
 * @throws {UnreadableList}
 */
export async function readXlsx(bytes: Buffer): Promise<readonly Sheet[]> {
  await checkWorkbook(bytes);
  // A copy: the library reads the buffer's whole memory, of which `bytes` may be a part.
  const memory = new Uint8Array(bytes).buffer;
  try {
    // `number` is what the type says; `parseNumber` decides what a numeric cell becomes.
    const sheets = await readWorkbook(memory, {
      parseNumber: (digits: string) => digits as unknown as number,
    });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }));
  } catch (cause) {
    // Besides its own two classes the library lets through what its XML parser throws: plain errors.
    throw new UnreadableList(importIssue('FILE_DAMAGED'), { cause });
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return { fault: 'CELL_NOT_TEXT', text: value.toISOString().slice(0, 10) };
  if (typeof value !== 'string') return { fault: 'CELL_NOT_TEXT', text: String(value) };
  return value.trim() || null;
}
