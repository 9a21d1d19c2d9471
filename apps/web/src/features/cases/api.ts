import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';

export type Content = Schemas['ContentView'];
export type Comment = Schemas['CommentView'];
export type Card = Schemas['CardView'];
export type CaseFile = Schemas['AttachmentView'];

/** Where a file of a case is read. */
export const fileAddress = (id: string): string => `/api/v1/attachments/${id}`;

/** What has been written in a case, oldest first; null for accounts that do not read it. */
export const contentsQuery = (processId: string) =>
  queryOptions({
    queryKey: ['process', processId, 'contents'],
    queryFn: async ({ signal }): Promise<readonly Content[] | null> => {
      const params = { path: { id: processId }, query: { limit: 200 } };
      return unlessForbidden(async () => {
        const { data } = await api.GET('/api/v1/processes/{id}/content', { params, signal });
        return data!.items;
      });
    },
  });

/** Uploaded files of a case; none for accounts that do not read them. */
export const filesQuery = (processId: string) =>
  queryOptions({
    queryKey: ['process', processId, 'files'],
    queryFn: async ({ signal }): Promise<readonly CaseFile[]> => {
      const params = { path: { id: processId } };
      const { data } = await api.GET('/api/v1/processes/{id}/attachments', { params, signal });
      return data!.items;
    },
  });

/** Comments of staff, oldest first, in pages; null for accounts that do not read the case. */
export const commentsQuery = (processId: string) =>
  infiniteQueryOptions({
    queryKey: ['process', processId, 'comments'],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null } | null) => page?.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['CommentPage'] | null> => {
      const params = { path: { id: processId }, query: { limit: 100, cursor: pageParam } };
      return unlessForbidden(async () => {
        const { data } = await api.GET('/api/v1/processes/{id}/comments', { params, signal });
        return data!;
      });
    },
  });

/** Warnings and cards of a case that the account may see. */
export const cardsQuery = (processId: string) =>
  queryOptions({
    queryKey: ['process', processId, 'cards'],
    queryFn: async ({ signal }) => {
      const query = { processId, limit: 100 };
      const { data } = await api.GET('/api/v1/cards', { params: { query }, signal });
      return data!.items;
    },
  });

/** Comments on a task. @throws {ProblemError} VALIDATION_FAILED with the field, NOT_FOUND, FORBIDDEN */
export async function addComment(task: string, body: string): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/comments', { params: { path: { id: task } }, body: { body } });
}

async function unlessForbidden<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'FORBIDDEN') return null;
    throw error;
  }
}
