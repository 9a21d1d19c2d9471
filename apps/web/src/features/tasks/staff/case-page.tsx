import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { dayOf, epochDay, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { processQuery, taskQuery, tasksOfProcessQuery, timelineQuery, type TimelineEntry } from '../api.js';
import { CaseText } from './case-text.js';
import { Due } from './due.js';
import { TaskPane } from './task-pane.js';
import styles from './case-page.module.css';

const route = getRouteApi('/processes/$id');
/** Days without an entry that are worth saying. */
const IDLE_DAYS = 3;

/** All about one case of any process: what was written at the left, the timeline in the middle, the open step at the right. */
export function CasePage() {
  const { id } = route.useParams();
  const { task: chosen } = route.useSearch();
  const [now] = useState(() => new Date());
  const process = useQuery(processQuery(id));
  const tasks = useQuery(tasksOfProcessQuery(id));
  const timeline = useInfiniteQuery(timelineQuery(id));
  const open = tasks.data?.filter(({ state }) => state === 'open') ?? [];
  const current = open.find((task) => task.id === chosen) ?? open[0] ?? tasks.data?.[0];
  const { data: detail } = useQuery({ ...taskQuery(current?.id ?? ''), enabled: current !== undefined });
  const entries = useMemo(() => timeline.data?.pages.flatMap(({ items }) => items) ?? [], [timeline.data]);
  if (process.error) return <p role="alert">{process.error.message}</p>;
  if (!process.data) return <p>{t('common.loading')}</p>;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className="num">
          {process.data.title} · {process.data.subject}
        </p>
        <h1>{current?.matter ?? process.data.title}</h1>
        <p className={styles.state}>
          {process.data.stageTitle && <strong>{process.data.stageTitle}</strong>}
          {open.map((task) => (
            <span key={task.id}>
              {task.title} <Due task={task} now={now} />
            </span>
          ))}
        </p>
      </header>
      <section className={styles.texts} aria-label={t('tasks.original')}>
        {detail && <CaseText context={detail.context} now={now} />}
      </section>
      <section className={styles.timeline} tabIndex={0} aria-label={t('tasks.timeline')}>
        <h2>{t('tasks.timeline')}</h2>
        <ol>
          {entries.map((entry, index) => (
            <Entry key={entry.seq} entry={entry} before={entries[index - 1]} now={now} />
          ))}
        </ol>
        {timeline.hasNextPage && (
          <button type="button" onClick={() => void timeline.fetchNextPage()}>
            {t('tasks.more')}
          </button>
        )}
      </section>
      <aside className={styles.act}>
        {current && <TaskPane key={current.id} id={current.id} now={now} onDone={() => undefined} formOnly />}
      </aside>
    </div>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly before: TimelineEntry | undefined;
  readonly now: Date;
}

function Entry({ entry, before, now }: EntryProps) {
  const idle = before ? epochDay(dayOf(entry.at)) - epochDay(dayOf(before.at)) : 0;
  if (entry.text === null) return null;
  return (
    <>
      {idle >= IDLE_DAYS && <li className={styles.idle}>{t('tasks.idle', { n: idle })}</li>}
      <li className={styles.entry}>
        <time dateTime={entry.at}>{listInstant(entry.at, now)}</time>
        <span className={styles.actor}>{entry.actor ?? t('tasks.system')}</span>
        <span>{entry.text}</span>
      </li>
    </>
  );
}
