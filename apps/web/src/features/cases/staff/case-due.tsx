import { useQuery } from '@tanstack/react-query';
import { clocksQuery, type CaseTask, type Clock } from '../../../api/case-queries.js';
import { dueText, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { TimeLeft } from '../../../ui/time-left.js';
import { clockOf } from '../clock-of.js';
import styles from './case-head.module.css';

interface Props {
  /** The open task that is due first. */
  readonly task: CaseTask;
  readonly now: Instant;
  /** Shows how it was counted. */
  readonly onExplain: () => void;
}

/** The time that is left, and the due date. */
export function CaseDue({ task, now, onExplain }: Props) {
  const { data: clocks = [] } = useQuery(clocksQuery(task.processId));
  const clock = clockOf(task, clocks);
  const isLate = task.dueAt !== null && Date.parse(task.dueAt) < new Date(now).getTime();
  return (
    <div className={`${styles.due} ${isLate ? styles.late : ''}`}>
      <span className={styles.left}>
        <TimeLeft limit={limitOf(task, clock)} now={now} />
      </span>
      {task.dueAt && <span className={styles.day}>{t('cases.due', { day: dueText(task.dueAt, now) })}</span>}
      <Button size="small" kind="ghost" onPress={onExplain}>
        {t('cases.howCounted')}
      </Button>
    </div>
  );
}

function limitOf({ dueAt, warnAt, overdue }: CaseTask, clock: Clock | undefined) {
  const isPaused = clock?.state === 'paused' || clock?.state === 'suspended';
  return {
    dueAt: dueAt ?? undefined,
    warnAt: warnAt ?? undefined,
    overdue,
    state: isPaused ? ('paused' as const) : ('running' as const),
    reason: isPaused ? clock.pauses.at(-1)?.reason : undefined,
    provisional: clock?.provisional,
  };
}
