import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { FormValues } from '../../forms/model/values.js';
import type { RemoteDraft, RemoteDrafts, TaskDraft } from './draft-sync.js';

/** Drafts at the server: each account has its own of a task. */
export const remoteDrafts: RemoteDrafts = {
  async get(id) {
    try {
      const { data, response } = await api.GET('/api/v1/tasks/{id}/draft', { params: { path: { id } } });
      return { ...toDraft(data!), etag: response.headers.get('etag') ?? '*' };
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) return undefined;
      throw error;
    }
  },

  async put(id, { outcome, values }, etag) {
    const { data, response } = await api.PUT('/api/v1/tasks/{id}/draft', {
      params: { path: { id }, header: { ...(etag !== undefined && { 'if-match': etag }) } as never },
      body: { ...(outcome !== undefined && { outcome }), ...values } as Schemas['TaskDraftBody'],
    });
    return { savedAt: Date.parse(data!.savedAt), etag: response.headers.get('etag') ?? '*' };
  },

  async delete(id) {
    await api.DELETE('/api/v1/tasks/{id}/draft', { params: { path: { id } } });
  },
};

function toDraft({
  outcome,
  decision,
  content,
  savedAt,
}: Schemas['TaskDraftView']): Omit<RemoteDraft, 'etag'> {
  const values = { ...(decision && { decision }), ...(content && { content }) } as FormValues;
  const draft: TaskDraft = { outcome: outcome ?? undefined, values };
  return { draft, savedAt: Date.parse(savedAt) };
}
