import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { dayOf, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { CONSULTATION_STATES, consultationsQuery, type ConsultationsSearch } from '../consultation-api.js';
import styles from './register.module.css';

const route = getRouteApi('/consultations');

/** Consultations of the units that the account sees, newest first. */
export function ConsultationsPage() {
  const { state }: ConsultationsSearch = route.useSearch();
  const [now] = useState(() => new Date());
  const list = useInfiniteQuery(consultationsQuery({ state }));
  const { data: units } = useQuery(unitsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const today = dayOf(now);
  const unitName = (code: string): string => units?.find((unit) => unit.code === code)?.name ?? code;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('consultations.title')}</h1>
        <Link to="/policies">{t('consultations.toRegister')}</Link>
      </header>
      <nav className={styles.tabs} aria-label={t('consultations.state')}>
        {[undefined, ...CONSULTATION_STATES].map((one) => (
          <Link
            key={one ?? 'all'}
            to="/consultations"
            search={{ state: one }}
            className={styles.filter}
            aria-current={one === state ? 'page' : undefined}
          >
            {one === undefined ? t('consultations.all') : t(`consultations.state_${one}`)}
          </Link>
        ))}
      </nav>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && (
        <EmptyState title={t('consultations.none')}>
          <p>
            {state ? (
              <Link to="/consultations">{t('consultations.dropFilter')}</Link>
            ) : (
              <Link to="/policies">{t('consultations.noneHint')}</Link>
            )}
          </p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={styles.panel}>
          <Table
            caption={t('consultations.title')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'title',
                title: t('consultations.policyTitle'),
                cell: ({ id, title }) => (
                  <Link to="/consultations/$id" params={{ id }}>
                    {title}
                  </Link>
                ),
              },
              { id: 'unit', title: t('consultations.unit'), cell: ({ unit }) => unitName(unit) },
              {
                id: 'state',
                title: t('consultations.state'),
                cell: (item) =>
                  t(`consultations.state_${item.state as (typeof CONSULTATION_STATES)[number]}`),
              },
              {
                id: 'closes',
                title: t('consultations.closesOn'),
                cell: ({ closesOn }) => closesOn && listDay(closesOn, today),
              },
              {
                id: 'answered',
                title: t('consultations.feedbackDay'),
                cell: ({ adoptionPublishedAt }) =>
                  adoptionPublishedAt && listDay(dayOf(adoptionPublishedAt), today),
              },
            ]}
          />
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
