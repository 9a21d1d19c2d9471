import { CsvError, parse } from 'csv-parse/sync';
import { textCell } from './cell-text.js';
import { detail } from '../messages/index.js';
import { shortened, UnreadableList } from './import-issues.js';
import { MAX_ROWS, type Sheet } from './read-sheets.js';

/**
 * Reads text separated by comma, semicolon or tab, with any line endings, also mixed.
 *
 * @throws {UnreadableList} fileDamaged, quoteNotClosed
 */
export function readCsv(text: string): Sheet {
  const delimiter = delimiterOf(text);
  const rows = parseRows(text, delimiter);
  refuseSwallowed(rows, delimiter);
  return { name: null, rows: rows.map((row) => row.map(textCell)) };
}

function parseRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      // detected from the header only, other line endings would make one row of the rest
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      to: MAX_ROWS + 1,
      max_record_size: 1_000_000, // an opened quote that never closes
    }) as string[][];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const row = typeof cause['lines'] === 'number' ? cause['lines'] : null;
    throw new UnreadableList(detail('catalogue.fileDamaged'), { cause, place: { row } });
  }
}

/** Rejects a cell that has swallowed rows between an unclosed quote and a later one: its lines have separators. */
function refuseSwallowed(rows: readonly string[][], delimiter: string): void {
  const separators = Math.max(1, usualLength(rows) - 1);
  for (const [index, row] of rows.entries()) {
    for (const cell of row) {
      const [, ...further] = cell.split(/[\r\n]+/);
      const swallowed = further.find((line) => line.split(delimiter).length > separators);
      if (swallowed !== undefined)
        throw new UnreadableList(detail('catalogue.quoteNotClosed', { value: shortened(swallowed) }), {
          place: { row: index + 1 },
        });
    }
  }
}

/** Most frequent length of rows with more than one cell. */
function usualLength(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0];
}

/** The most frequent separator of the first lines, outside quotation marks. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4096).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((separator) => [separator, head.split(separator).length] as const);
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
