import { useQuery } from '@tanstack/react-query';
import { clocksQuery, unitsQuery, type Clock } from '../../../api/case-queries.js';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Dialog } from '../../../ui/dialog.js';
import { DueDateExplained } from '../../../ui/due-date-explained.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { basisOf, daysOf, howOf, receivedLater } from '../counted-days.js';
import { ClockLadder } from './clock-ladder.js';
import styles from './clocks-dialog.module.css';

interface Props {
  readonly processId: string;
  /** Its own clock comes first. */
  readonly taskId?: string | undefined;
  readonly now: Date;
  readonly onClose: () => void;
}

/** How every due date of a case was counted: days, holidays, extensions, pauses, policy. The server counts; this shows. */
export function ClocksDialog({ processId, taskId, now, onClose }: Props) {
  const { data, error, refetch } = useQuery(clocksQuery(processId));
  const clocks = data && inOrder(data, taskId);
  return (
    <Dialog title={t('doing.howCounted')} isOpen isWide onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {clocks?.length === 0 && <p>{t('doing.noClocks')}</p>}
      {clocks?.map((clock) => (
        <OneClock key={`${clock.clock}-${clock.startedAt}`} clock={clock} now={now} />
      ))}
    </Dialog>
  );
}

/** Running ones first, the task's own before the others; what is over comes last. */
function inOrder(clocks: readonly Clock[], taskId: string | undefined): Clock[] {
  const rank = ({ state, task }: Clock): number => (state === 'stopped' ? 2 : task === taskId ? 0 : 1);
  return clocks
    .filter(({ dueAt, state }) => dueAt !== null || state !== 'stopped')
    .sort((a, b) => rank(a) - rank(b));
}

function OneClock({ clock, now }: { readonly clock: Clock; readonly now: Date }) {
  const { data: units } = useQuery(unitsQuery);
  const { title, dueAt, pauses, provisional, fulfilledAt } = clock;
  const unit = units?.find(({ code }) => code === clock.unit)?.name ?? clock.unit;
  const today = dayOf(now);
  const isDone = fulfilledAt !== null;
  return (
    <section className={styles.clock} aria-label={t('doing.clockOf', { clock: title })}>
      <h3 className={styles.head}>
        {t('doing.clockOf', { clock: title })}
        <span className={styles.unit}>{t('doing.clockUnit', { unit })}</span>
        {isDone && (
          <span className={styles.unit}>
            {t(dueAt !== null && fulfilledAt > dueAt ? 'doing.doneLate' : 'doing.doneInTime')}
          </span>
        )}
      </h3>
      {dueAt === null ? (
        <p>{t('doing.noDue')}</p>
      ) : (
        <DueDateExplained dueAt={dueAt} now={now} how={howOf(clock)} days={daysOf(clock)}>
          {[receivedLater(clock), basisOf(clock)].filter(Boolean).join('；')}
        </DueDateExplained>
      )}
      {provisional && <p className={styles.note}>{t('doing.provisional')}</p>}
      {pauses.map(({ from, to, reason }) => (
        <p key={from} className={styles.note}>
          {to === null
            ? t('doing.pausedNow', { reason })
            : t('doing.pausedDays', {
                reason,
                from: shortDay(dayOf(from), today),
                to: shortDay(dayOf(to), today),
              })}
        </p>
      ))}
      {!isDone && <ClockLadder clock={clock} now={now} />}
    </section>
  );
}
