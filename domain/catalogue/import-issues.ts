/**
 * What can be wrong with a list, with what a person reads and what they can do about it. A key is the stable code of a
 * finding in the report; add freely, never rename or reuse.
 */
export const IMPORT_ISSUES = {
  // the file
  FILE_EMPTY: ['文件是空的', '请重新导出清单后上传。'],
  FILE_TOO_LARGE: ['文件过大', '请按部门拆分清单后分别上传。'],
  FILE_IS_PDF: [
    '文件内容是 PDF,不是电子表格',
    '改扩展名不能转换格式。请用表格软件打开原清单,另存为 .xlsx 或 .csv 后上传。',
  ],
  FILE_IS_OLD_EXCEL: ['文件是旧版 Excel(.xls)或加了密码', '请取消密码,另存为 .xlsx 后上传。'],
  FILE_IS_WEB_PAGE: [
    '文件内容是网页,其中没有可读的表格',
    '改扩展名不能转换格式。请用表格软件打开原清单,另存为 .xlsx 后上传。',
  ],
  FILE_IS_XML_TABLE: ['文件内容是 Excel 2003 的 XML 表格', '请用表格软件打开,另存为 .xlsx 后上传。'],
  FILE_TYPE_UNKNOWN: ['文件不是 .xlsx 或 .csv', '请另存为 .xlsx 或 .csv 后上传。'],
  FILE_DAMAGED: ['文件已损坏,无法读取', '请用表格软件打开确认,重新另存为 .xlsx 后上传。'],
  FILE_EXPANDS_TOO_FAR: ['文件解压后过大', '请删除清单以外的工作表、图片和大片空白格后重新上传。'],
  FILE_TAKES_TOO_MUCH: ['文件处理超出限额', '请按部门拆分清单后分别上传。'],
  ENCODING_UNKNOWN: ['文字编码无法识别', '请将 CSV 另存为 UTF-8 编码后上传。'],
  QUOTE_NOT_CLOSED: ['引号没有成对,后面的行被并入一个单元格', '请补全该行的引号,或另存为 .xlsx 后上传。'],
  // the table
  HEADER_MISSING: [
    '没有找到表头',
    '表头须在前20行内,且含“事项名称”一列;“部门”“事项编码”“类别”“指南地址”各列按需填写。',
  ],
  HEADER_REPEATED: ['表头中有两列含义相同', '请只保留其中一列。'],
  UNIT_COLUMN_MISSING: ['没有“部门”一列', '请增加“部门”列,或由部门账号上传本部门的清单。'],
  COLUMN_HIDDEN: ['该列已隐藏', '请取消隐藏,核对后上传;不报送的列请删除。'],
  LIST_EMPTY: ['清单中没有事项', '请填写事项后重新上传;确无事项的,请书面说明。'],
  TOO_MANY_ROWS: ['行数过多', '请按部门拆分清单后分别上传。'],
  // a row
  ROW_TOO_LONG: ['列数多于表头', '请检查该行是否有未加引号的分隔符,或补全表头。'],
  ROW_HIDDEN: ['该行已隐藏', '请取消隐藏;不报送的行请删除。'],
  ROW_MERGED: ['整行合并,不是事项', '请逐列填写;小标题、说明等行请删除。'],
  NAME_MISSING: ['没有事项名称', '请填写事项名称;多余的行请删除。'],
  NAME_WITHOUT_WORDS: ['事项名称中没有文字', '请填写事项名称全称。'],
  TEXT_TOO_LONG: ['内容过长', '请缩短内容,只填写该列应有的信息。'],
  CELL_ERROR: ['单元格是公式错误值', '请改正公式,或把结果粘贴为数值。'],
  CELL_IS_FORMULA: ['单元格是没有结果的公式', '请把公式的结果粘贴为数值。'],
  CHARACTER_LOST: ['单元格中有无法识别的字符', '请重新填写该单元格,或将文件另存为 UTF-8 编码后上传。'],
  DIGITS_LOST: ['以数字保存,部分位数可能已丢失', '请将该列设为“文本”格式后重新填写完整编码。'],
  CELL_NOT_TEXT: ['单元格不是文字', '请将该列设为“文本”格式后重新填写。'],
  UNIT_MISSING: ['没有部门', '请填写部门名称、简称或代码。'],
  UNIT_UNKNOWN: ['单位名录中没有该部门', '请使用单位名录中的全称、简称或代码。'],
  UNIT_AMBIGUOUS: ['该名称对应多个部门', '请改用部门代码。'],
  UNIT_NOT_YOURS: ['不是报送单位的事项', '请只报送本单位的事项。'],
  CATEGORY_UNKNOWN: ['类别无法识别', '请填写:行政审批、非行政审批、其他。'],
  URL_INVALID: ['指南地址不是网址', '请填写以 http:// 或 https:// 开头的完整网址,或留空。'],
  CODE_REPEATED: ['事项编码在本部门内重复', '请改正编码;同一事项请只保留一行。'],
  ITEM_REPEATED: ['事项在本部门内重复', '请删除重复的行。'],
} as const satisfies Record<string, readonly [message: string, remedy: string]>;

export type ImportIssueCode = keyof typeof IMPORT_ISSUES;

/** One thing that is wrong, where it is, and what to do about it. */
export interface ImportIssue {
  readonly code: ImportIssueCode;
  /** Name of the sheet; null for the file as a whole, or a CSV. */
  readonly sheet: string | null;
  /** As the spreadsheet program shows it, from 1; null: not about one row. */
  readonly row: number | null;
  /** The header's own words; null: not about one column. */
  readonly column: string | null;
  /** What stood there, shortened. */
  readonly value: string | null;
  /** Chinese, for a person: what is wrong. */
  readonly message: string;
  /** Chinese, for a person: what to do. */
  readonly remedy: string;
}

export type IssuePlace = Partial<Pick<ImportIssue, 'sheet' | 'row' | 'column' | 'value'>>;

/** @param detail added to the message: `与第3行相同` */
export function importIssue(code: ImportIssueCode, place: IssuePlace = {}, detail?: string): ImportIssue {
  const [message, remedy] = IMPORT_ISSUES[code];
  const { sheet = null, row = null, column = null, value = null } = place;
  return {
    ...{ code, sheet, row, column, remedy },
    value: value === null ? null : shortened(value),
    message: detail === undefined ? message : `${message}(${detail})`,
  };
}
const VALUE_LENGTH = 60;

/** What stood somewhere, for a report. */
export const shortened = (value: string): string =>
  value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;

/** A file that cannot be read at all: thrown while reading, told as the report's only issue. */
export class UnreadableList extends Error {
  override readonly name = 'UnreadableList';
  constructor(
    readonly issue: ImportIssue,
    options?: { cause?: unknown },
  ) {
    super(issue.code, options);
  }
}
