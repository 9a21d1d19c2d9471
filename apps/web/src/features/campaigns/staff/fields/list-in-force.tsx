import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { documentDay } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { Table } from '../../../../ui/table.js';
import { campaignQuery, itemsQuery } from '../../campaigns-api.js';
import styles from './item-list-field.module.css';

/** The items of a unit in the list in force: what holds if it reports no change. */
export function ListInForce({ campaign, unit }: { readonly campaign: string; readonly unit: string }) {
  const { data: of } = useQuery(campaignQuery(campaign));
  const list = useInfiniteQuery(itemsQuery(campaign, unit, 'fallback'));
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!of || !list.data) return null;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className={styles.warning}>{t('campaigns.noListInForce')}</p>;
  const fallback = of.fallback && { name: of.fallback.name, day: documentDay(of.fallback.date) };
  return (
    <div className={styles.preview}>
      <p className={styles.note}>
        {fallback ? t('campaigns.listInForceIs', fallback) : t('campaigns.listInForceCarried')}
      </p>
      <details>
        <summary>
          {t(list.hasNextPage ? 'campaigns.itemsInForceMore' : 'campaigns.itemsInForce', { n: items.length })}
        </summary>
        <Table
          caption={t('campaigns.listInForce')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'code', title: t('campaigns.itemCode'), cell: ({ code }) => code },
            { id: 'name', title: t('campaigns.itemName'), cell: ({ name }) => name },
          ]}
        />
        {list.hasNextPage && (
          <Button size="small" onPress={() => void list.fetchNextPage()}>
            {t('campaigns.loadMore')}
          </Button>
        )}
      </details>
    </div>
  );
}
