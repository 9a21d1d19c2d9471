import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Campaign = Schemas['CampaignView'];
export type Department = Schemas['DepartmentView'];
export type Measures = Schemas['MeasuresView'];
export type Finding = Schemas['FindingView'];
export type Item = Schemas['ItemView'];
export type CampaignDocument = Schemas['CampaignDocumentView'];
export type Inspection = Schemas['InspectionView'];

/** Facts of a department's process, as its definition publishes them. */
export interface DepartmentFacts {
  readonly list?: 'REPORTED' | 'FALLBACK';
  readonly reportedList?: string | null;
  readonly contested?: boolean;
  readonly bounces?: number;
  readonly orders?: number;
}
export const factsOf = ({ process }: Department): DepartmentFacts => process?.facts ?? {};

/** Which findings a list shows. */
export interface FindingsFilter {
  readonly unit?: string | undefined;
  readonly state?: Finding['state'] | undefined;
  readonly kind?: Finding['kind'] | undefined;
}

const MINUTE_MS = 60_000;
const PAGE = 50;
/** The largest page of the server; a unit rarely has more findings. */
const LARGE_PAGE = 200;
const MOST_PAGES = 10;

const next = (page: { readonly nextCursor: string | null }): string | undefined =>
  page.nextCursor ?? undefined;
const FIRST = undefined as string | undefined;

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ['campaigns'],
  initialPageParam: FIRST,
  getNextPageParam: next,
  queryFn: async ({ pageParam, signal }): Promise<Schemas['CampaignPage']> => {
    const params = { query: { limit: PAGE, cursor: pageParam } };
    const { data } = await api.GET('/api/v1/campaigns', { params, signal });
    return data!;
  },
});

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id],
    refetchInterval: MINUTE_MS,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/campaigns/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

/** In the order of the campaign: all of them, or those that the account is responsible for. */
export const departmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'departments'],
    refetchInterval: MINUTE_MS,
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const { data } = await api.GET('/api/v1/campaigns/{id}/departments', { params, signal });
      return data!.items;
    },
  });

export const findingsQuery = (id: string, filter: FindingsFilter) =>
  infiniteQueryOptions({
    queryKey: ['campaign', id, 'findings', filter],
    initialPageParam: FIRST,
    getNextPageParam: next,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['FindingPage']> => {
      const query = {
        ...filter,
        limit: PAGE,
        cursor: pageParam,
        count: pageParam ? undefined : ('true' as const),
      };
      const params = { path: { id }, query };
      const { data } = await api.GET('/api/v1/campaigns/{id}/findings', { params, signal });
      return data!;
    },
  });

/** All findings of one unit. */
export const unitFindingsQuery = (id: string, unit: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'findings-of', unit],
    refetchInterval: MINUTE_MS,
    queryFn: async ({ signal }) => {
      const found: Finding[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const params = { path: { id }, query: { unit, limit: LARGE_PAGE, cursor } };
        const { data } = await api.GET('/api/v1/campaigns/{id}/findings', { params, signal });
        found.push(...data!.items);
        if (data!.nextCursor === null) break;
        cursor = data!.nextCursor;
      }
      return found;
    },
  });

/** @param list `fallback`: the list in force before the campaign; `reported`: as units reported it, accepted or not */
export const itemsQuery = (
  id: string,
  unit: string | undefined,
  list: 'catalogue' | 'fallback' | 'reported' = 'catalogue',
) =>
  infiniteQueryOptions({
    queryKey: ['campaign', id, 'items', unit ?? null, list],
    initialPageParam: FIRST,
    getNextPageParam: next,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['ItemPage']> => {
      const params = { path: { id }, query: { unit, list, limit: PAGE, cursor: pageParam } };
      const { data } = await api.GET('/api/v1/campaigns/{id}/items', { params, signal });
      return data!;
    },
  });

export const documentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'documents'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/campaigns/{id}/documents', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });

/** A person's decision on a finding before it is issued. @throws {ProblemError} NOT_FOUND when somebody was quicker */
export async function reviewFinding(
  id: string,
  finding: string,
  verdict: 'confirm' | 'dismiss' | 'restore',
): Promise<Finding> {
  const params = { path: { id, finding } };
  const { data } = await api.POST('/api/v1/campaigns/{id}/findings/{finding}/review', {
    params,
    body: { verdict },
  });
  return data!;
}

export const documentAddress = (campaign: string, document: string): string =>
  `/api/v1/campaigns/${campaign}/documents/${document}`;
export const tableAddress = (campaign: string): string => `/api/v1/campaigns/${campaign}/departments/export`;
