import { useWorkingDays } from '../../../../lib/calendar.js';
import { addDays, documentDay, epochDay } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import styles from './rest-strip.module.css';

interface Props {
  /** In their order. */
  readonly dates: readonly { readonly name: string; readonly day: string; readonly warning: string | null }[];
}

/** A longer plan would have days too narrow to be seen. */
const MOST_DAYS = 400;

/** Every day of the plan as a cell: rest days are grey, days of the plan are marked. */
export function RestStrip({ dates }: Props) {
  const calendar = useWorkingDays();
  const [from, to] = [dates[0]!.day, dates.at(-1)!.day];
  const count = epochDay(to) - epochDay(from) + 1;
  if (count > MOST_DAYS) return null;
  const days = Array.from({ length: count }, (_, n) => addDays(from, n));
  const marked = new Map(dates.map(({ day, warning }) => [day, warning]));
  const rest = days.filter((day) => !calendar.isWorkingDay(day)).length;
  const classOf = (day: string): string =>
    [
      calendar.isWorkingDay(day) ? '' : styles.rest,
      marked.has(day) ? (marked.get(day) === null ? styles.step : styles.warned) : '',
    ].join(' ');
  return (
    <figure className={styles.figure}>
      <div
        className={styles.strip}
        role="img"
        aria-label={t('campaignSetup.restStrip', { from: documentDay(from), to: documentDay(to), n: rest })}
      >
        {days.map((day) => (
          <span key={day} className={classOf(day)} />
        ))}
      </div>
      <figcaption>
        {t('campaignSetup.restStrip', { from: documentDay(from), to: documentDay(to), n: rest })} ·{' '}
        {t('campaignSetup.restDays')}
      </figcaption>
    </figure>
  );
}
