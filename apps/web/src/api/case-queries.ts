import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from './client.js';

export type CaseTask = Schemas['TaskItem'];
export type CaseDetail = Schemas['ProcessDetail'];
export type TimelineEntry = Schemas['TimelineEntryView'];
export type Clock = Schemas['ClockView'];

/** A process with its stages and what may be done with it. */
export const processQuery = (id: string) =>
  queryOptions({
    queryKey: ['process', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/processes/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

/** Open and closed tasks of one process. */
export const tasksOfProcessQuery = (processId: string) =>
  queryOptions({
    queryKey: ['tasks-of-process', processId],
    queryFn: async ({ signal }) => {
      const query = { processId, state: 'all' as const, limit: 100 };
      const { data } = await api.GET('/api/v1/tasks', { params: { query }, signal });
      return data!.items;
    },
  });

/** The timeline of a process, oldest first, in pages. */
export const timelineQuery = (processId: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', processId],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['TimelinePage']> => {
      const params = { path: { id: processId }, query: { limit: 200, cursor: pageParam } };
      const { data } = await api.GET('/api/v1/processes/{id}/timeline', { params, signal });
      return data!;
    },
  });

/** The clocks of a process, explained. */
export const clocksQuery = (processId: string) =>
  queryOptions({
    queryKey: ['process', processId, 'clocks'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/processes/{id}/clocks', {
        params: { path: { id: processId } },
        signal,
      });
      return data!.items;
    },
  });

/** Codes and names of units; they hardly change. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  staleTime: 3_600_000,
  queryFn: async ({ signal }) => {
    const { data } = await api.GET('/api/v1/units', { signal });
    return data!.items;
  },
});
