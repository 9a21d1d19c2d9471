import { oneIn, textIn } from '../../../lib/plain-search.js';

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
  const text = (name: keyof MapSearch): string | undefined => textIn(search, name);
  const day = (name: 'from' | 'to'): string | undefined =>
    /^\d{4}-\d{2}-\d{2}$/.test(text(name) ?? '') ? text(name) : undefined;
  const version = Number(search['version']);
  return {
    version: Number.isInteger(version) && version > 0 ? version : undefined,
    measure: oneIn(search, 'measure', MEASURES),
    extent: oneIn(search, 'extent', EXTENTS),
    from: day('from'),
    to: day('to'),
    unit: text('unit'),
    node: text('node'),
    process: text('process'),
    view: oneIn(search, 'view', ['table']),
  };
}
