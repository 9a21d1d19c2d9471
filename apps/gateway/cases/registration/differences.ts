/** A value that differs. `path` names it below the rule: `limits.sign.duration.workingDays`; absent values are null. */
export interface Difference {
  readonly path: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

type Leaves = ReadonlyMap<string, Difference['before']>;

/** Every single value that two rules do not share, in the order of the newer one. */
export function differencesOf(before: object, after: object): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((one) => one.before !== one.after);
}

function leavesOf(value: object): Leaves {
  const leaves = new Map<string, Difference['before']>();
  const walk = (path: string, part: unknown): void => {
    if (typeof part === 'object' && part !== null)
      for (const [key, inner] of Object.entries(part)) walk(path === '' ? key : `${path}.${key}`, inner);
    else leaves.set(path, part as Difference['before']);
  };
  walk('', value);
  return leaves;
}
