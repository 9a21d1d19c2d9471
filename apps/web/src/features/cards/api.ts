import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Card = Schemas['CardView'];
export type CardDetail = Schemas['CardDetail'];

/** What the address of the list holds. `of`: the query of a figure's list, in place of the others. */
export interface CardsSearch {
  readonly show?: CardsShown | undefined;
  readonly level?: 'warning' | 'yellow' | 'red' | 'urge' | 'accountability' | undefined;
  readonly within?: string | undefined;
  readonly of?: string | undefined;
  readonly title?: string | undefined;
}
export const SHOWN = ['toDecide', 'pending', 'inForce', 'revoked', 'all'] as const;
export type CardsShown = (typeof SHOWN)[number];

const STATES: Readonly<Record<CardsShown, string | undefined>> = {
  toDecide: 'appealed',
  pending: 'pending',
  inForce: 'issued,appealed,upheld,escalated',
  revoked: 'revoked,stopped',
  all: undefined,
};

/** Query of the list of cards, as the API takes it. */
export function cardsFilter({ show = 'all', level, within, of }: CardsSearch): string {
  if (of !== undefined) return of;
  const query = new URLSearchParams();
  const states = STATES[show];
  if (states) query.set('states', states);
  if (level) query.set('level', level);
  if (within) query.set('within', within);
  return query.toString();
}

export const cardsQuery = (search: CardsSearch) => {
  const filter = cardsFilter(search);
  return infiniteQueryOptions({
    queryKey: ['cards', filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    refetchInterval: 60_000,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['CardPage']> => {
      const query = { ...Object.fromEntries(new URLSearchParams(filter)), limit: 50, cursor: pageParam };
      const params = { query: { ...query, count: pageParam ? undefined : 'true' } as never };
      const { data } = await api.GET('/api/v1/cards', { params, signal });
      return data!;
    },
  });
};

export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['card', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/cards/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

export async function explainCard(id: string, statement: string): Promise<void> {
  await api.POST('/api/v1/cards/{id}/statement', { params: { path: { id } }, body: { statement } });
}

export async function stopCard(id: string, reason: string): Promise<void> {
  await api.POST('/api/v1/cards/{id}/stop', { params: { path: { id } }, body: { reason } });
}

/** @param idempotencyKey made when the form opens, so that a repetition is not a second appeal */
export async function appealCard(
  id: string,
  body: { readonly evidence: string; readonly attachmentIds: string[] },
  idempotencyKey: string,
): Promise<void> {
  await api.POST('/api/v1/cards/{id}/appeal', {
    params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey } },
    body,
  });
}

/** Uploads one file. @throws {ProblemError} with the reason */
export async function uploadFile(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  const { data } = await api.POST('/api/v1/attachments', {
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return data!.items[0]!.id;
}

export const DECISIONS = ['revoke', 'uphold', 'escalate'] as const;
export type Decision = (typeof DECISIONS)[number];

export async function decideCard(
  id: string,
  body: { readonly decision: Decision; readonly reason: string },
  idempotencyKey: string,
): Promise<void> {
  await api.POST('/api/v1/supervision/cards/{id}/decision', {
    params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey } },
    body,
  });
}
