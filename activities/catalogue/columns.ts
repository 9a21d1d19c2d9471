import { importIssue, type ImportIssue } from './import-issues.js';
import type { Cell, Sheet } from './read-sheets.js';

export type Column = 'unit' | 'code' | 'name' | 'category' | 'guideUrl';

/** What headers call the columns, as normalised by `headerWord`. The first one stands in reports where none is given. */
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
  /** Index of the row. */
  readonly row: number;
  readonly columns: ReadonlyMap<Column, { readonly index: number; readonly title: string }>;
}

/** Titles, 制表单位, 日期 and the like stand above a header. */
const ROWS_ABOVE = 20;

/**
 * The header of a sheet: the first row that names the items' column and another one, or that column alone when it is the
 * first row of all or nothing else stands in it.
 *
 * @returns null when there is none; an issue when it names one column twice
 */
export function findHeader(sheet: Sheet): Header | ImportIssue | null {
  for (const [row, cells] of sheet.rows.slice(0, ROWS_ABOVE).entries()) {
    const columns = new Map<Column, { index: number; title: string }>();
    for (const [index, cell] of cells.entries()) {
      const column = typeof cell === 'string' ? COLUMN_OF.get(headerWord(cell)) : undefined;
      if (column === undefined) continue;
      const earlier = columns.get(column);
      if (earlier) {
        const place = { sheet: sheet.name, row: row + 1, column: String(cell).trim() };
        return importIssue('HEADER_REPEATED', place, `“${earlier.title}”与“${place.column}”`);
      }
      columns.set(column, { index, title: String(cell).trim() });
    }
    const filled = cells.filter((cell) => !isBlank(cell)).length;
    if (columns.has('name') && (columns.size > 1 || filled <= 2 || row === 0)) return { row, columns };
  }
  return null;
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || cell === '';

/** What a report calls a column that the header lacks. */
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
