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

function WorkView({ view, children }: { readonly view: SavedView; readonly children: ReactNode }) {
  const isShown = useRouterState({
    select: ({ location: { pathname, search } }) =>
      pathname === '/work' && filterOf(readWorkSearch(search)) === view.filter,
  });
  return (
    <Link
      to="/work"
      search={workSearch(view.filter)}
      className={`${styles.entry} ${isShown ? styles.current : ''}`}
      activeProps={{}}
    >
      {children}
    </Link>
  );
}

function LettersView({ view, children }: { readonly view: SavedView; readonly children: ReactNode }) {
  const isShown = useRouterState({
    select: ({ location: { pathname, search } }) =>
      pathname === '/letters' && filterOfLetters(readLettersSearch(search)) === view.filter,
  });
  return (
    <Link
      to="/letters"
      search={lettersSearch(view.filter)}
      className={`${styles.entry} ${isShown ? styles.current : ''}`}
      activeProps={{}}
    >
      {children}
    </Link>
  );
}
