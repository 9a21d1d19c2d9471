import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Writer = Schemas['WriterView'];
export type WriterSighting = Schemas['WriterSighting'];

/** Reveals who wrote a letter. What it answers is kept by the page that shows it, and nowhere else. */
export async function revealWriter(id: string, reason: string): Promise<Writer> {
  const { data } = await api.POST('/api/v1/letters/{id}/writer', {
    params: { path: { id } },
    body: { reason },
  });
  return data!;
}

export const writerSightingsKey = (id: string) => ['process', id, 'writer-views'] as const;

/** Who has revealed the writer of a letter, latest first. */
export const writerSightingsQuery = (id: string) =>
  queryOptions({
    queryKey: writerSightingsKey(id),
    queryFn: async ({ signal }): Promise<readonly WriterSighting[]> => {
      const { data } = await api.GET('/api/v1/letters/{id}/writer/views', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });
