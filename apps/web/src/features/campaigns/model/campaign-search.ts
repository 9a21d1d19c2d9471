import { FILTERS, type Filter } from './groups.js';
import type { Finding, FindingsFilter } from '../campaigns-api.js';

export const TABS = ['overview', 'units', 'items', 'findings', 'documents'] as const;
export type CampaignTab = (typeof TABS)[number];

export const SHOWN_STATES = [
  'found',
  'open',
  'rectified',
  'withdrawn',
  'dismissed',
] as const satisfies readonly Finding['state'][];
export const KINDS = [
  'ITEM_MISSING',
  'ITEM_EXTRA',
  'ELEMENT_MISSING',
  'ELEMENT_AMBIGUOUS',
  'ELEMENT_INACCURATE',
  'FORM_MISSING',
  'FORM_BROKEN',
  'APPLY_DOWN',
  'QUERY_DOWN',
  'SITE_DOWN',
] as const satisfies readonly Finding['kind'][];

/** What the address of a board holds. */
export interface CampaignSearch extends FindingsFilter {
  readonly tab?: CampaignTab | undefined;
  /** Which departments the table shows. */
  readonly show?: Filter | undefined;
  /** The finding that is open. */
  readonly finding?: string | undefined;
  /** Unit whose lists are compared. */
  readonly compare?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export function readCampaignSearch(search: Record<string, unknown>): CampaignSearch {
  return {
    tab: TABS.find((tab) => tab === search['tab']),
    show: FILTERS.find((filter) => filter === search['show']),
    unit: text(search['unit']),
    state: SHOWN_STATES.find((state) => state === search['state']),
    kind: KINDS.find((kind) => kind === search['kind']),
    finding: text(search['finding']),
    compare: text(search['compare']),
  };
}
