import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { definitionQuery } from '../../api/definition-queries.js';
import type { StoredFile } from '../../ui/stored-file.js';

export type Preview = Schemas['TaskPreview'];
export type Act = Schemas['ActView'];
export type MessageAct = Schemas['MessageActView'];
export type Colleague = Schemas['ColleagueView'];

/** What completing a task would do. @param of changes when the effect may: outcome, decision, which texts are filled in */
export const previewQuery = (id: string, of: string, body: Schemas['CompleteBody']) =>
  queryOptions({
    queryKey: ['preview', id, of],
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }): Promise<Preview> => {
      const { data } = await api.POST('/api/v1/tasks/{id}/preview', {
        params: { path: { id } },
        body,
        signal,
      });
      return data!;
    },
  });

/** People of a unit who have a role. */
export const colleaguesQuery = (unit: string, role: string) =>
  queryOptions({
    queryKey: ['colleagues', unit, role],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<readonly Colleague[]> => {
      const params = { path: { code: unit }, query: { role } };
      const { data } = await api.GET('/api/v1/units/{code}/colleagues', { params, signal });
      return data!.items;
    },
  });

/** The form of a message to a process, as `{ decision, content }`. */
export const messageFormQuery = (key: string, version: number, name: string) =>
  queryOptions({
    ...definitionQuery(key, version),
    select: ({ messages }) => messages.find((message) => message.name === name)?.schema ?? {},
  });

export async function delegateTask(id: string, body: Schemas['DelegateBody']): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/delegate', { params: { path: { id } }, body });
}

export async function reassignTask(
  id: string,
  body: { readonly unit?: string; readonly assignee?: string; readonly reason: string },
): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/reassign', {
    params: { path: { id } },
    body: body as Schemas['ReassignBody'],
  });
}

/** @param idempotencyKey made when the button is pressed, so that a repetition is not a second message */
export async function sendMessage(
  process: { readonly id: string; readonly message: string },
  body: object,
  idempotencyKey: string,
): Promise<void> {
  await api.POST('/api/v1/processes/{id}/messages/{name}', {
    params: {
      path: { id: process.id, name: process.message },
      header: { 'Idempotency-Key': idempotencyKey },
    },
    body: body as Schemas['MessageBody'],
  });
}

export const fileAddress = (id: string): string => `/api/v1/attachments/${id}`;

/** Name, kind and size of a file that the account may read. @throws {Error} when it may not, or without network */
export async function describeFile(id: string): Promise<StoredFile> {
  const response = await fetch(fileAddress(id), { method: 'HEAD' });
  if (!response.ok) throw new Error(String(response.status));
  const { headers } = response;
  return {
    id,
    name: fileNameOf(headers.get('content-disposition') ?? '') ?? id,
    mediaType: headers.get('content-type') ?? '',
    size: Number(headers.get('content-length') ?? 0),
  };
}

/** The name in a Content-Disposition; its extended form holds the Chinese one. */
export function fileNameOf(disposition: string): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return extended === undefined ? /filename="([^"]+)"/.exec(disposition)?.[1] : decodeURIComponent(extended);
}
