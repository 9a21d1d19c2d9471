import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Client = Schemas['ClientView'];
export type ClientWithSecret = Schemas['ClientWithSecret'];

export const SCOPES = ['supervision:read', 'supervision:write'] as const;

/** Everything that this feature has read: stale after each act. */
export const CLIENTS = ['clients'] as const;

export const clientsQuery = queryOptions({
  queryKey: [...CLIENTS, 'list'],
  queryFn: async ({ signal }): Promise<readonly Client[]> =>
    (await api.GET('/api/v1/clients', { signal })).data!.items,
});

/** What a program did, latest first. */
export const clientActsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...CLIENTS, 'acts', id],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['ClientActPage']> => {
      const query = { limit: 20, ...(pageParam !== undefined && { cursor: pageParam }) };
      const { data } = await api.GET('/api/v1/clients/{id}/acts', {
        params: { path: { id }, query },
        signal,
      });
      return data!;
    },
  });

const of = (id: string) => ({ params: { path: { id } } });

/** It works once another person has confirmed it. */
export async function proposeClient(body: Schemas['NewClientBody']): Promise<ClientWithSecret> {
  return (await api.POST('/api/v1/clients', { body })).data!;
}

export async function confirmClient(id: string): Promise<void> {
  await api.POST('/api/v1/clients/{id}/confirm', of(id));
}

export async function rejectClient(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/clients/{id}/reject', { ...of(id), body: { reason } });
}

export async function rotateSecret(id: string, body: Schemas['RotateSecretBody']): Promise<ClientWithSecret> {
  return (await api.POST('/api/v1/clients/{id}/rotate', { ...of(id), body })).data!;
}

export async function endClient(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/clients/{id}/end', { ...of(id), body: { reason } });
}
