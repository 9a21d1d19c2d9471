import { useInfiniteQuery } from '@tanstack/react-query';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ExportLink } from '../../../ui/export-link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { casesQuery, type LetterItem, type OpenLetters } from '../api.js';
import { FigureLink } from './figure-link.js';
import { OrderableLetters } from './orderable-letters.js';
import { useSteadyLetters } from './use-steady-letters.js';
import styles from './red-list.module.css';

const SHOWN = 12;
const NONE: readonly LetterItem[] = [];

/** What is overdue, most urgent first; an order is one click away. */
export function RedList({ open, now }: { readonly open: OpenLetters; readonly now: Date }) {
  // The filter names the instant of counting; the list is the same while nothing new is overdue.
  const filter = open.overdue.filter.replace(/dueBefore=[^&]*/, 'light=red');
  const list = useInfiniteQuery(casesQuery(filter, SHOWN));
  const steady = useSteadyLetters(filter, list.data?.pages[0]?.items ?? NONE, list.hasNextPage);
  const { letters } = steady;
  return (
    <section className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('cockpit.redList')}</h2>
        <span className={open.overdue.count > 0 ? styles.count : ''}>{open.overdue.count}</span>
        <span className={styles.acts}>
          {open.overdue.count > letters.length && (
            <FigureLink title={t('cockpit.overdue')} filter={filter}>
              {t('cockpit.allLate', { n: open.overdue.count })}
            </FigureLink>
          )}
          {open.overdue.count > 0 && <ExportLink list="letters" filter={filter} />}
        </span>
      </div>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && letters.length === 0 && (
        <EmptyState title={t('cockpit.nothingLate')}>
          <p>
            {t('cockpit.nothingLateNext', { n: open.ages.find(({ key }) => key === 'today')?.count ?? 0 })}
          </p>
        </EmptyState>
      )}
      {letters.length > 0 && <OrderableLetters caption={t('cockpit.redList')} {...steady} now={now} />}
    </section>
  );
}
