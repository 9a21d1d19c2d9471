import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type TaskItem = Schemas['TaskItem'];
export type TaskDetail = Schemas['TaskDetail'];
export type Outcome = Schemas['TaskOutcome'];
export type Content = Schemas['ContentView'];

/** A task with its forms and what its performer needs to know. */
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

export async function claimTask(id: string): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/claim', { params: { path: { id } } });
}

export async function releaseTask(id: string): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/release', { params: { path: { id } } });
}
