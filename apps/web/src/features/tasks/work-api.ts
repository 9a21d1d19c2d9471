import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { definitionsQuery } from '../../api/definition-queries.js';
import { toTasksQuery, type WorkSearch } from './work-search.js';

const PAGE = 50;

/** A list of tasks, in pages of 50: open ones most urgent first, closed ones latest first. */
export const tasksQuery = ({ task: _task, ...search }: WorkSearch) =>
  infiniteQueryOptions({
    queryKey: ['tasks', search],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['TaskPage']> => {
      const query = { ...toTasksQuery(search, new Date()), limit: PAGE, cursor: pageParam };
      const { data } = await api.GET('/api/v1/tasks', { params: { query }, signal });
      return data!;
    },
  });

/** How many tasks a view of the workbench has, up to 1000. */
export async function countTasks(search: WorkSearch, signal: AbortSignal): Promise<Schemas['CountView']> {
  const query = { ...toTasksQuery(search, new Date()), limit: 1, count: 'true' as const };
  const { data } = await api.GET('/api/v1/tasks', { params: { query }, signal });
  return data!.count!;
}

export type Counts = Schemas['CountsView'];
export type AgeCounts = Schemas['AgeCountsView'];

/** All work of the account and its unit by due time, whatever a list has loaded. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: async ({ signal }): Promise<Counts> => {
    const { data } = await api.GET('/api/v1/me/counts', { signal });
    return data!;
  },
});

const titlesOf = (
  versions: readonly { readonly key: string; readonly version: number; readonly title: string }[],
): ReadonlyMap<string, string> =>
  new Map([...versions].sort((a, b) => a.version - b.version).map(({ key, title }) => [key, title]));

/** Titles of the processes, newest versions. */
export const processTitlesQuery = queryOptions({ ...definitionsQuery, select: titlesOf });

export type BatchResult = Schemas['BatchResult'];

export interface BatchCompletion {
  readonly ids: readonly string[];
  readonly outcome: string;
  /** The same for each. */
  readonly decision?: object | undefined;
  readonly content?: object | undefined;
  /** Made when the button is pressed: a repetition acts on no row again. */
  readonly idempotencyKey: string;
}

/** Completes several tasks with one outcome; each row is done or refused by itself. */
export async function completeBatch({ ids, idempotencyKey, outcome, ...form }: BatchCompletion) {
  const items = ids.map((id) => ({ id, ...form })) as Schemas['BatchItem'][];
  const { data } = await api.POST('/api/v1/tasks/batch', {
    params: { header: { 'Idempotency-Key': idempotencyKey } },
    body: { outcome, items },
  });
  return data!;
}

export interface BatchDelegation {
  readonly ids: string[];
  /** Username. */
  readonly to: string;
  readonly reason?: string | undefined;
}

/** Hands several tasks to a colleague. */
export async function delegateBatch({ reason, ...body }: BatchDelegation): Promise<BatchResult> {
  const { data } = await api.POST('/api/v1/tasks/batch/delegate', {
    body: { ...body, ...(reason && { reason }) },
  });
  return data!;
}
