import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Definition = Schemas['DefinitionView'];
export type Drawing = Schemas['DrawingView'];
export type DrawnLine = Schemas['DrawnLineView'];
export type Flow = Schemas['FlowView'];
export type FlowNode = Schemas['FlowNodeView'];
export type FlowEdge = Schemas['FlowEdgeView'];
export type NodeDetail = Schemas['FlowNodeDetail'];
export type CasePath = Schemas['CasePathView'];
export type PathNode = Schemas['PathNodeView'];

/** Which figures: days are YYYY-MM-DD, both inclusive. */
export interface FlowFilter {
  readonly version?: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
}

/** Figures are counted every minute. */
const COUNTED_EVERY_MS = 60_000;
/** Tasks that the list of open ones shows. */
export const MOST_LISTED = 100;

export const flowQuery = (key: string, filter: FlowFilter) =>
  queryOptions({
    queryKey: ['flow', key, filter],
    refetchInterval: COUNTED_EVERY_MS,
    queryFn: async ({ signal }): Promise<Flow> => {
      const params = { path: { key }, query: { ...filter } };
      const { data } = await api.GET('/api/v1/process-definitions/{key}/flow', { params, signal });
      return data!;
    },
  });

/** Lengths and units of one node. */
export const nodeQuery = (key: string, node: string, filter: FlowFilter) =>
  queryOptions({
    queryKey: ['flow-node', key, node, filter],
    refetchInterval: COUNTED_EVERY_MS,
    queryFn: async ({ signal }): Promise<NodeDetail> => {
      const params = { path: { key, node }, query: { ...filter } };
      const { data } = await api.GET('/api/v1/process-definitions/{key}/flow/nodes/{node}', {
        params,
        signal,
      });
      return data!;
    },
  });

/** Open tasks of one node, the most urgent first. */
export const openTasksQuery = (processKey: string, name: string, unit?: string) =>
  queryOptions({
    queryKey: ['open-tasks', processKey, name, unit ?? null],
    queryFn: async ({ signal }) => {
      const query = { processKey, name, unit, limit: MOST_LISTED };
      const { data } = await api.GET('/api/v1/tasks', { params: { query }, signal });
      return data!.items;
    },
  });

export const pathQuery = (process: string) =>
  queryOptions({
    queryKey: ['path', process],
    queryFn: async ({ signal }): Promise<CasePath> => {
      const params = { path: { id: process } };
      const { data } = await api.GET('/api/v1/processes/{id}/path', { params, signal });
      return data!;
    },
  });

/** The case of a number; undefined: there is none, or none that the account sees. */
export async function findCase(subject: string): Promise<{ id: string; key: string } | undefined> {
  const { data } = await api.GET('/api/v1/processes', { params: { query: { subject, limit: 1 } } });
  return data!.items[0];
}
