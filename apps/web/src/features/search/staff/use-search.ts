import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { searchQuery, type SearchHit, type Unit } from '../api.js';
import { searchable } from '../searchable.js';

/** A pause in typing that searches, ms. */
const PAUSE_MS = 150;

export interface Found {
  /** What was searched for; undefined: too short to search. */
  readonly words: string | undefined;
  readonly hits: readonly SearchHit[];
  readonly units: readonly Unit[];
  readonly isSearching: boolean;
  readonly error: Error | null;
}

/** What a search finds while it is typed. */
export function useSearch(typed: string): Found {
  const q = searchable(typed);
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(q), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q]);
  const { data, isFetching, error } = useQuery({
    ...searchQuery(settled ?? ''),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
  });
  if (q === null || settled === null)
    return { words: undefined, hits: [], units: [], isSearching: q !== null, error: null };
  return {
    words: settled,
    hits: data?.items ?? [],
    units: data?.units ?? [],
    isSearching: isFetching || settled !== q,
    error,
  };
}
