import { detail } from '../messages/index.js';
import { importIssue, type ImportIssue } from './import-issues.js';
import type { Cell, Sheet } from './read-sheets.js';

export type Column = 'unit' | 'code' | 'name' | 'category' | 'guideUrl';

/** Names of the columns in headers, as normalised by `headerWord`. Reports use the first one for a missing column. */
const SYNONYMS: Readonly<Record<Column, readonly string[]>> = {
  name: [
    '事项名称',
    '项目名称',
    '权力名称',
    '职权名称',
    '权力事项',
    '权力事项名称',
    '行政权力名称',
    '行政权力事项名称',
    '行政职权名称',
    '审批事项',
    '审批项目名称',
    '审批事项名称',
    '服务事项名称',
    '办理事项',
    '事项',
    '主项名称',
    '名称',
    'name',
    'item_name',
  ],
  unit: [
    '部门',
    '单位',
    '部门名称',
    '单位名称',
    '实施主体',
    '实施机关',
    '实施部门',
    '实施单位',
    '责任单位',
    '责任部门',
    '行使主体',
    '行使机关',
    '主管部门',
    '审批部门',
    '审批机关',
    '所属部门',
    '办理机构',
    '承办单位',
    '部门代码',
    '单位代码',
    'department',
  ],
  code: [
    '编码',
    '事项编码',
    '项目编码',
    '权力编码',
    '职权编码',
    '权力编号',
    '事项编号',
    '项目编号',
    '职权编号',
    '事项代码',
    '项目代码',
    '编号',
    '基本编码',
    '实施编码',
    'code',
    'item_code',
  ],
  category: [
    '类别',
    '事项类型',
    '事项类别',
    '权力类型',
    '权力类别',
    '职权类型',
    '职权类别',
    '行政权力类别',
    '行政权力类型',
    '项目类别',
    '项目类型',
    '审批类别',
    '类型',
    '性质',
    'category',
    'task_type',
  ],
  guideUrl: [
    '指南地址',
    '网址',
    '办事指南地址',
    '办事指南网址',
    '办事指南链接',
    '指南链接',
    '指南网址',
    '链接',
    '链接地址',
    '页面地址',
    '网页地址',
    'url',
    'guide_url',
  ],
};
const COLUMN_OF = new Map(
  (Object.keys(SYNONYMS) as Column[]).flatMap((column) => SYNONYMS[column].map((word) => [word, column])),
);

export interface Header {
  /** Index of its last row. */
  readonly row: number;
  /** How many fields its longest row has. */
  readonly width: number;
  /** Index of a column -> its lowest title, of every column that has one. */
  readonly titles: ReadonlyMap<number, string>;
  readonly columns: ReadonlyMap<Column, { readonly index: number; readonly title: string }>;
}

/** Titles, 制表单位, 日期 and the like stand above a header. */
const ROWS_ABOVE = 20;
/** 事项信息 over 编码, 类别, 地址; hardly ever another one over that. */
const MOST_HEADER_ROWS = 3;

/**
 * Finds the header of a sheet: the first row that names the items' column and another one, or only that column if it is
 * the first row or has no other cell. A header may have several rows, merged or not: the lowest title of a column counts.
 *
 * @returns null when there is none; an issue when it names one column twice
 */
export function findHeader(sheet: Sheet): Header | ImportIssue | null {
  for (let row = 0; row < Math.min(sheet.rows.length, ROWS_ABOVE); row += 1) {
    const { titles, last } = titlesFrom(sheet, row);
    const columns = new Map<Column, { index: number; title: string }>();
    for (const [index, title] of titles) {
      const column = COLUMN_OF.get(headerWord(title));
      if (column === undefined) continue;
      const earlier = columns.get(column);
      if (earlier) {
        const place = { sheet: sheet.name, row: last + 1, column: title };
        return importIssue(
          detail('catalogue.headerRepeated', { first: earlier.title, second: title }),
          place,
        );
      }
      columns.set(column, { index, title });
    }
    if (columns.has('name') && (columns.size > 1 || titles.size <= 2 || row === 0)) {
      const width = Math.max(...sheet.rows.slice(row, last + 1).map(({ length }) => length));
      return { row: last, width, titles, columns };
    }
  }
  return null;
}

/** Of sheets without a header: the first row of the most known titles, or else of the most texts. Undefined: they are blank. */
export function likeliestHeader(
  sheets: readonly Sheet[],
): { readonly row: number; readonly titles: readonly string[] } | undefined {
  const rows = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, ROWS_ABOVE).flatMap((cells, index) => {
      const titles = [...titlesOf(sheet, index).values()];
      const known = titles.filter((title) => COLUMN_OF.has(headerWord(title))).length;
      return cells.every(isBlank) ? [] : [{ row: index + 1, titles, known }];
    }),
  );
  const [likeliest] = rows.sort((a, b) => b.known - a.known || b.titles.length - a.titles.length);
  return likeliest && { row: likeliest.row, titles: likeliest.titles };
}

/** Titles by column, of a row and the rows below that continue the header. */
function titlesFrom(sheet: Sheet, first: number): { titles: ReadonlyMap<number, string>; last: number } {
  let titles = titlesOf(sheet, first);
  let last = first;
  while (last + 1 < first + MOST_HEADER_ROWS) {
    const below = titlesOf(sheet, last + 1);
    if (!goesOn(titles, below, sheet.continued?.get(last + 1))) break;
    titles = new Map([...titles, ...below].sort(([a], [b]) => a - b));
    last += 1;
  }
  return { titles, last };
}

/** Whether a row continues the header above it: it has known titles and no name of an item. */
function goesOn(
  above: ReadonlyMap<number, string>,
  below: ReadonlyMap<number, string>,
  continued: ReadonlyMap<number, Cell> = new Map(),
): boolean {
  const known = (titles: ReadonlyMap<number, string>): number[] =>
    [...titles].flatMap(([index, title]) => (COLUMN_OF.has(headerWord(title)) ? [index] : []));
  const [upper, lower] = [known(above), known(below)];
  if (upper.length === 0 || lower.length === 0) return false;
  const name = upper.find((index) => COLUMN_OF.get(headerWord(above.get(index)!)) === 'name');
  if (name !== undefined) return !below.has(name) || lower.includes(name);
  // Without it the row above may be a line of the form (单位:…) over the header, rather than a part of it.
  const last = Math.max(...below.keys());
  return (
    upper.length > 1 || upper.every((index) => continued.has(index) || (!below.has(index) && index < last))
  );
}

/** Of the cells that are not merged with those above. */
function titlesOf(sheet: Sheet, row: number): Map<number, string> {
  const cells = sheet.rows[row] ?? [];
  return new Map(
    cells.flatMap((cell, index) =>
      typeof cell === 'string' && cell.trim() !== '' ? [[index, cell.trim()] as const] : [],
    ),
  );
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || cell === '';

/** The title of a column in reports, also of one that the header lacks. */
export const titleOf = (header: Header, column: Column): string =>
  header.columns.get(column)?.title ?? SYNONYMS[column][0]!;

/** `事 项 名 称(全称)*` is 事项名称. */
function headerWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s*:、,.]/g, '');
}
