import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type LetterListing = Schemas['LetterListingView'];
export type UnlistReason = Schemas['UnlistBody']['reason'];

export const listingKey = (id: string) => ['process', id, 'listing'] as const;

/** What the public reads of a letter in lists. */
export const listingQuery = (id: string) =>
  queryOptions({
    queryKey: listingKey(id),
    queryFn: async ({ signal }): Promise<LetterListing> => {
      const { data } = await api.GET('/api/v1/letters/{id}/listing', { params: { path: { id } }, signal });
      return data!;
    },
  });

export async function writePublicTitle(id: string, title: string): Promise<LetterListing> {
  const { data } = await api.PUT('/api/v1/letters/{id}/listing/title', {
    params: { path: { id } },
    body: { title },
  });
  return data!;
}

export async function unlistLetter(id: string, reason: UnlistReason): Promise<LetterListing> {
  const { data } = await api.POST('/api/v1/letters/{id}/listing/unlist', {
    params: { path: { id } },
    body: { reason },
  });
  return data!;
}

export async function relistLetter(id: string): Promise<LetterListing> {
  const { data } = await api.POST('/api/v1/letters/{id}/listing/relist', { params: { path: { id } } });
  return data!;
}
