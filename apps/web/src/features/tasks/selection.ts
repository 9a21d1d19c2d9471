/** Ids of the rows that are selected. */
export type Selection = ReadonlySet<string>;

export function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Adds the rows from one to another. @param ids of the list, in order. @param from undefined, or no longer listed: only `to` */
export function withRange(
  selection: Selection,
  ids: readonly string[],
  from: string | undefined,
  to: string,
): Selection {
  const [start, end] = [ids.indexOf(from ?? to), ids.indexOf(to)];
  if (start < 0 || end < 0) return new Set([...selection, to]);
  return new Set([...selection, ...ids.slice(Math.min(start, end), Math.max(start, end) + 1)]);
}

/** Selects a whole list; when it is selected already, nothing. */
export const wholeList = (selection: Selection, ids: readonly string[]): Selection =>
  ids.every((id) => selection.has(id)) ? new Set() : new Set(ids);
