import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type Column } from '../../../ui/table.js';
import styles from './register.module.css';

interface Props<Row, State extends string> {
  readonly title: string;
  /** Beside the title. */
  readonly action: ReactNode;
  readonly to: '/policies' | '/consultations';
  readonly states: readonly State[];
  /** The one that is shown; undefined: all. */
  readonly state: State | undefined;
  readonly nameOf: (state: State) => string;
  readonly list: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage'
  >;
  /** Undefined: not read yet. */
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  /** What an empty list says, and what it offers when it is not filtered. */
  readonly empty: { readonly title: string; readonly offer?: ReactNode };
}

/** A register with a tab for each state: policies, consultations. */
export function RegisterList<Row extends { readonly id: string }, State extends string>({
  title,
  action,
  to,
  states,
  state,
  nameOf,
  list,
  rows,
  columns,
  empty,
}: Props<Row, State>) {
  const offer = state ? <Link to={to}>{t('consultations.dropFilter')}</Link> : empty.offer;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {action}
      </header>
      <nav className={styles.tabs} aria-label={t('consultations.state')}>
        {[undefined, ...states].map((one) => (
          <Link
            key={one ?? 'all'}
            to={to}
            search={{ state: one } as never} // each register has its own states
            className={styles.filter}
            aria-current={one === state ? 'page' : undefined}
          >
            {one === undefined ? t('consultations.all') : nameOf(one)}
          </Link>
        ))}
      </nav>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {rows?.length === 0 && <EmptyState title={empty.title}>{offer && <p>{offer}</p>}</EmptyState>}
      {rows && rows.length > 0 && (
        <div className={styles.panel}>
          <Table caption={title} rows={rows} keyOf={({ id }) => id} columns={columns} />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('consultations.loadMore')}</Button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
