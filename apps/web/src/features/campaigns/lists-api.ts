import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type UploadedList = Schemas['ListView'];
export type Difference = Schemas['DifferenceView'];
export type ComparisonPage = Schemas['ComparisonPage'];

/** Two lists of items. */
export interface ListPair {
  readonly older: string;
  readonly newer: string;
}

const PAGE = 100;

export const comparisonQuery = ({ older, newer }: ListPair, unit: string) =>
  infiniteQueryOptions({
    queryKey: ['list-comparison', older, newer, unit],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<ComparisonPage> => {
      const params = { path: { older, newer }, query: { unit, limit: PAGE, cursor: pageParam } };
      const { data } = await api.GET('/api/v1/lists/{older}/comparison/{newer}', { params, signal });
      return data!;
    },
  });

/** Whether the newer item is the older one under another name. */
export async function decideRename(
  { older, newer }: ListPair,
  body: { readonly older: string; readonly newer: string; readonly verdict: 'confirmed' | 'refused' },
): Promise<void> {
  await api.POST('/api/v1/lists/{older}/comparison/{newer}/renames', {
    params: { path: { older, newer } },
    body,
  });
}

const asForm = (body: unknown): FormData => body as FormData;

/** Uploads a department's list. @throws {ProblemError} LIST_REJECTED with its faulty rows */
export async function uploadList(campaign: string, unit: string, file: File): Promise<UploadedList> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/campaigns/{id}/departments/{unit}/lists', {
    params: { path: { id: campaign, unit } },
    body: form as never,
    bodySerializer: asForm,
  });
  return data!;
}

/** Uploads the list for units that do not report, as documents cite it. @throws {ProblemError} LIST_REJECTED, VALIDATION_FAILED */
export async function uploadFallbackList(
  file: File,
  { name, number, date }: { readonly name: string; readonly number: string; readonly date: string },
): Promise<UploadedList> {
  const form = new FormData();
  form.append('name', name);
  if (number.trim() !== '') form.append('number', number);
  form.append('date', date);
  form.append('file', file);
  const { data } = await api.POST('/api/v1/fallback-lists', { body: form as never, bodySerializer: asForm });
  return data!;
}
