/**
 * An official document (公文) in the parts of GB/T 9704-2012, without layout: DOCX and PDF are rendered from the same
 * data. Texts are plain; numbers of headings, lists and annexes come from their position.
 */
export interface OfficialDocument {
  /** 发文机关标志, in red above a red rule: `黔东南州政务服务中心文件`. Null: a document without a letterhead. */
  readonly letterhead: string | null;
  /** 发文字号: `黔东南政务〔2015〕12号`. Null: none yet; below a letterhead its place stays empty. */
  readonly number: string | null;
  /** 签发人 of a document to a superior, beside the number. @default none is named */
  readonly approver?: string;
  readonly title: string;
  /** 主送机关, without the colon. */
  readonly recipients: string | null;
  readonly body: readonly Block[];
  /** 附件: listed after the body, each on pages of its own. */
  readonly annexes: readonly Annex[];
  /** 发文机关署名 and 成文日期 (`YYYY-MM-DD`). */
  readonly signature: { readonly name: string; readonly date: string } | null;
  /** 附注: contact. @default none */
  readonly contact?: Contact;
  /** 抄送机关. */
  readonly copies: readonly string[];
  /** 印发机关 and 印发日期 (`YYYY-MM-DD`). */
  readonly issued: { readonly by: string; readonly on: string } | null;
}

export interface Contact {
  readonly person: string;
  readonly telephone: string;
}

export interface Annex {
  readonly title: string;
  readonly body: readonly Block[];
  /** Landscape for wide tables. @default 'portrait' */
  readonly orientation?: 'portrait' | 'landscape';
}

export type Block = Heading | Paragraph | List | Table | BarChart;

/** Level 1 is numbered 一、, level 2 （一）, level 3 1., level 4 （1）. */
export interface Heading {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly text: string;
}

/** Numbered from 1. */
export interface List {
  readonly type: 'list';
  readonly items: readonly string[];
}

export interface Table {
  readonly type: 'table';
  readonly caption: string | null;
  readonly columns: readonly TableColumn[];
  /** As many cells in each row as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface TableColumn {
  readonly title: string;
  /** Share of the table's width; only the ratio to the others counts. */
  readonly width: number;
  /** @default 'center' */
  readonly align?: 'left' | 'center' | 'right';
}

/**
 * A horizontal bar chart, one bar a category, stacked for several series. A table or the text must have the same figures
 * for readers who cannot see it.
 */
export interface BarChart {
  readonly type: 'chart';
  readonly caption: string;
  readonly categories: readonly string[];
  /** A value for each category. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export const heading = (level: Heading['level'], text: string): Heading => ({ type: 'heading', level, text });
export const paragraph = (text: string): Paragraph => ({ type: 'paragraph', text });
export const list = (items: readonly string[]): List => ({ type: 'list', items });
export const table = (
  caption: string | null,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): Table => ({ type: 'table', caption, columns, rows });
export const barChart = (
  caption: string,
  categories: BarChart['categories'],
  series: BarChart['series'],
): BarChart => ({ type: 'chart', caption, categories, series });
