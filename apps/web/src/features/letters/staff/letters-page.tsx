import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, type ReactNode } from 'react';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ProgressLine } from '../../../ui/progress-line.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { lettersQuery } from '../api.js';
import { conditionsIn, withCondition, type LettersSearch } from '../letters-search.js';
import { LetterFilters } from './letter-filters.js';
import { LetterRows } from './letter-rows.js';
import { useListLook } from './use-list-look.js';
import { useLetterWords } from './use-letter-words.js';
import styles from './letters-page.module.css';

const route = getRouteApi('/letters');

interface Props {
  /** What else can be done with the conditions of the list. */
  readonly tools: (search: LettersSearch) => ReactNode;
}

/** Finds any letter: conditions, order and columns; its address is the view. */
export function LettersPage({ tools }: Props) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const words = useLetterWords();
  const look = useListLook();
  const find = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery(lettersQuery(search));
  const letters = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const count = list.data?.pages[0]?.count;
  const change = (next: LettersSearch): void => void navigate({ search: next, replace: true });
  return (
    <div className={`${styles.page} wide-sheet`}>
      <ProgressLine isShown={list.isFetching && !list.isPending} />
      <header className={styles.head}>
        <h1>{t('letters.title')}</h1>
        <p role="status" className={styles.count}>
          {count && t(count.more ? 'letters.countMore' : 'letters.count', { n: count.value })}
        </p>
      </header>
      <LetterFilters
        search={search}
        words={words}
        look={look}
        tools={tools(search)}
        onChange={change}
        findRef={find}
      />
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton widths={[100, 100, 100, 100, 100, 100]} />
      ) : letters.length === 0 ? (
        <NoLetters search={search} words={words} onChange={change} />
      ) : (
        <LetterRows
          letters={letters}
          search={search}
          onOrder={(order) => change({ ...search, order })}
          words={words}
          columns={look.columns}
          now={now}
          findRef={find}
        >
          {list.hasNextPage && (
            <Button isDisabled={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
              {t('letters.more')}
            </Button>
          )}
        </LetterRows>
      )}
    </div>
  );
}

interface NoLettersProps {
  readonly search: LettersSearch;
  readonly words: ReturnType<typeof useLetterWords>;
  readonly onChange: (search: LettersSearch) => void;
}

/** Why there is nothing; conditions can be dropped one at a time. */
function NoLetters({ search, words, onChange }: NoLettersProps) {
  const conditions = conditionsIn(search);
  if (conditions.length === 0)
    return (
      <EmptyState title={t('letters.none')}>
        <p>{t('letters.noneHint')}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={t('letters.noneFound')}>
      {search.q !== undefined && <p>{t('letters.searchedIn')}</p>}
      <div className={styles.drops}>
        {conditions.map(({ name, value }) => (
          <Button key={name} size="small" onPress={() => onChange(withCondition(search, name, undefined))}>
            {t('ui.dropFilter', { name: t(`letters.${name}`), value: words.titleOf(name, value) })}
          </Button>
        ))}
        {conditions.length > 1 && (
          <Button
            size="small"
            kind="ghost"
            onPress={() => onChange(search.order ? { order: search.order } : {})}
          >
            {t('letters.dropAll')}
          </Button>
        )}
      </div>
    </EmptyState>
  );
}
