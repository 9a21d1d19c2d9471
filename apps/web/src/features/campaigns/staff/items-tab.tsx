import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { itemsQuery, type Item } from '../campaigns-api.js';
import { classOf } from '../model/item-class.js';
import styles from './lists-tab.module.css';
import type { TabProps } from './tab-props.js';
import { UnitSelect } from './unit-select.js';

/** The catalogue that the site is compared with. */
export function ItemsTab({ campaign, departments, search, onSearch }: TabProps) {
  const list = useInfiniteQuery(itemsQuery(campaign.id, search.unit));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const nameOf = (code: string): string => departments.find(({ unit }) => unit === code)?.name ?? code;
  return (
    <div className={styles.tab}>
      {departments.length > 1 && (
        <div className={styles.filters}>
          <UnitSelect departments={departments} value={search.unit} onChange={(unit) => onSearch({ unit })} />
        </div>
      )}
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && (
        <EmptyState title={t('campaigns.noItems')}>
          <p>{t('campaigns.noItemsText')}</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={styles.panel}>
          <Table
            caption={t('campaigns.itemsTable')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { id: 'unit', title: t('campaigns.columnUnit'), cell: ({ unit }) => nameOf(unit) },
              { id: 'item', title: t('campaigns.columnItem'), cell: ({ name }) => name },
              { id: 'code', title: t('campaigns.columnCode'), cell: ({ code }) => code },
              { id: 'category', title: t('campaigns.columnCategory'), cell: classOf },
              { id: 'source', title: t('campaigns.columnSource'), cell: sourceOf },
              {
                id: 'open',
                title: t('campaigns.columnOpen'),
                isFigure: true,
                cell: ({ open, unit }) =>
                  open > 0 && (
                    <Link
                      to="/campaigns/$id"
                      params={{ id: campaign.id }}
                      search={{ tab: 'findings', unit, state: 'open' }}
                    >
                      {open}
                    </Link>
                  ),
              },
            ]}
          />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('campaigns.loadMore')}</Button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function sourceOf({ source }: Item): string {
  if (source === 'REPORTED' || source === 'CARRIED_OVER') return t(`campaigns.source_${source}`);
  return t('campaigns.source_other');
}
