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
export async function uploadFile(file: File): Promise<Schemas['AttachmentView']> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/attachments', {
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return data!.items[0]!;
}
