import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { documentDay } from '../../../lib/dates.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Switch } from '../../../ui/switch.js';
import { casesQuery, statisticsQuery } from '../api.js';
import { OrderableLetters } from './orderable-letters.js';
import { useSteadyLetters } from './use-steady-letters.js';
import styles from './figure-cases-page.module.css';

const route = getRouteApi('/figures');

/** The letters that a figure counts, and how it is counted. */
export function FigureCasesPage() {
  const { of = 'figure=open', title = t('cockpit.open') } = route.useSearch();
  const now = useNow();
  const [isLate, setLate] = useState(false);
  const filter = isLate ? `${of}&light=red` : of; // by due time, the most overdue first
  const list = useInfiniteQuery(casesQuery(filter));
  const fresh = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const steady = useSteadyLetters(filter, fresh, list.hasNextPage);
  const { letters } = steady;
  const count = list.data?.pages[0]?.count;
  const query = new URLSearchParams(of);
  const [from, to] = [query.get('from'), query.get('to')];
  const { data: statistics } = useQuery(statisticsQuery({}));
  const formula = statistics?.figures.find(({ key }) => key === query.get('figure'))?.formula;
  return (
    <div className={`${styles.page} wide-sheet`}>
      <header className={styles.head}>
        <Link to="/cockpit" className={styles.back}>
          <ArrowLeft size={16} aria-hidden />
          {t('cockpit.back')}
        </Link>
        <h1 className={styles.title}>
          {count ? t(count.more ? 'cockpit.moreThan' : 'cockpit.casesOf', { title, n: count.value }) : title}
        </h1>
        {from && to && (
          <span className={styles.note}>
            {t('cockpit.period', { from: documentDay(from), to: documentDay(to) })}
          </span>
        )}
        {!/\b(light|dueBefore)=/.test(of) && (
          <Switch isSelected={isLate} onChange={setLate}>
            {t('cockpit.onlyLate')}
          </Switch>
        )}
        {letters.length > 0 && <ExportLink list="letters" filter={filter} />}
      </header>
      {formula && (
        <p className={styles.note}>
          {t('cockpit.formula')}：{formula}
        </p>
      )}
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && letters.length === 0 && <EmptyState title={t('cockpit.noCases')} />}
      {letters.length > 0 && (
        <div className={styles.panel}>
          <OrderableLetters caption={title} {...steady} now={now} />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('cockpit.loadMore')}</Button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
