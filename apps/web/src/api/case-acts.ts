import { api, type Schemas } from './client.js';

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
