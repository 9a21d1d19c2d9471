import type { Cell, Sheet } from '../catalogue/read-sheets.js';
import { detail, type Text } from '../messages/index.js';
import { isDay } from '../time/civil-time.js';
import type { EnteredDay } from './read-notice.js';

/** What is wrong with a row, or with the file (row null). */
export interface TableFault {
  /** As the spreadsheet program shows it, from 1. */
  readonly row: number | null;
  readonly column: string | null;
  readonly text: Text;
}

const COLUMNS = { date: '日期', kind: '类型', note: '说明' } as const;
type Field = keyof typeof COLUMNS;
const KINDS: Readonly<Record<string, EnteredDay['kind']>> = {
  放假: 'holiday',
  休息: 'holiday',
  上班: 'workday',
  调休上班: 'workday',
};
const MAX_NOTE = 50;
/** Rows above the header: a title, a source. */
const HEADER_WITHIN = 10;

/** Reads the days of a year from a table with the columns 日期, 类型 (放假, 上班) and 说明. Every fault of every row is named. */
export function readDayTable(
  sheets: readonly Sheet[],
  year: number,
): { readonly days: readonly EnteredDay[]; readonly faults: readonly TableFault[] } {
  for (const { hidden, rows } of sheets) {
    const at = hidden ? -1 : rows.slice(0, HEADER_WITHIN).findIndex((row) => headerOf(row) !== null);
    if (at >= 0) return readRows(rows, at, headerOf(rows[at]!)!, year);
  }
  return { days: [], faults: [{ row: null, column: null, text: detail('cases.tableWithoutHeader') }] };
}

type Header = Readonly<Record<Field, number>>;

function headerOf(cells: readonly Cell[]): Header | null {
  const titles = cells.map((cell) => textOf(cell).replace(/\s/g, ''));
  const [date, kind, note] = [COLUMNS.date, COLUMNS.kind, COLUMNS.note].map((title) => titles.indexOf(title));
  return [date, kind, note].some((index) => index! < 0) ? null : { date: date!, kind: kind!, note: note! };
}

function readRows(
  rows: Sheet['rows'],
  headerAt: number,
  header: Header,
  year: number,
): { days: EnteredDay[]; faults: TableFault[] } {
  const faults: TableFault[] = [];
  const days = new Map<string, EnteredDay>();
  rows.forEach((cells, index) => {
    const value = (field: Field): string => textOf(cells[header[field]] ?? null).trim();
    const [written, kindWord, note] = [value('date'), value('kind'), value('note')];
    if (index <= headerAt || (written === '' && kindWord === '' && note === '')) return;
    const before = faults.length;
    const report = (field: Field, text: Text): void =>
      void faults.push({ row: index + 1, column: COLUMNS[field], text });
    const date = dayOf(written);
    const kind = KINDS[kindWord];
    if (date === null) report('date', detail('cases.tableNoDay'));
    else if (!date.startsWith(`${year}-`)) report('date', detail('cases.dayOfOtherYear', { year }));
    else if (days.has(date)) report('date', detail('cases.dayRepeated'));
    if (kind === undefined) report('kind', detail('cases.tableKind'));
    if (note === '' || [...note].length > MAX_NOTE)
      report('note', detail('cases.tableNote', { max: MAX_NOTE }));
    if (faults.length === before) days.set(date!, { date: date!, kind: kind!, note });
  });
  if (days.size === 0 && faults.length === 0)
    faults.push({ row: null, column: null, text: detail('cases.tableWithoutDays') });
  return { days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)), faults };
}

/** Cells that a spreadsheet program keeps as dates are read as `YYYY-MM-DD`. */
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : (cell?.text ?? ''));

/** `2027-01-01`, `2027/1/1`, `2027.1.1`, `2027年1月1日`, `20270101` */
function dayOf(written: string): string | null {
  const match =
    /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(written.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (!match) return null;
  const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return isDay(date) ? date : null;
}
