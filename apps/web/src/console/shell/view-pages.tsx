import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countLetters } from '../../features/letters/api.js';
import { filterOf as filterOfLetters, readLettersSearch } from '../../features/letters/letters-search.js';
import { countTasks } from '../../features/tasks/work-api.js';
import { filterOf, readWorkSearch } from '../../features/tasks/work-search.js';
import type { SavedView } from '../../features/views/api.js';
import type { ViewPage } from '../../features/views/staff/rail-views.js';
import { parseSearch } from '../../lib/plain-search.js';
import styles from './rail.module.css';

const lettersSearch = (filter: string) => readLettersSearch(parseSearch(filter));
const workSearch = (filter: string) => readWorkSearch(parseSearch(filter));

/** The query string of a list for what its page shows now, by the name of the page in saved views. */
const FILTERS: Readonly<Record<string, (search: Readonly<Record<string, unknown>>) => string>> = {
  work: (search) => filterOf(readWorkSearch(search)),
  letters: (search) => filterOfLetters(readLettersSearch(search)),
};

/** Whether a page shows exactly what a view holds. */
export const isShown = (
  { page, filter }: Pick<SavedView, 'page' | 'filter'>,
  { pathname, search }: { readonly pathname: string; readonly search: object },
): boolean =>
  pathname === `/${page}` && FILTERS[page]?.(search as Readonly<Record<string, unknown>>) === filter;

/** The pages whose conditions can be saved, by their name in saved views. */
export const VIEW_PAGES: Readonly<Record<string, ViewPage>> = {
  work: {
    count: (filter, signal) => countTasks(workSearch(filter), signal),
    link: (view, content) => (
      <WorkView key={view.id} view={view}>
        {content}
      </WorkView>
    ),
  },
  letters: {
    count: (filter, signal) => countLetters(lettersSearch(filter), signal),
    link: (view, content) => (
      <LettersView key={view.id} view={view}>
        {content}
      </LettersView>
    ),
  },
};

interface Props {
  readonly view: SavedView;
  readonly children: ReactNode;
}

const useLook = (view: SavedView): string => {
  const isCurrent = useRouterState({ select: ({ location }) => isShown(view, location) });
  return `${styles.entry} ${isCurrent ? styles.current : ''}`;
};

function WorkView({ view, children }: Props) {
  return (
    <Link to="/work" search={workSearch(view.filter)} className={useLook(view)} activeProps={{}}>
      {children}
    </Link>
  );
}

function LettersView({ view, children }: Props) {
  return (
    <Link to="/letters" search={lettersSearch(view.filter)} className={useLook(view)} activeProps={{}}>
      {children}
    </Link>
  );
}
