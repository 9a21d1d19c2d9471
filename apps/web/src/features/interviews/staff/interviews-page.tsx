import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Mic } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { dayAndTime, dayOf, listDay } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { interviewsQuery, type Interview } from '../api.js';
import { grouped, stateOf } from '../interview-state.js';
import { NewInterview } from './new-interview.js';
import { StateTag } from './state-tag.js';
import styles from './interviews-page.module.css';

const route = getRouteApi('/interviews');
const CREATORS = ['agency-clerk', 'info-editor', 'info-reviewer'];

/** Interviews by when they need hands: live, today, this week, later, afterwards. */
export function InterviewsPage() {
  const navigate = route.useNavigate();
  const now = useNow();
  const me = useMe();
  const [isNew, setNew] = useState(false);
  const list = useInfiniteQuery(interviewsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const interviews = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const nameOf = (code: string): string => units.find((unit) => unit.code === code)?.name ?? code;
  const mayCreate = me.roles.some((role) => CREATORS.includes(role));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('interviews.title')}</h1>
        {mayCreate && (
          <Button kind="primary" onPress={() => setNew(true)}>
            {t('interviews.create')}
          </Button>
        )}
      </header>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && interviews.length === 0 && (
        <EmptyState icon={Mic} title={t('interviews.empty')}>
          <p>{t('interviews.emptyNote')}</p>
        </EmptyState>
      )}
      {grouped(interviews, now).map(({ group, interviews: rows }) => (
        <section key={group} className={styles.panel} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{t(`interviews.group_${group}`)}</h2>
          <Table
            caption={t(`interviews.group_${group}`)}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'state',
                title: t('interviews.step'),
                width: '9rem',
                cell: (row) => <StateTag state={stateOf(row)} />,
              },
              { id: 'topic', title: t('interviews.topic'), cell: (row) => <Topic interview={row} /> },
              { id: 'unit', title: t('interviews.unit'), width: '16rem', cell: ({ unit }) => nameOf(unit) },
              {
                id: 'form',
                title: t('interviews.form'),
                width: '7rem',
                cell: ({ form }) => t(`interviews.${form}`),
              },
              {
                id: 'at',
                title: t('interviews.liveAt'),
                width: '13rem',
                cell: ({ liveAt }) => whenText(liveAt, now),
              },
            ]}
          />
        </section>
      ))}
      {list.hasNextPage && (
        <p className={styles.more}>
          <Button onPress={() => void list.fetchNextPage()}>{t('interviews.loadMore')}</Button>
        </p>
      )}
      {isNew && (
        <NewInterview
          onClose={() => setNew(false)}
          onCreated={({ id }) => void navigate({ to: '/interviews/$id', params: { id } })}
        />
      )}
    </div>
  );
}

function Topic({ interview: { id, topic } }: { readonly interview: Interview }) {
  return (
    <Link to="/interviews/$id" params={{ id }}>
      {topic}
    </Link>
  );
}

function whenText(liveAt: string, now: Date): string {
  const { day, time } = dayAndTime(liveAt);
  return `${listDay(day, dayOf(now))} ${time}`;
}
