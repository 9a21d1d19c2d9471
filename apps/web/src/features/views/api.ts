import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type SavedView = Schemas['SavedViewView'];
export type SavedViewBody = Schemas['SavedViewBody'];

/** Own views and those that are shared in the unit, of every page. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<readonly SavedView[]> => {
    const { data } = await api.GET('/api/v1/me/views', { signal });
    return data!.items;
  },
});

/** @throws {ProblemError} VALIDATION_FAILED with the fields, also when the account has too many */
export async function saveView({
  id,
  ...body
}: SavedViewBody & { readonly id?: string }): Promise<SavedView> {
  const { data } = id
    ? await api.PUT('/api/v1/me/views/{id}', { params: { path: { id } }, body })
    : await api.POST('/api/v1/me/views', { body });
  return data!;
}

export async function deleteView({ id }: SavedView): Promise<void> {
  await api.DELETE('/api/v1/me/views/{id}', { params: { path: { id } } });
}
