import type { Cell, Sheet } from '../catalogue/read-sheets.js';
import { detail, type Text } from '../messages/index.js';
import { USERNAME } from './username.js';

/** A row of a file of accounts. */
export interface AccountRow {
  /** As the spreadsheet program shows it, from 1. */
  readonly row: number;
  readonly username: string;
  readonly title: string;
  /** Code of the unit. */
  readonly unit: string;
  /** Ids of the roles that are wanted. */
  readonly roles: readonly string[];
}

/** What is wrong with a row, or with the file (row null). */
export interface RowProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly text: Text;
}

/** What rows are compared with. */
export interface ImportContext {
  /** Units that the administrator keeps. */
  readonly units: readonly { readonly code: string; readonly name: string; readonly shortName: string }[];
  readonly roles: readonly { readonly id: string; readonly title: string }[];
}

export interface ImportedRows {
  readonly rows: readonly AccountRow[];
  readonly problems: readonly RowProblem[];
  /** Rows with anything in them. */
  readonly total: number;
}

/** A county has some hundred accounts. */
export const MAX_ACCOUNT_ROWS = 2000;
const COLUMNS = { username: '账号', title: '姓名', unit: '单位', roles: '角色' } as const;
type Field = keyof typeof COLUMNS;
const NEEDED: readonly Field[] = ['username', 'title', 'unit'];
const MAX_TITLE = 60;
/** Rows above the header: a title, a date. */
const HEADER_WITHIN = 10;

/** Reads the accounts of a file. A row with a problem is in no result; every problem of every row is named. */
export function importedRows(sheets: readonly Sheet[], context: ImportContext): ImportedRows {
  const sheet = sheets.find(({ hidden, rows }) => !hidden && rows.some((row) => headerOf(row) !== null));
  if (!sheet) return failed(detail('accounts.fileWithoutHeader'));
  const at = sheet.rows.slice(0, HEADER_WITHIN).findIndex((row) => headerOf(row) !== null);
  const header = at < 0 ? null : headerOf(sheet.rows[at]!);
  if (!header) return failed(detail('accounts.fileWithoutHeader'));
  const filled = sheet.rows
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== null && textOf(cell).trim() !== ''));
  if (filled.length === 0) return failed(detail('accounts.fileWithoutRows'));
  if (filled.length > MAX_ACCOUNT_ROWS)
    return failed(detail('accounts.fileTooManyRows', { max: MAX_ACCOUNT_ROWS }));
  return { ...readRows(filled, header, context), total: filled.length };
}

const failed = (text: Text): ImportedRows => ({
  ...{ rows: [], total: 0 },
  problems: [{ row: null, column: null, text }],
});

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : (cell?.text ?? ''));

type Header = Readonly<Partial<Record<Field, number>>>;

/** Index of each column; null: the row is no header. */
function headerOf(cells: readonly Cell[]): Header | null {
  const titles = cells.map((cell) => textOf(cell).replace(/\s/g, ''));
  const found = Object.entries(COLUMNS).flatMap(([field, title]) => {
    const index = titles.findIndex((text) => text === title || (field === 'username' && text === '账号名'));
    return index < 0 ? [] : [[field, index] as const];
  });
  const header = Object.fromEntries(found) as Header;
  return NEEDED.every((field) => header[field] !== undefined) ? header : null;
}

function readRows(
  filled: readonly { readonly cells: readonly Cell[]; readonly row: number }[],
  header: Header,
  context: ImportContext,
): Pick<ImportedRows, 'rows' | 'problems'> {
  const problems: RowProblem[] = [];
  const rows: AccountRow[] = [];
  const rowOf = new Map<string, number>();
  for (const { cells, row } of filled) {
    const before = problems.length;
    const report = (field: Field, text: Text): void => {
      problems.push({ row, column: COLUMNS[field], text });
    };
    const value = (field: Field): string => {
      const cell = header[field] === undefined ? null : (cells[header[field]] ?? null);
      if (cell !== null && typeof cell !== 'string') report(field, detail('accounts.cellUnreadable'));
      const text = textOf(cell).trim();
      if (text === '' && NEEDED.includes(field))
        report(field, detail('accounts.rowWithoutValue', { column: COLUMNS[field] }));
      return text;
    };
    const [username, title, named] = [value('username'), value('title'), value('unit')];
    if (username !== '' && !USERNAME.test(username)) report('username', detail('accounts.usernameMalformed'));
    const earlier = rowOf.get(username);
    if (earlier !== undefined) report('username', detail('accounts.usernameTwice', { row: earlier }));
    if (username !== '') rowOf.set(username, earlier ?? row);
    if ([...title].length > MAX_TITLE) report('title', detail('accounts.titleMalformed'));
    const unit = unitOf(named, context.units);
    if (named !== '' && unit === null) report('unit', unknownUnit(named, context.units));
    const roles = rolesOf(value('roles'), context.roles);
    if (roles === null) report('roles', detail('accounts.roleUnknown'));
    if (problems.length === before) rows.push({ row, username, title, unit: unit!, roles: roles! });
  }
  return { rows, problems };
}

function unitOf(named: string, units: ImportContext['units']): string | null {
  const found = units.filter(
    ({ code, name, shortName }) => code === named || name === named || shortName === named,
  );
  return found.length === 1 ? found[0]!.code : null;
}

/** Roles by title or id, separated by 、 or commas. */
function rolesOf(text: string, roles: ImportContext['roles']): string[] | null {
  const named = text.split(/[、,，;；\s]+/).filter(Boolean);
  const ids = named.map((one) => roles.find(({ id, title }) => id === one || title === one)?.id);
  return ids.includes(undefined) ? null : [...new Set(ids as string[])];
}

function unknownUnit(named: string, units: ImportContext['units']): Text {
  const near = nearest(
    named,
    units.flatMap(({ name, shortName }) => [name, shortName]),
  );
  return near === null
    ? detail('accounts.unitUnknown', { unit: named })
    : detail('accounts.unitMeant', { unit: named, near });
}

/** Share of characters in common below which no name is offered. */
const LIKENESS = 0.6;

function nearest(text: string, names: readonly string[]): string | null {
  const scored = names.map((name) => ({ name, score: likeness(text, name) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { name: '', score: 0 });
  return best.score >= LIKENESS ? best.name : null;
}

/** Characters in common, of both texts (Dice). */
function likeness(a: string, b: string): number {
  const left = new Set(a);
  const common = [...new Set(b)].filter((char) => left.has(char)).length;
  return (2 * common) / (left.size + new Set(b).size);
}
