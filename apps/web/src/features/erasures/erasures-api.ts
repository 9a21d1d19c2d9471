import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Erasure = Schemas['ErasureView'];

/** Everything that this feature has read: stale after each act. */
export const ERASURES = ['erasures'] as const;

/** Erasures that the account may know of, newest first. */
export const erasuresQuery = infiniteQueryOptions({
  queryKey: [...ERASURES, 'list'],
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  queryFn: async ({ pageParam, signal }): Promise<Schemas['ErasurePage']> => {
    const query = { limit: 50, ...(pageParam !== undefined && { cursor: pageParam }) };
    const { data } = await api.GET('/api/v1/erasures', { params: { query }, signal });
    return data!;
  },
});

const of = (id: string) => ({ params: { path: { id } } });

export async function proposeErasure(letterNo: string, reason: string): Promise<void> {
  await api.POST('/api/v1/erasures', { body: { letterNo, reason } });
}

export async function confirmErasure(id: string): Promise<void> {
  await api.POST('/api/v1/erasures/{id}/confirm', of(id));
}

export async function rejectErasure(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/erasures/{id}/reject', { ...of(id), body: { reason } });
}

export async function withdrawErasure(id: string): Promise<void> {
  await api.POST('/api/v1/erasures/{id}/withdraw', of(id));
}
