import type { Campaign, Department } from '../campaigns-api.js';
import type { ListPair } from '../lists-api.js';

/** The list that stands in for units that do not report, and the one that the unit has reported; undefined: nothing to compare. */
export const pairOf = (
  { fallbackList }: Pick<Campaign, 'fallbackList'>,
  { reported }: Pick<Department, 'reported'>,
): ListPair | undefined =>
  fallbackList !== null && reported?.list != null ? { older: fallbackList, newer: reported.list } : undefined;
