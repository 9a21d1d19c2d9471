import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { timelineQuery, type CaseDetail } from '../../../api/case-queries.js';
import { useWorkingDays } from '../../../lib/calendar.js';
import { dayOf, shortDay, weekdayName, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Switch } from '../../../ui/switch.js';
import { timelineRows } from '../timeline-rows.js';
import { TimelineEntryRow } from './timeline-entry.js';
import styles from './case-timeline.module.css';

/** Pages that are read without being asked for: the newest entries stand in the last one. */
const PAGES = 5;

interface Props {
  readonly process: CaseDetail;
  readonly now: Instant;
}

/** What has happened, newest first: what is important, or all. */
export function CaseTimeline({ process, now }: Props) {
  const days = useWorkingDays();
  const [all, setAll] = useState(false);
  const timeline = useInfiniteQuery(timelineQuery(process.id));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < PAGES) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, pages, fetchNextPage]);
  const rows = useMemo(() => {
    const entries = data?.pages.flatMap(({ items }) => items) ?? [];
    return timelineRows(entries, { all, now, isEnded: process.endedAt !== null }, days);
  }, [data, all, now, process.endedAt, days]);
  const stays = useMemo(
    () => new Map(process.stages.map(({ enteredAt, workingDays }) => [enteredAt, workingDays])),
    [process.stages],
  );
  if (timeline.error) return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <div className={styles.bar}>
        <Switch isSelected={!all} onChange={(only) => setAll(!only)}>
          {t('cases.onlyImportant')}
        </Switch>
      </div>
      {hasNextPage && pages >= PAGES && (
        <Button size="small" onPress={() => void fetchNextPage()}>
          {t('cases.newer')}
        </Button>
      )}
      {rows.length === 0 && <p className={styles.none}>{t('cases.noEntries')}</p>}
      <ol className={styles.list}>
        {rows.map((row) => {
          if (row.kind === 'day')
            return (
              <li key={row.day} className={styles.day}>
                {shortDay(row.day, dayOf(now))} {weekdayName(row.day)}
              </li>
            );
          if (row.kind === 'idle')
            return (
              <li key={row.id} className={styles.idle}>
                {t(row.untilNow ? 'cases.idleUntilNow' : 'cases.idle', { n: row.days })}
              </li>
            );
          return (
            <TimelineEntryRow
              key={row.entry.seq}
              entry={row.entry}
              now={now}
              stayed={row.entry.type === 'stage.entered' ? stays.get(row.entry.at) : undefined}
            />
          );
        })}
      </ol>
    </>
  );
}
