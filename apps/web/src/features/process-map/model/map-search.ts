export const MEASURES = ['frequency', 'time', 'late', 'again'] as const;
export type Measure = (typeof MEASURES)[number];
export const EXTENTS = ['main', 'whole'] as const;
export type Extent = (typeof EXTENTS)[number];

/** What the address of the map holds. Days are YYYY-MM-DD. */
export interface MapSearch {
  readonly version?: number | undefined;
  readonly measure?: Measure | undefined;
  readonly extent?: Extent | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly unit?: string | undefined;
  /** The chosen node. */
  readonly node?: string | undefined;
  /** Id of the case whose path is drawn. */
  readonly process?: string | undefined;
  readonly view?: 'table' | undefined;
}

/** Reads an address; what it does not understand is left out. */
export function readMapSearch(search: Record<string, unknown>): MapSearch {
  const text = (value: unknown): string | undefined =>
    (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
  const day = (value: unknown): string | undefined =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  const version = Number(search['version']);
  return {
    version: Number.isInteger(version) && version > 0 ? version : undefined,
    measure: MEASURES.find((one) => one === search['measure']),
    extent: EXTENTS.find((one) => one === search['extent']),
    from: day(search['from']),
    to: day(search['to']),
    unit: text(search['unit']),
    node: text(search['node']),
    process: text(search['process']),
    view: search['view'] === 'table' ? 'table' : undefined,
  };
}
