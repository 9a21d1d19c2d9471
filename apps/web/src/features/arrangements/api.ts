import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

/** Key of their process. */
export const ARRANGEMENT_PROCESS = 'column-arrangement';

export type Arrangement = Schemas['ArrangementView'];
export type Entry = Schemas['EntryView'];
export type EntryKind = 'interview' | 'survey' | 'consultation';
export type ChangeKind = Schemas['ChangeBody']['kind'];

export const arrangementsQuery = queryOptions({
  queryKey: ['arrangements'],
  queryFn: async ({ signal }) => {
    const { data } = await api.GET('/api/v1/arrangements', { signal });
    return data!.items;
  },
});

/** Topics of a year that the account sees. */
export const entriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['arrangement', id, 'entries'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/arrangements/{id}/entries', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });

/** @param key made when the form opens, so that a repetition starts no second year */
export async function startArrangement(
  body: Schemas['NewArrangementBody'],
  key: string,
): Promise<Arrangement> {
  const params = { header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/arrangements', { params, body });
  return data!;
}

/** Adds a topic of one's unit, or replaces it. */
export async function saveTopic(
  id: string,
  entry: string | undefined,
  body: Schemas['EntryBody'],
): Promise<void> {
  if (entry === undefined)
    await api.POST('/api/v1/arrangements/{id}/entries', { params: { path: { id } }, body });
  else await api.PUT('/api/v1/arrangements/{id}/entries/{entry}', { params: { path: { id, entry } }, body });
}

export async function removeTopic(id: string, entry: string): Promise<void> {
  await api.DELETE('/api/v1/arrangements/{id}/entries/{entry}', { params: { path: { id, entry } } });
}

export async function decideTopic(
  id: string,
  entry: string,
  body: Schemas['EntryDecisionBody'],
): Promise<void> {
  await api.POST('/api/v1/arrangements/{id}/entries/{entry}/decision', {
    params: { path: { id, entry } },
    body,
  });
}

/** Changes the published table; the reason is public. */
export async function changeTopic(
  id: string,
  entry: string,
  body: Schemas['ChangeBody'],
  key: string,
): Promise<void> {
  await api.POST('/api/v1/arrangements/{id}/entries/{entry}/changes', {
    params: { path: { id, entry }, header: { 'Idempotency-Key': key } },
    body,
  });
}
