import { useQueries, useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { viewsQuery, type SavedView } from '../api.js';

/** How a page's views are counted and linked to. */
export interface ViewPage {
  /** @param filter query string of the view */
  readonly count: (filter: string, signal: AbortSignal) => Promise<Schemas['CountView']>;
  readonly link: (view: SavedView, content: ReactNode) => ReactNode;
}

interface Props {
  readonly pages: Readonly<Record<string, ViewPage>>;
  readonly headClass: string | undefined;
  readonly countClass: string | undefined;
}

/** A rail holds no more; the others are found in their pages. */
const MAX_SHOWN = 12;
/** Counting costs a query each, so it is not done with every change, ms. */
const COUNT_MS = 15_000;

/** Saved views, own and shared, each with the number of its rows. */
export function RailViews({ pages, headClass, countClass }: Props) {
  const { data = [] } = useQuery(viewsQuery);
  const shown = data.filter(({ page }) => page in pages).slice(0, MAX_SHOWN);
  const counts = useQueries({
    queries: shown.map(({ page, filter }) => ({
      queryKey: ['view-count', page, filter],
      queryFn: ({ signal }: { signal: AbortSignal }) => pages[page]!.count(filter, signal),
      staleTime: COUNT_MS,
    })),
  });
  if (shown.length === 0) return null;
  return (
    <>
      <h2 className={headClass}>{t('views.title')}</h2>
      {shown.map((view, index) => {
        const count = counts[index]?.data;
        return pages[view.page]!.link(
          view,
          <>
            <Bookmark size={16} aria-hidden />
            <span title={view.own ? undefined : t('views.sharedBy', { name: view.by })}>{view.name}</span>
            {count && (
              <span className={countClass}>
                {count.more ? t('views.countMore', { n: count.value }) : count.value}
              </span>
            )}
          </>,
        );
      })}
    </>
  );
}
