import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { TaskRow } from './task-view.js';
import type { TasksQuery } from './tasks.dto.js';

/** A list of tasks is read in up to three parts, one after the other, each along an index that has its order. */
export interface Section {
  /** Which tasks `t` it holds. */
  readonly condition: string;
  readonly order: string;
  /** What of it comes after a place. @param parameters of the place's instant, unless it has none, process and number */
  readonly keyset: (parameters: readonly string[]) => string;
}

const NAMES = ['due', 'undated', 'closed'] as const;
export type SectionName = (typeof NAMES)[number];

/** Where a page ends. */
export interface Place {
  readonly section: SectionName;
  /** ISO 8601; null where the section has no instants. */
  readonly at: string | null;
  readonly process: string;
  readonly number: number;
}

const after = (columns: string, sign: '<' | '>') => (parameters: readonly string[]) =>
  `(${columns}) ${sign} (${parameters.join(', ')})`;

/** The conditions are those of the partial indexes: see the migration of the task lists. */
export const SECTIONS: Readonly<Record<SectionName, Section>> = {
  due: {
    condition: `t.state = 'open' AND t.due_at IS NOT NULL`,
    order: 't.due_at, t.process_id, t.number',
    keyset: after('t.due_at, t.process_id, t.number', '>'),
  },
  undated: {
    condition: `t.state = 'open' AND t.due_at IS NULL`,
    // Of a column that is always null here, so that the order is the index's.
    order: 't.due_at, t.process_id, t.number',
    keyset: after('t.process_id, t.number', '>'),
  },
  closed: {
    condition: `t.state <> 'open'`,
    order: 't.closed_at DESC, t.process_id DESC, t.number DESC',
    keyset: after('t.closed_at, t.process_id, t.number', '<'),
  },
};

/** The sections in which there can be anything that is asked for. What has no due instant, or is closed, shows no light. */
export function sectionsOf({ state, light, dueBefore }: TasksQuery): SectionName[] {
  const dark = light === undefined || light === 'none';
  const wanted: Readonly<Record<SectionName, boolean>> = {
    due: state !== 'closed' && light !== 'none',
    undated: state !== 'closed' && dark && dueBefore === undefined,
    closed: state !== 'open' && dark,
  };
  return NAMES.filter((name) => wanted[name]);
}

export function placeAfter(row: TaskRow): string {
  const section: SectionName = row.state !== 'open' ? 'closed' : row.due_at ? 'due' : 'undated';
  const at = { due: row.due_at, undated: null, closed: row.closed_at }[section];
  return encodeCursor([section, at?.toISOString() ?? null, row.process_id, row.number]);
}

/**
 * @param names sections of the list that is asked for
 * @throws {DubanError} CURSOR_INVALID
 */
export function placeOf(cursor: string, names: readonly SectionName[]): Place {
  const isSection = (part: unknown): boolean => names.includes(part as SectionName);
  const checks = [isSection, cursorPart.instantOrNull, cursorPart.uuid, cursorPart.integer];
  const [section, at, process, number] = decodeCursor(cursor, checks) as [
    SectionName,
    string | null,
    string,
    number,
  ];
  if ((at === null) !== (section === 'undated')) {
    throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list');
  }
  return { section, at, process, number };
}
