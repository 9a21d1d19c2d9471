import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { dayOf, listDay } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { LinkButton } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { campaignsQuery, type Campaign } from '../campaigns-api.js';
import { nextOf } from '../model/phases.js';
import styles from './campaigns-page.module.css';
import { seesWholeCampaign } from './use-progress.js';

/** Campaigns that the account runs, supervises or takes part in, newest first. */
export function CampaignsPage() {
  const { roles } = useMe();
  const maySetUp = seesWholeCampaign(roles);
  const [now] = useState(() => new Date());
  const list = useInfiniteQuery(campaignsQuery);
  const campaigns = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('campaigns.listTitle')}</h1>
        {maySetUp && (
          <LinkButton to="/campaigns/new" kind="primary">
            <Plus size={16} aria-hidden />
            {t('campaigns.setUp')}
          </LinkButton>
        )}
      </header>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && campaigns.length === 0 && (
        <EmptyState title={t('campaigns.empty')}>
          <p>{t('campaigns.emptyText')}</p>
        </EmptyState>
      )}
      {campaigns.length > 0 && (
        <div className={styles.panel}>
          <Table
            caption={t('campaigns.listTitle')}
            rows={campaigns}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'title',
                title: t('campaigns.columnTitle'),
                cell: ({ id, title }) => (
                  <Link to="/campaigns/$id" params={{ id }}>
                    {title}
                  </Link>
                ),
              },
              { id: 'number', title: t('campaigns.columnNumber'), cell: ({ process }) => process.subject },
              { id: 'stage', title: t('campaigns.columnStage'), cell: stageTag },
              {
                id: 'departments',
                title: t('campaigns.columnDepartments'),
                isFigure: true,
                cell: ({ departments }) => departments,
              },
              {
                id: 'next',
                title: t('campaigns.columnNext'),
                cell: (campaign) => nextDay(campaign, dayOf(now)),
              },
              { id: 'result', title: t('campaigns.columnResult'), cell: resultText },
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

const stageTag = ({ process }: Campaign) => (
  <Tag tone={process.state === 'running' ? 'accent' : 'plain'}>{process.stageTitle}</Tag>
);

function nextDay({ dates, process }: Campaign, today: string): string {
  if (process.endedAt !== null) return '';
  const next = nextOf(dates, today);
  return next ? `${listDay(next.day, today)} ${next.title}` : t('campaigns.allPast');
}

function resultText({ process: { state, result } }: Campaign): string {
  if (state === 'cancelled') return t('campaigns.result_cancelled');
  if (result === 'completed' || result === 'carried') return t(`campaigns.result_${result}`);
  return t('campaigns.running');
}
