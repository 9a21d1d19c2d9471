import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { cardsQuery, commentsQuery, filesQuery } from '../api.js';

/** How much stands behind the tabs of a case; undefined where nothing does. */
export interface CaseCounts {
  readonly files: number | undefined;
  readonly comments: number | undefined;
  readonly cards: number | undefined;
}

export function useCaseCounts(processId: string): CaseCounts {
  const { data: files } = useQuery(filesQuery(processId));
  const { data: cards } = useQuery(cardsQuery(processId));
  const { data: comments } = useInfiniteQuery(commentsQuery(processId));
  return {
    files: files?.length || undefined,
    cards: cards?.length || undefined,
    comments: comments?.pages.reduce((sum, page) => sum + (page?.items.length ?? 0), 0) || undefined,
  };
}
