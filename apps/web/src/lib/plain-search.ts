/** Query strings as people write them: `light=red&unit=522601`. Every value is text; an empty one is none. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
}

type Search = Readonly<Record<string, unknown>>;

/** A value of an address; undefined when there is none. */
export function textIn(search: Search, name: string): string | undefined {
  const value = search[name];
  return (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
}

/** A value of an address that is one of these; undefined otherwise. */
export const oneIn = <Value extends string>(
  search: Search,
  name: string,
  known: readonly Value[],
): Value | undefined => known.find((value) => value === textIn(search, name));

/** @returns with its question mark; empty without values */
export function stringifySearch(search: object): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}
