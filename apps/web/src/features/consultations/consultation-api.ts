import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import type { RemoteVerdicts } from './verdict-draft-sync.js';

export type ConsultationItem = Schemas['ConsultationSummary'];
export type ConsultationDetail = Schemas['ConsultationView'];
export type Opinion = Schemas['OpinionView'];
export type OpinionGroup = Schemas['GroupView'];
export type Suggestion = Schemas['SuggestionView'];
export type DraftBody = Schemas['DraftBody'];

const STATES = ['draft', 'open', 'closed', 'answered', 'withdrawn'] as const;
export type ConsultationState = (typeof STATES)[number];
export const CONSULTATION_STATES: readonly ConsultationState[] = STATES;

/** What the address of the list holds. */
export interface ConsultationsSearch {
  readonly state?: ConsultationState | undefined;
}

export const DESK_TABS = ['draft', 'opinions', 'verdicts', 'feedback'] as const;
export type DeskTab = (typeof DESK_TABS)[number];

/** What the address of the desk holds. */
export interface DeskSearch {
  readonly tab?: DeskTab | undefined;
  /** The chosen one of several open steps. */
  readonly task?: string | undefined;
}

const nextOf = (page: { nextCursor: string | null }): string | undefined => page.nextCursor ?? undefined;

export const consultationsQuery = ({ state }: ConsultationsSearch) =>
  infiniteQueryOptions({
    queryKey: ['consultations', state],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextOf,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['ConsultationPage']> => {
      const query = { limit: 50, ...(state && { state }), ...(pageParam && { cursor: pageParam }) };
      const { data } = await api.GET('/api/v1/consultations', { params: { query }, signal });
      return data!;
    },
  });

export const consultationQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultation', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/consultations/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

/** Every opinion, in the order of receipt: they are grouped and answered side by side. */
export const opinionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultation', id, 'opinions'],
    queryFn: async ({ signal }): Promise<readonly Opinion[]> => {
      const all: Opinion[] = [];
      let cursor: string | null | undefined;
      do {
        const params = { path: { id }, query: { limit: 200, ...(cursor && { cursor }) } };
        const { data } = await api.GET('/api/v1/consultations/{id}/opinions', { params, signal });
        all.push(...data!.items);
        cursor = data!.nextCursor;
      } while (cursor);
      return all;
    },
  });

export const groupsQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultation', id, 'groups'],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const { data } = await api.GET('/api/v1/consultations/{id}/opinion-groups', { params, signal });
      return data!.items;
    },
  });

/** Opinions that may say the same. Takes seconds where there are thousands. */
export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultation', id, 'suggestions'],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: 20 } };
      const { data } = await api.GET('/api/v1/consultations/{id}/opinion-groups/suggestions', {
        params,
        signal,
      });
      return data!.items;
    },
  });

export async function saveDraft(id: string, body: DraftBody): Promise<void> {
  await api.PUT('/api/v1/consultations/{id}/draft', { params: { path: { id } }, body });
}

/** Withdraws the policy, whatever its stage. @param key the same for repetitions */
export async function withdraw(id: string, reason: string, key: string): Promise<void> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  await api.POST('/api/v1/consultations/{id}/withdrawal', { params, body: { reason } });
}

export async function moderate(id: string, body: Schemas['ModerationBody']): Promise<void> {
  await api.POST('/api/v1/consultations/{id}/opinions/moderation', { params: { path: { id } }, body });
}

export async function giveVerdict(id: string, body: Schemas['VerdictBody']): Promise<void> {
  await api.POST('/api/v1/consultations/{id}/opinions/verdicts', { params: { path: { id } }, body });
}

/** Verdicts that the account has begun. */
export const remoteVerdicts = (id: string): RemoteVerdicts => ({
  async get() {
    const { data } = await api.GET('/api/v1/consultations/{id}/verdict-drafts', { params: { path: { id } } });
    return Object.fromEntries(
      data!.items.map(({ answers, verdict, reason, savedAt }) => [
        answers,
        { verdict: verdict ?? undefined, reason, savedAt: Date.parse(savedAt) },
      ]),
    );
  },

  async put(drafts) {
    const items = Object.entries(drafts).map(([answers, { verdict, reason }]) => ({
      ...{ answers, reason },
      ...(verdict && { verdict }),
    }));
    await api.PUT('/api/v1/consultations/{id}/verdict-drafts', { params: { path: { id } }, body: { items } });
  },
});

export async function createGroup(id: string, body: Schemas['GroupBody']): Promise<void> {
  await api.POST('/api/v1/consultations/{id}/opinion-groups', { params: { path: { id } }, body });
}

export async function changeGroup(id: string, group: string, body: Schemas['MembersBody']): Promise<void> {
  const params = { path: { id, group } };
  await api.POST('/api/v1/consultations/{id}/opinion-groups/{group}/members', { params, body });
}
