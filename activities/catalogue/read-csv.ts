import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { importIssue, UnreadableList } from './import-issues.js';
import { isUtf16, MAX_ROWS, type Sheet } from './read-sheets.js';

/**
 * Separated by comma, semicolon or tab, whichever the file uses; in UTF-8 with or without byte order mark, GB18030 (what
 * Excel writes on a Chinese Windows) or UTF-16 with a mark.
 *
 * @throws {UnreadableList}
 */
export function readCsv(bytes: Buffer): Sheet {
  const text = decode(bytes);
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      to: MAX_ROWS + 1,
      max_record_size: 1_000_000, // an opened quote that never closes
    }) as string[][];
    return { name: null, rows };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const row = typeof cause['lines'] === 'number' ? cause['lines'] : null;
    throw new UnreadableList(importIssue('FILE_DAMAGED', { row }), { cause });
  }
}

function decode(bytes: Buffer): string {
  const encoding = isUtf16(bytes) ? 'utf-16le' : isUtf8(bytes) ? 'utf-8' : 'gb18030';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes); // drops a byte order mark
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw cause;
    throw new UnreadableList(importIssue('ENCODING_UNKNOWN'), { cause });
  }
}

/** The separator that the file's first lines have most of, outside quotation marks. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4096).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((separator) => [separator, head.split(separator).length] as const);
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
