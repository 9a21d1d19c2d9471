import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type TaskItem = Schemas['TaskItem'];
export type TaskDetail = Schemas['TaskDetail'];
export type Outcome = Schemas['OutcomeDto'];
export type Content = Schemas['ContentView'];

export const TABS = ['mine', 'unit', 'done'] as const;
export type Tab = (typeof TABS)[number];

export interface TaskFilters {
  readonly tab: Tab;
  readonly processKey?: string | undefined;
}

/** What the address of the workbench holds. `task`: the one that is open in the pane. */
export interface WorkSearch extends Partial<TaskFilters> {
  readonly task?: string | undefined;
}

const QUERY_OF: Readonly<Record<Tab, { readonly state: 'open' | 'closed'; readonly mine?: 'true' }>> = {
  mine: { state: 'open', mine: 'true' },
  unit: { state: 'open' },
  done: { state: 'closed', mine: 'true' },
};

/** A list of tasks, in pages of 50: open ones most urgent first, closed ones latest first. */
export const tasksQuery = ({ tab, processKey }: TaskFilters) =>
  infiniteQueryOptions({
    queryKey: ['tasks', tab, processKey ?? null],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['TaskPage']> => {
      const query = { ...QUERY_OF[tab], limit: 50, cursor: pageParam, processKey };
      const { data } = await api.GET('/api/v1/tasks', { params: { query }, signal });
      return data!;
    },
  });

/** A task with its forms and what its performer needs to know. */
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

export interface Completion {
  readonly id: string;
  readonly outcome: string;
  readonly decision?: object | undefined;
  readonly content?: object | undefined;
  /** Made when the button is pressed, so that a repetition is not a second act. */
  readonly idempotencyKey: string;
}

/** Completes a task. @throws {ProblemError} TASK_NOT_OPEN when another was quicker, VALIDATION_FAILED with the fields, and others */
export async function completeTask({ id, idempotencyKey, ...body }: Completion): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/complete', {
    params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey, Prefer: 'return=minimal' } },
    body: body as Schemas['CompleteBody'],
  });
}

export async function claimTask(id: string): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/claim', { params: { path: { id } } });
}

export async function releaseTask(id: string): Promise<void> {
  await api.POST('/api/v1/tasks/{id}/release', { params: { path: { id } } });
}

/** Uploads one file. @throws {ProblemError} with the reason, in Chinese */
export async function uploadFile(file: File): Promise<{ id: string; name: string }> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/attachments', {
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return data!.items[0]!;
}
