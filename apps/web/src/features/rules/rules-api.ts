import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Proposal = Schemas['RuleProposalView'];
export type ProposalDetail = Schemas['RuleProposalDetail'];
export type Kind = 'calendar' | 'policy' | 'consultation-rule';
export type Change = Schemas['RuleClock']['change'];
export type CalendarReading = Schemas['CalendarReading'];

/** Everything that this feature has read: stale after each act. */
export const RULES = ['rules'] as const;

/** Proposals of a kind, newest first. */
export const historyQuery = (kind: Kind) =>
  infiniteQueryOptions({
    queryKey: [...RULES, 'history', kind],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['RuleProposalPage']> => {
      const query = { kind, limit: 20, cursor: pageParam };
      const { data } = await api.GET('/api/v1/rule-proposals', { params: { query: query as never }, signal });
      return data!;
    },
  });

/** The proposal of a kind that waits; null: none does. */
export const openProposalQuery = (kind: Kind) =>
  queryOptions({
    queryKey: [...RULES, 'open', kind],
    queryFn: async ({ signal }): Promise<ProposalDetail | null> => {
      const query = { kind, state: 'proposed' as const, limit: 1 };
      const { data } = await api.GET('/api/v1/rule-proposals', { params: { query }, signal });
      const [found] = data!.items;
      if (!found) return null;
      const params = { path: { id: found.id } };
      return (await api.GET('/api/v1/rule-proposals/{id}', { params, signal })).data!;
    },
  });

export const effectsQuery = (id: string) =>
  queryOptions({
    queryKey: [...RULES, 'effects', id],
    queryFn: async ({ signal }): Promise<Schemas['RuleEffects']> => {
      const { data } = await api.GET('/api/v1/rule-proposals/{id}/effects', {
        params: { path: { id } },
        signal,
      });
      return data!;
    },
  });

export const movedClocksQuery = (id: string, change: Change | undefined) =>
  infiniteQueryOptions({
    queryKey: [...RULES, 'clocks', id, change],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['RuleClockPage']> => {
      const params = { path: { id }, query: { change, limit: 50, cursor: pageParam } as never };
      const { data } = await api.GET('/api/v1/rule-proposals/{id}/clocks', { params, signal });
      return data!;
    },
  });

/** Days of a year that differ from their weekday. `region` left out: the prefecture's. */
export const yearQuery = (year: number, region?: string) =>
  queryOptions({
    queryKey: [...RULES, 'year', year, region],
    queryFn: async ({ signal }): Promise<Schemas['CalendarYearView']> => {
      const query = { year, ...(region !== undefined && { region }) };
      const { data } = await api.GET('/api/v1/calendar/days', { params: { query }, signal });
      return data!;
    },
  });

export const policiesQuery = queryOptions({
  queryKey: [...RULES, 'policies'],
  queryFn: async ({ signal }): Promise<readonly Schemas['TimeLimitPolicyItem'][]> =>
    (await api.GET('/api/v1/policies', { signal })).data!.items,
});

export const policyQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...RULES, 'policy', id, version],
    queryFn: async ({ signal }): Promise<Schemas['TimeLimitPolicyView']> => {
      const params = { path: { id, version: String(version) } };
      return (await api.GET('/api/v1/policies/{id}/versions/{version}', { params, signal })).data!;
    },
  });

export const consultationRulesQuery = queryOptions({
  queryKey: [...RULES, 'consultation-rules'],
  queryFn: async ({ signal }): Promise<readonly Schemas['ConsultationRule'][]> =>
    (await api.GET('/api/v1/consultation-rules', { signal })).data!.items,
});

const of = (id: string) => ({ params: { path: { id } } });

export async function approveProposal(id: string): Promise<void> {
  await api.POST('/api/v1/rule-proposals/{id}/approve', of(id));
}

export async function rejectProposal(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/rule-proposals/{id}/reject', { ...of(id), body: { reason } });
}

export async function withdrawProposal(id: string): Promise<void> {
  await api.POST('/api/v1/rule-proposals/{id}/withdraw', of(id));
}

export async function readNotice(year: number, text: string): Promise<CalendarReading> {
  return (await api.POST('/api/v1/calendar/notices/read', { body: { year, text } })).data!;
}

export async function readTable(year: number, file: File): Promise<CalendarReading> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/calendar/tables/read', {
    params: { query: { year } },
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return data!;
}

export async function proposeYear(body: Schemas['CalendarYearBody']): Promise<void> {
  await api.PUT('/api/v1/calendar/days', { body });
}

export async function proposePolicy(body: Schemas['TimeLimitPolicy']): Promise<void> {
  await api.POST('/api/v1/policies', { body });
}

export async function proposeConsultationRule(body: Schemas['ConsultationRule']): Promise<void> {
  await api.POST('/api/v1/consultation-rules', { body });
}
