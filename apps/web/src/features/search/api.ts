import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type SearchHit = Schemas['SearchHit'];
export type Unit = Schemas['UnitView'];

/** Case numbers by their beginning, words of two characters, units. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<Schemas['SearchPage']> => {
      const { data } = await api.GET('/api/v1/search', { params: { query: { q, limit: 10 } }, signal });
      return data!;
    },
  });
