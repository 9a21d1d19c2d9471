import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import type { LettersSearch } from './letters-search.js';

export type LetterItem = Schemas['LetterListItem'];
export type Letter = Schemas['LetterDetail'];

const PAGE = 50;

/** A list of letters, in pages of 50; the first page has the count, up to 1000. */
export const lettersQuery = (search: LettersSearch) =>
  infiniteQueryOptions({
    queryKey: ['letters', search],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['LetterPage']> => {
      const query = {
        ...search,
        limit: PAGE,
        ...(pageParam === undefined ? { count: 'true' as const } : { cursor: pageParam }),
      };
      const { data } = await api.GET('/api/v1/letters', { params: { query }, signal });
      return data!;
    },
  });

/** How many letters a list has, up to 1000. */
export async function countLetters(
  search: LettersSearch,
  signal: AbortSignal,
): Promise<Schemas['CountView']> {
  const query = { ...search, limit: 1, count: 'true' as const };
  const { data } = await api.GET('/api/v1/letters', { params: { query }, signal });
  return data!.count!;
}

/** The process of a letter by its number; null: there is none that the account may see. */
export const letterByNumberQuery = (letterNo: string) =>
  queryOptions({
    queryKey: ['letter-number', letterNo],
    queryFn: async ({ signal }): Promise<string | null> => {
      const query = { letterNo, limit: 1 };
      const { data } = await api.GET('/api/v1/letters', { params: { query }, signal });
      return data!.items[0]?.processId ?? null;
    },
  });

export const letterQuery = (processId: string) =>
  queryOptions({
    queryKey: ['process', processId, 'letter'],
    queryFn: async ({ signal }): Promise<Letter> => {
      const { data } = await api.GET('/api/v1/letters/{id}', { params: { path: { id: processId } }, signal });
      return data!;
    },
  });
