import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { explain } from '../../../api/explain.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { toasts } from '../../../ui/toasts.js';
import type { Department } from '../campaigns-api.js';
import { comparisonQuery, decideRename, type Difference, type ListPair } from '../lists-api.js';
import styles from './list-comparison.module.css';

interface Props {
  readonly pair: ListPair;
  readonly department: Department;
  readonly onClose: () => void;
}

/** Two lists of a unit side by side: what is renamed, new, gone. A rename is a proposal until somebody confirms it. */
export function ListComparison({ pair, department: { unit, name }, onClose }: Props) {
  const queries = useQueryClient();
  const { roles } = useMe();
  const query = comparisonQuery(pair, unit);
  const list = useInfiniteQuery(query);
  const rename = useMutation({
    mutationFn: ({ of, verdict }: { of: Difference; verdict: 'confirmed' | 'refused' }) =>
      decideRename(pair, { older: of.older!.id, newer: of.newer!.id, verdict }),
    onSuccess: async (_, { of }) => {
      toasts.add(t('campaigns.renameDone', { item: of.newer!.name }));
      await queries.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const counts = list.data?.pages[0]?.counts;
  const differences = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles.comparison} aria-label={t('campaigns.comparing', { unit: name })}>
      <header className={styles.head}>
        <Button size="small" kind="ghost" onPress={onClose}>
          <ArrowLeft size={14} aria-hidden />
          {t('campaigns.backToLists')}
        </Button>
        <h2>{t('campaigns.comparing', { unit: name })}</h2>
        {counts && <p className={styles.counts}>{t('campaigns.counts', { ...counts })}</p>}
      </header>
      {rename.error && <Banner tone="late">{explain(rename.error)}</Banner>}
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && differences.length === 0 && <EmptyState title={t('campaigns.noDifference')} />}
      {differences.length > 0 && (
        <div className={styles.scroll} role="region" aria-label={t('campaigns.compareTable')} tabIndex={0}>
          <table className={styles.table}>
            <caption className="visually-hidden">{t('campaigns.compareTable')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('campaigns.compareOlder')}</th>
                <th scope="col">{t('campaigns.compareTable')}</th>
                <th scope="col">{t('campaigns.compareNewer')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <tr key={`${difference.older?.id} ${difference.newer?.id}`}>
                  <td>{difference.older?.name}</td>
                  <td>
                    <Change
                      difference={difference}
                      onDecide={
                        roles.includes('service-centre')
                          ? (verdict) => rename.mutate({ of: difference, verdict })
                          : undefined
                      }
                    />
                  </td>
                  <td>{difference.newer?.name}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <p className={styles.more}>
          <Button onPress={() => void list.fetchNextPage()}>{t('campaigns.loadMore')}</Button>
        </p>
      )}
    </section>
  );
}

const TONES = { renamed: 'warn', added: 'ok', removed: 'late', unchanged: 'plain' } as const;

function Change({
  difference: { change, score, confirmed },
  onDecide,
}: {
  readonly difference: Difference;
  readonly onDecide: ((verdict: 'confirmed' | 'refused') => void) | undefined;
}) {
  if (change !== 'renamed') return <Tag tone={TONES[change]}>{t(`campaigns.change_${change}`)}</Tag>;
  return (
    <span className={styles.rename}>
      <Tag tone={confirmed ? 'accent' : 'warn'}>
        {t(confirmed ? 'campaigns.renameConfirmed' : 'campaigns.renameProposed')}
      </Tag>
      {score !== null && <small>{t('campaigns.similarity', { percent: Math.round(score * 100) })}</small>}
      {onDecide && !confirmed && (
        <Button size="small" onPress={() => onDecide('confirmed')}>
          {t('campaigns.confirmRename')}
        </Button>
      )}
      {onDecide && (
        <Button size="small" kind="ghost" onPress={() => onDecide('refused')}>
          {t('campaigns.refuseRename')}
        </Button>
      )}
    </span>
  );
}
