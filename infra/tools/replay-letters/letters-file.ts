import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

/** A letter of a file as the public API accepts it, with its answer. */
export interface FileLetter {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly agency: string;
  readonly reply: string;
}

/** Field -> names of its column; the first one that is not empty in a row counts (docs/replay-letters.md). */
const COLUMNS = {
  kind: ['type', '类型', '类别'],
  title: ['title', '标题', '留言主题'],
  body: ['content', '内容', '留言详情'],
  agency: ['agency', 'forum', '承办单位', '答复单位', 'replyOrg'],
  reply: ['reply', 'replyContent', '答复', '答复意见'],
} as const;

/** Word in the type column -> kind of letter. The first match counts; the default is a consultation. */
const KINDS: readonly (readonly [string, string])[] = [
  ['咨询', 'CONSULT'],
  ['建议', 'SUGGEST'],
  ['建言', 'SUGGEST'],
  ['求助', 'HELP'],
  ['投诉', 'COMPLAINT'],
  ['感谢', 'THANKS'],
  ['表扬', 'THANKS'],
];

const TITLE = { min: 2, max: 50 };
const BODY = { min: 10, max: 5000 };

/**
 * Reads letters from a CSV file (UTF-8, with a header) or a JSON file (an array of objects).
 *
 * @throws {Error} with the name of the file and the reason
 */
export async function readLetters(file: string): Promise<FileLetter[]> {
  try {
    const text = await readFile(file, 'utf8');
    return (extname(file) === '.json' ? rowsOfJson(text) : rowsOfCsv(text)).map(toLetter);
  } catch (cause) {
    const { syscall, code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`${file}: ${syscall === undefined ? message : `cannot be read (${code})`}`, { cause });
  }
}

function rowsOfCsv(text: string): Record<string, unknown>[] {
  return parse(text, { columns: true, bom: true, relax_column_count: true, skip_empty_lines: true });
}

function rowsOfJson(text: string): Record<string, unknown>[] {
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) throw new Error('expected a JSON array of letters');
  return rows as Record<string, unknown>[];
}

function toLetter(row: Record<string, unknown>): FileLetter {
  const of = (column: keyof typeof COLUMNS): string => {
    const name = COLUMNS[column].find((candidate) => String(row[candidate] ?? '').trim() !== '');
    return name === undefined ? '' : String(row[name]).trim();
  };
  const title = of('title').slice(0, TITLE.max);
  const body = of('body').slice(0, BODY.max);
  const type = of('kind');
  return {
    kind: KINDS.find(([word]) => type.includes(word))?.[1] ?? 'CONSULT',
    title: title.length < TITLE.min ? `${title || '来信'}(无标题)` : title,
    body: body.length < BODY.min ? `${body}(原文如此,未提供更多内容)` : body,
    agency: of('agency'),
    reply: of('reply') || '来信收悉。经核实,现依据有关规定答复如下:所反映情况已转有关科室办理。',
  };
}
