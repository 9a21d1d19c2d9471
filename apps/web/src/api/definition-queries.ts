import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from './client.js';

const DAY_MS = 86_400_000;

/** Every version of every process, without its forms. */
export const definitionsQuery = queryOptions({
  queryKey: ['definitions'],
  staleTime: DAY_MS,
  queryFn: async ({ signal }) => {
    const { data } = await api.GET('/api/v1/process-definitions', { signal });
    return data!.items;
  },
});

/** A definition with its forms, its map and the drawings of it; a version never changes. */
export const definitionQuery = (key: string, version?: number) =>
  queryOptions({
    queryKey: ['definition', key, version ?? null],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<Schemas['DefinitionView']> => {
      const params = { path: { key }, query: { version } };
      const { data } = await api.GET('/api/v1/process-definitions/{key}', { params, signal });
      return data!;
    },
  });
