import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import type { OrdersSearch } from './orders-search.js';

export type Statistics = Schemas['LetterStatisticsView'];
export type Figure = Schemas['FigureView'];
export type FigureGroup = Schemas['FigureGroupView'];
export type Step = Schemas['StepView'];
export type OpenLetters = Schemas['OpenLettersView'];
export type LetterItem = Schemas['LetterListItem'];
export type Card = Schemas['CardView'];

/** What the address of the cockpit holds. */
export interface CockpitSearch extends OrdersSearch {
  readonly month?: string | undefined;
  readonly class?: string | undefined;
  readonly units?: 'departments' | undefined;
}
export type Scope = Pick<CockpitSearch, 'month' | 'class'>;

const MINUTE_MS = 60_000;

export const statisticsQuery = ({ month, class: letterClass }: Scope) =>
  queryOptions({
    queryKey: ['statistics', month ?? null, letterClass ?? null],
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { month, class: letterClass };
      const { data } = await api.GET('/api/v1/statistics/letters', { params: { query }, signal });
      return data!;
    },
  });

/** Six months, the chosen one last. */
export const monthsQuery = ({ month, class: letterClass }: Scope) =>
  queryOptions({
    queryKey: ['statistics-months', month ?? null, letterClass ?? null],
    staleTime: 5 * MINUTE_MS,
    queryFn: async ({ signal }) => {
      const query = { month, class: letterClass, months: 6 };
      const { data } = await api.GET('/api/v1/statistics/letters/months', { params: { query }, signal });
      return data!.items;
    },
  });

export const stepsQuery = ({ month, class: letterClass }: Scope) =>
  queryOptions({
    queryKey: ['statistics-steps', month ?? null, letterClass ?? null],
    staleTime: MINUTE_MS,
    queryFn: async ({ signal }) => {
      const query = { month, class: letterClass };
      const { data } = await api.GET('/api/v1/statistics/letters/steps', { params: { query }, signal });
      return data!.items;
    },
  });

export const openLettersQuery = ({ class: letterClass }: Scope) =>
  queryOptions({
    queryKey: ['statistics-open', letterClass ?? null],
    refetchInterval: MINUTE_MS,
    queryFn: async ({ signal }) => {
      const query = { class: letterClass };
      const { data } = await api.GET('/api/v1/statistics/letters/open', { params: { query }, signal });
      return data!;
    },
  });

/** The cases of a figure, in pages. @param filter query of the list of letters, as the server named it */
export const casesQuery = (filter: string, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter, limit],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['LetterPage']> => {
      const query = { ...Object.fromEntries(new URLSearchParams(filter)), limit, cursor: pageParam };
      const params = { query: { ...query, count: pageParam ? undefined : 'true' } as never };
      const { data } = await api.GET('/api/v1/letters', { params, signal });
      return data!;
    },
  });

/** What happened to cards, latest first. */
export const latestCardsQuery = queryOptions({
  queryKey: ['cards', 'latest'],
  refetchInterval: MINUTE_MS / 2,
  queryFn: async ({ signal }) => {
    const query = { processKey: 'mailbox-letter', limit: 5 };
    const { data } = await api.GET('/api/v1/cards', { params: { query }, signal });
    return data!.items;
  },
});

/** The most letters that one order goes to. */
export const MOST_ORDERED = 100;

/** Overdue letters that a unit has now, most urgent first, so many as one order takes. */
export async function overdueOf(holder: string): Promise<LetterItem[]> {
  const query = { light: 'red', holder, limit: MOST_ORDERED } as const;
  const { data } = await api.GET('/api/v1/letters', { params: { query } });
  return data!.items;
}
