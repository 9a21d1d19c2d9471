import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';

/** Code -> name of every unit. */
export const unitsQuery = queryOptions({
  queryKey: ['unit-names'],
  staleTime: 3_600_000,
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
    const { data } = await api.GET('/api/v1/units', { signal });
    return new Map(data!.items.map(({ code, name }) => [code, name]));
  },
});
