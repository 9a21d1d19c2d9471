import type { Text } from '../messages/index.js';

/** Where in a file something is wrong. */
export interface IssuePlace {
  /** Name of the sheet. @default null the file as a whole, or a CSV */
  readonly sheet?: string | null;
  /** As the spreadsheet program shows it, from 1. @default null not about one row */
  readonly row?: number | null;
  /** The header's own words. @default null not about one column */
  readonly column?: string | null;
}

/** What is wrong and what to do about it, as a text of the catalogue's area. */
export type ImportText = Extract<Text, { readonly code: `catalogue.${string}` }>;

/** One thing that is wrong with a list, and where. */
export type ImportIssue = ImportText & Required<IssuePlace>;

export const importIssue = (
  text: Text,
  { sheet = null, row = null, column = null }: IssuePlace = {},
): ImportIssue => ({ ...(text as ImportText), sheet, row, column });

const VALUE_LENGTH = 60;

/** A value from a file, cut to the length that a report shows. */
export const shortened = (value: string): string =>
  value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;

/** A file that cannot be read at all: thrown while reading, and the report's only issue. */
export class UnreadableList extends Error {
  override readonly name = 'UnreadableList';
  readonly issue: ImportIssue;

  constructor(text: Text, options?: { readonly cause?: unknown; readonly place?: IssuePlace }) {
    super(text.code, { cause: options?.cause });
    this.issue = importIssue(text, options?.place);
  }
}
