import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type InspectedPage = Schemas['InspectedPageView'];

/** The page that a finding was seen on. It never changes. */
export const inspectedPageQuery = (id: string, finding: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'page-of', finding],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const params = { path: { id, finding } };
      const { data } = await api.GET('/api/v1/campaigns/{id}/findings/{finding}/page', { params, signal });
      return data!;
    },
  });

export const inspectedPageFile = (id: string, finding: string): string =>
  `/api/v1/campaigns/${id}/findings/${finding}/page/file`;
