import type { Arrangement, Entry } from './api.js';

/** A unit's year: its answer, and its topics by month. */
export interface UnitRow {
  /** Code. */
  readonly unit: string;
  /** What it has answered; published topics of units that the account does not see have none. */
  readonly state: string | null;
  /** Month -> topics, by day. */
  readonly topics: ReadonlyMap<number, readonly Entry[]>;
}

/** The months that topics are asked for; those that a change has left outside too. */
export function monthsOf({ firstMonth, lastMonth }: Arrangement, entries: readonly Entry[]): number[] {
  const months = entries.map(({ month }) => month);
  const [first, last] = [Math.min(firstMonth, ...months), Math.max(lastMonth, ...months)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A row a unit: those with topics first, then those that are awaited, silent or without a plan, each in the office's order. */
export function unitRows({ units }: Arrangement, entries: readonly Entry[]): UnitRow[] {
  const known = new Map(units.map(({ unit, state }) => [unit, state]));
  const codes = [...new Set([...known.keys(), ...entries.map(({ unit }) => unit)])];
  const rows = codes.map((unit): UnitRow => {
    const topics = new Map<number, Entry[]>();
    for (const entry of entries.filter((one) => one.unit === unit))
      topics.set(entry.month, [...(topics.get(entry.month) ?? []), entry]);
    for (const list of topics.values()) list.sort((a, b) => (a.day ?? 32) - (b.day ?? 32));
    return { unit, state: known.get(unit) ?? null, topics };
  });
  return [...rows.filter(({ topics }) => topics.size > 0), ...rows.filter(({ topics }) => topics.size === 0)];
}

/** Month a topic moves to by a key; null at the edge. */
export function neighbour(months: readonly number[], month: number, by: 1 | -1): number | null {
  return months.includes(month + by) ? month + by : null;
}
