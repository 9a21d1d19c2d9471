import { Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import type { Department } from '../campaigns-api.js';
import { pairOf } from '../model/list-pair.js';
import { listWord } from '../model/list-word.js';
import { ListComparison } from './list-comparison.js';
import styles from './lists-tab.module.css';
import type { TabProps } from './tab-props.js';

/** How the list of each unit came, and what it changes in the one that was in force. */
export function ListsTab({ campaign, departments, search, onSearch }: TabProps) {
  const compared = departments.find(({ unit }) => unit === search.compare);
  const pair = compared && pairOf(campaign, compared);
  if (compared && pair)
    return (
      <ListComparison pair={pair} department={compared} onClose={() => onSearch({ compare: undefined })} />
    );
  return (
    <div className={styles.tab}>
      <p className={styles.note}>
        {campaign.fallback
          ? t('campaigns.fallbackIs', {
              name: campaign.fallback.name,
              day: documentDay(campaign.fallback.date),
            })
          : t(campaign.fallbackList === null ? 'campaigns.noFallback' : 'campaigns.fallbackCarried')}
      </p>
      <div className={styles.panel}>
        <Table
          caption={t('campaigns.listsTable')}
          rows={departments}
          keyOf={({ unit }) => unit}
          columns={[
            { id: 'unit', title: t('campaigns.columnUnit'), cell: ({ name }) => name },
            { id: 'list', title: t('campaigns.columnList'), cell: listTag },
            {
              id: 'items',
              title: t('campaigns.columnDue'),
              isFigure: true,
              cell: ({ left }) => left.items || '',
            },
            {
              id: 'stage',
              title: t('campaigns.columnSubmitted'),
              cell: ({ process }) => process?.stageTitle,
            },
            {
              id: 'compare',
              title: t('campaigns.compareTable'),
              cell: (department) =>
                pairOf(campaign, department) && (
                  <Link
                    to="/campaigns/$id"
                    params={{ id: campaign.id }}
                    search={{ tab: 'units', compare: department.unit }}
                  >
                    <GitCompareArrows size={14} aria-hidden /> {t('campaigns.compare')}
                  </Link>
                ),
            },
            {
              id: 'case',
              title: t('campaigns.columnContact'),
              cell: ({ process }) =>
                process && (
                  <Link to="/processes/$id" params={{ id: process.id }}>
                    {t('campaigns.openCase')}
                  </Link>
                ),
            },
          ]}
        />
      </div>
    </div>
  );
}

function listTag(department: Department) {
  const word = listWord(department);
  const tone =
    word === 'fallback'
      ? 'late'
      : word === 'none' || word === 'returned'
        ? 'warn'
        : word === 'submitted'
          ? 'accent'
          : 'ok';
  return <Tag tone={tone}>{t(`campaigns.list_${word}`)}</Tag>;
}
