import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { TaskItem } from '../api.js';
import { steadyList } from '../../../lib/steady-list.js';
import { tasksQuery } from '../work-api.js';
import type { WorkSearch } from '../work-search.js';

interface Shown {
  /** Of which list. */
  readonly key: string;
  readonly rows: readonly TaskItem[];
}

/** A row that its reader has acted on. */
type Left = Pick<TaskItem, 'id' | 'processId'>;

export interface WorkList {
  readonly rows: readonly TaskItem[];
  /** Rows that others have finished meanwhile. */
  readonly gone: ReadonlySet<string>;
  /** How many have come in and wait to be shown. */
  readonly added: number;
  readonly showAdded: () => void;
  /** Takes rows away at once: the reader has acted on them. What comes of it is shown when it comes. */
  readonly leave: (rows: readonly Left[]) => void;
  readonly isPending: boolean;
  readonly isUpdating: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly more: (() => void) | undefined;
  readonly isReadingMore: boolean;
}

const NOTHING: readonly Left[] = [];
const NOBODY: ReadonlySet<string> = new Set();

/** The list of an address. It is read anew whenever the stream says so, and keeps still while somebody works on it. */
export function useWorkList(search: WorkSearch): WorkList {
  const options = tasksQuery(search);
  const list = useInfiniteQuery(options);
  const fresh = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const [shown, setShown] = useState<Shown>();
  const [left, setLeft] = useState(NOTHING);
  const key = JSON.stringify(options.queryKey);
  const hasMore = list.hasNextPage;
  // What an earlier visit has left in the cache is not what the reader looks at.
  const isSettled = !list.isPlaceholderData && (!list.isFetching || list.isFetchedAfterMount);
  const before = shown?.key === key && shown.rows.length > 0 ? shown.rows : undefined;
  const steady = useMemo(
    () => (before ? steadyList(before, fresh, { hasMore, left }) : { rows: fresh, gone: NOBODY, added: [] }),
    [before, fresh, hasMore, left],
  );
  if (isSettled && !isSame(shown, key, steady.rows)) setShown({ key, rows: steady.rows });
  return {
    rows: steady.rows,
    gone: steady.gone,
    added: steady.added.length,
    showAdded: () => setShown({ key, rows: fresh }),
    leave: useCallback((rows) => setLeft((before) => [...before, ...rows]), []),
    isPending: list.isPending,
    isUpdating: list.isFetching && !list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
    more: hasMore ? () => void list.fetchNextPage() : undefined,
    isReadingMore: list.isFetchingNextPage,
  };
}

const isSame = (shown: Shown | undefined, key: string, rows: readonly TaskItem[]): boolean =>
  shown?.key === key &&
  shown.rows.length === rows.length &&
  shown.rows.every(({ id }, index) => id === rows[index]!.id);
