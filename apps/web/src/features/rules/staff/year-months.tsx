import { documentDay, weekdayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { daysOfMonth, isWorked, type YearDay } from '../year-days.js';
import styles from './rules.module.css';

interface Props {
  readonly year: number;
  readonly days: readonly YearDay[];
}

/** A year on one screen: twelve months, weeks from Monday. What differs from its weekday has a name for screen readers. */
export function YearMonths({ year, days }: Props) {
  const known = new Map(days.map((day) => [day.date, day]));
  return (
    <>
      <div className={styles.months}>
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} year={year} month={index + 1} known={known} />
        ))}
      </div>
      <p className={styles.legend}>
        <span className={styles.off}>1</span> {t('rules.legendOff')}
        <span className={styles.worked}>2</span> {t('rules.legendWorked')}
        <span className={styles.weekend}>3</span> {t('rules.legendWeekend')}
      </p>
    </>
  );
}

function Month({ year, month, known }: { year: number; month: number; known: ReadonlyMap<string, YearDay> }) {
  const days = daysOfMonth(year, month);
  const lead = (weekdayOf(days[0]!) + 6) % 7;
  const cells = [...Array.from({ length: lead }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => cells[week * 7 + index] ?? null),
  );
  const names = [
    ...new Set(days.flatMap((day) => (known.get(day)?.kind === 'holiday' ? [known.get(day)!.note] : []))),
  ];
  const worked = days.filter((day) => isWorked(day, known.get(day))).length;
  return (
    <table className={styles.month}>
      <caption>
        <b>
          {t('rules.months', { month })} {names.join(' ')}
        </b>
        <span>{t('rules.monthDays', { n: worked })}</span>
      </caption>
      <thead>
        <tr>
          {WEEK.map((weekday) => (
            <th key={weekday} scope="col">
              {t('dates.weekdays').split(' ')[weekday]!.slice(-1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => (
              <td key={place}>{day !== null && <Day date={day} day={known.get(day)} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

function Day({ date, day }: { readonly date: string; readonly day: YearDay | undefined }) {
  const number = Number(date.slice(8));
  if (!day) return <span className={isWorked(date, day) ? undefined : styles.weekend}>{number}</span>;
  const isOff = day.kind === 'holiday';
  const label = t(isOff ? 'rules.dayOff' : 'rules.dayWorked', { day: documentDay(date), note: day.note });
  return (
    <span className={isOff ? styles.off : styles.worked} title={label}>
      {number}
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
