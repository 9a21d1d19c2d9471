import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type PolicyItem = Schemas['PolicyView'];
export type PolicyDetail = Schemas['PolicyDetail'];
export type NewPolicy = Schemas['NewPolicyBody'];

export const POLICY_STATES = ['draft', 'consulting', 'decided', 'issued', 'withdrawn'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];
export const POLICY_KINDS = ['NORMATIVE', 'PLAN', 'MEASURE', 'PROJECT', 'PRICE', 'OTHER'] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** What the address of the register holds. */
export interface PoliciesSearch {
  readonly state?: PolicyState | undefined;
}

export const policiesQuery = ({ state }: PoliciesSearch) =>
  infiniteQueryOptions({
    queryKey: ['policies', state],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['PolicyPage']> => {
      const query = { limit: 50, ...(state && { state }), ...(pageParam && { cursor: pageParam }) };
      const { data } = await api.GET('/api/v1/policy-documents', { params: { query }, signal });
      return data!;
    },
  });

export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/policy-documents/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

/** Registers a policy. @returns its id */
export async function registerPolicy(body: NewPolicy): Promise<string> {
  const { data } = await api.POST('/api/v1/policy-documents', { body });
  return data!.id;
}

/** Starts the procedure of a policy. @returns the id of its consultation */
export async function startProcedure(policy: string, idempotencyKey: string): Promise<string> {
  const params = { header: { 'Idempotency-Key': idempotencyKey } };
  const { data } = await api.POST('/api/v1/consultations', { params, body: { policy } });
  return data!.id;
}

export async function setFinalText(id: string, body: Schemas['FinalTextBody']): Promise<void> {
  await api.PUT('/api/v1/policy-documents/{id}/final-text', { params: { path: { id } }, body });
}

export async function markMajor(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/policy-documents/{id}/marking', { params: { path: { id } }, body: { reason } });
}

export async function requestUnmarking(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/policy-documents/{id}/unmarkings', { params: { path: { id } }, body: { reason } });
}

export async function decideUnmarking(
  id: string,
  unmarking: string,
  body: Schemas['UnmarkingDecisionBody'],
): Promise<void> {
  const params = { path: { id, unmarking } };
  await api.POST('/api/v1/policy-documents/{id}/unmarkings/{unmarking}/decision', { params, body });
}
