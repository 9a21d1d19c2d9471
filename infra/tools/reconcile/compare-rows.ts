import type {
  ClockState,
  Effects,
  TaskOpened,
  TimelineRow,
} from '../../../domain/cases/read-model/effects.js';
import type { EntryRow, Snapshot } from './snapshot.js';

/** Missing and wrong rows of a process, compared with its history (`Effects` from the first event on). */
export interface RowDifferences {
  /** Correct values of the row of the process; null when it has them. */
  readonly process: Effects['process'] | null;
  readonly missingTasks: readonly TaskOpened[];
  readonly wrongTasks: readonly TaskOpened[];
  readonly missingClocks: readonly ClockState[];
  readonly wrongClocks: readonly ClockState[];
  /** Missing entries with their numbers. */
  readonly missingEntries: readonly { readonly seq: number; readonly entry: TimelineRow }[];
  /** Why the timeline cannot be restored; null when it is correct, or `missingEntries` restore it. */
  readonly torn: string | null;
}

/** Compares values that only the history determines; instants also depend on policy and calendar, and are not compared. */
export function compareRows(snapshot: Snapshot, expected: Effects): RowDifferences {
  const tasks = split([...expected.tasksOpened.values()], snapshot.tasks, (task, row) =>
    same([
      [task.name, row.name],
      [task.unit, row.unit],
      [task.state, row.state],
      [task.outcome, row.outcome],
      [task.closed_by, row.closed_by],
      [task.command_id, row.command_id],
    ]),
  );
  const untilDay = new Set(
    expected.timeline.flatMap(({ type, data }) =>
      type === 'clock.extended' && data?.['until'] !== undefined ? [data['clock']] : [],
    ),
  );
  const clocks = split([...expected.clocksStarted.values()], snapshot.clocks, (clock, row) =>
    same([
      [clock.name, row.name],
      [clock.unit, row.unit],
      [clock.state, row.state],
      // How many days an extension until a day gained depends on the calendar as well.
      ...(untilDay.has(clock.name) ? [] : [[clock.extendedDays, row.extended_days] as const]),
    ]),
  );
  return {
    process: hasExpectedProcess(snapshot, expected) ? null : expected.process,
    missingTasks: tasks.missing,
    wrongTasks: tasks.wrong,
    missingClocks: clocks.missing,
    wrongClocks: clocks.wrong,
    ...compareTimeline(snapshot, expected.timeline),
  };
}

/** One line for each difference, by what it concerns. */
export function describe(found: RowDifferences): { problem: 'rows' | 'timeline'; detail: string }[] {
  const rows = (details: string[]) => details.map((detail) => ({ problem: 'rows', detail }) as const);
  return [
    ...rows(found.process ? ['the process differs from its history'] : []),
    ...rows(found.missingTasks.map(({ number, name }) => `task ${number} '${name}' is missing`)),
    ...rows(found.wrongTasks.map(({ number, state }) => `task ${number} is ${state} by the history`)),
    ...rows(found.missingClocks.map(({ number, name }) => `clock ${number} '${name}' is missing`)),
    ...rows(found.wrongClocks.map(({ number, state }) => `clock ${number} is ${state} by the history`)),
    ...found.missingEntries.map(
      ({ seq, entry }) =>
        ({ problem: 'timeline', detail: `entry ${seq} '${entry.type}' is missing` }) as const,
    ),
    ...(found.torn === null ? [] : [{ problem: 'timeline', detail: found.torn } as const]),
  ];
}

function hasExpectedProcess({ process }: Snapshot, expected: Effects): boolean {
  const { state, stage, result, facts = {} } = expected.process;
  return (
    same([
      [state, process.state],
      [stage, process.stage],
      [result, process.result],
    ]) &&
    Object.entries(facts).every(
      ([name, value]) => JSON.stringify(value) === JSON.stringify(process.facts[name]),
    )
  );
}

/** A history leaves out what a row holds as null. */
const same = (pairs: readonly (readonly [unknown, unknown])[]): boolean =>
  pairs.every(([expected, row]) => (expected ?? null) === row);

function split<T extends { readonly number: number }, R extends { readonly number: number }>(
  expected: readonly T[],
  rows: readonly R[],
  agree: (expected: T, row: R) => boolean,
): { missing: T[]; wrong: T[] } {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return {
    missing: expected.filter(({ number }) => !byNumber.has(number)),
    wrong: expected.filter((one) => byNumber.has(one.number) && !agree(one, byNumber.get(one.number)!)),
  };
}

/**
 * Entries of the history are numbered together with others (of cards, for example), without gaps. Missing entries can be
 * restored where there are as many gaps and the order is right; nothing is guessed.
 */
function compareTimeline(
  { process, timeline }: Snapshot,
  expected: readonly TimelineRow[],
): Pick<RowDifferences, 'missingEntries' | 'torn'> {
  const types = new Set(expected.map(({ type }) => type));
  const present = timeline.filter(({ type }) => types.has(type));
  const missing: TimelineRow[] = [];
  let matched = 0;
  for (const entry of expected) {
    if (present[matched] && keyOf(entry) === keyOfRow(present[matched]!)) matched += 1;
    else missing.push(entry);
  }
  const taken = new Set(timeline.map(({ seq }) => seq));
  const gaps = Array.from({ length: process.timeline_seq }, (_, index) => index + 1).filter(
    (seq) => !taken.has(seq),
  );
  if (missing.length === 0 && gaps.length === 0 && matched === present.length) {
    return { missingEntries: [], torn: null };
  }
  const missingEntries = missing.map((entry, index) => ({ seq: gaps[index]!, entry }));
  const filled = [
    ...present.map((row) => ({ seq: row.seq, key: keyOfRow(row) })),
    ...missingEntries.map(({ seq, entry }) => ({ seq, key: keyOf(entry) })),
  ].sort((a, b) => a.seq - b.seq);
  const fits =
    gaps.length === missing.length &&
    filled.length === expected.length &&
    filled.every(({ key }, index) => key === keyOf(expected[index]!));
  if (fits) return { missingEntries, torn: null };
  const torn = `${timeline.length} entries, numbered to ${process.timeline_seq}; ${missing.length} of the history's are missing`;
  return { missingEntries: [], torn };
}

const keyOf = ({ at, type, stage, task, data }: Omit<TimelineRow, 'n'>): string =>
  keyOfRow({
    seq: 0,
    at: Date.parse(at),
    type,
    stage: stage ?? null,
    task: task ?? null,
    data: data ?? null,
  });

const keyOfRow = ({ at, type, stage, task, data }: EntryRow): string =>
  JSON.stringify([type, at, stage, task, data?.clock ?? null, data?.name ?? null]);
