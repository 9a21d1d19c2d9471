import { listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Table } from '../../../ui/table.js';
import type { CalendarReading } from '../rules-api.js';
import styles from './rules.module.css';

/** What was read from a notice or a table: each holiday, and each line that cannot be read. */
export function ReadYear({ reading }: { readonly reading: CalendarReading }) {
  const { holidays, days, outside, missing, ignored, problems } = reading;
  return (
    <>
      {problems.length > 0 && <Banner tone="late">{t('rules.problems', { n: problems.length })}</Banner>}
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.map(({ line, column, message }, index) => (
            <li key={index}>
              {line !== null && <b>{t('rules.problemLine', { line })}</b>} {column} {message}
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && <Banner tone="warn">{t('rules.missing', { names: missing.join('、') })}</Banner>}
      {outside.length > 0 && (
        <Banner tone="warn">
          {t('rules.outside', { days: outside.map(({ date }) => date).join('、') })}
        </Banner>
      )}
      {ignored.map(({ line, text }) => (
        <p key={line} className={styles.small}>
          {t('rules.ignored', { text })}
        </p>
      ))}
      {holidays.length > 0 && (
        <Table
          caption={t('rules.holidays')}
          rows={holidays}
          keyOf={({ line, name }) => `${line} ${name}`}
          columns={[
            { id: 'name', title: t('rules.holidayName'), cell: ({ name }) => name },
            { id: 'off', title: t('rules.holidayOff'), cell: ({ off }) => period(off) },
            {
              ...{ id: 'worked', title: t('rules.holidayWorked') },
              cell: ({ worked }) => worked.map(shown).join('、'),
            },
          ]}
        />
      )}
      {holidays.length === 0 && days.length > 0 && <p>{t('rules.daysRead', { n: days.length })}</p>}
    </>
  );
}

const shown = (day: string): string => listDay(day, day);

/** First and last day, and how many there are. */
function period(days: readonly string[]): string {
  const [first, last] = [days[0]!, days.at(-1)!];
  const count = t('rules.monthDays', { n: days.length });
  return first === last ? `${shown(first)} ${count}` : `${shown(first)}–${shown(last)} ${count}`;
}
