import { useWorkingDays } from '../../lib/calendar.js';
import { dayAndTime, weekdayName } from '../../lib/dates.js';
import { t } from '../../messages/t.js';
import styles from './top-bar.module.css';
import { useNow } from '../../lib/use-now.js';

/** Beijing time, and whether today is worked. */
export function Clock() {
  const days = useWorkingDays();
  const { day, time } = dayAndTime(useNow());
  const kind = days.isWorkingDay(day) ? t('dates.workingDay') : (days.holidayName(day) ?? t('dates.restDay'));
  const [, month, date] = day.split('-').map(Number);
  return (
    <span className={styles.clock} title={t('shell.beijingTime')}>
      <span className={styles.date}>
        {t('dates.monthDay', { month: month!, day: date! })} {weekdayName(day)} · {kind}
      </span>
      <time dateTime={`${day}T${time}+08:00`}>{time}</time>
    </span>
  );
}
