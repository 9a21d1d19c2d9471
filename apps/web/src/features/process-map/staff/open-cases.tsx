import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { dueText } from '../../../lib/dates.js';
import { MOST_LISTED, openTasksQuery } from '../process-map-api.js';
import styles from './case-detail.module.css';

interface Props {
  readonly processKey: string;
  readonly node: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly onClose: () => void;
}

/** The cases that wait at a node, the most urgent first. */
export function OpenCases({ processKey, node, title, unit, onClose }: Props) {
  const [now] = useState(() => new Date());
  const { data, error, refetch } = useQuery(openTasksQuery(processKey, node, unit));
  return (
    <Dialog title={title} isOpen isWide onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <div className={styles.list}>
          <Table
            caption={title}
            rows={data}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'number',
                title: t('processMap.caseNumber'),
                cell: ({ subject, processId, id }) => (
                  <Link to="/processes/$id" params={{ id: processId }} search={{ task: id }}>
                    {subject}
                  </Link>
                ),
              },
              { id: 'unit', title: t('processMap.who'), cell: (task) => task.unitName ?? task.unit },
              {
                id: 'due',
                title: t('processMap.limit'),
                cell: ({ dueAt }) =>
                  dueAt === null ? (
                    '—'
                  ) : (
                    <span className={new Date(dueAt) < now ? styles.late : undefined}>
                      {dueText(dueAt, now)}
                    </span>
                  ),
              },
            ]}
          />
          {data.length === MOST_LISTED && (
            <p className={styles.note}>{t('processMap.moreCases', { n: MOST_LISTED })}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}
