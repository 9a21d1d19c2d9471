import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { clientActsQuery } from '../clients-api.js';
import styles from './clients-page.module.css';

/** What a program did, latest first. */
export function ClientActs({ id }: { readonly id: string }) {
  const [now] = useState(() => new Date());
  const list = useInfiniteQuery(clientActsQuery(id));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending) return <Skeleton />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <p className={styles.small}>{t('clients.noActs')}</p>;
  return (
    <>
      <ul className={styles.done}>
        {rows.map(({ at, action, result, ip }, index) => (
          <li key={`${at} ${index}`}>
            {listInstant(at, now)} <code>{action}</code> {ip}{' '}
            {(result === 'failed' || result === 'refused') && <Tag tone="late">{t('clients.failed')}</Tag>}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="small" onPress={() => void list.fetchNextPage()}>
          {t('clients.more')}
        </Button>
      )}
    </>
  );
}
