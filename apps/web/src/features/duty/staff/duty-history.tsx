import { documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { DutyEntry } from '../duty-api.js';
import styles from './duty-pane.module.css';

interface Props {
  readonly entries: readonly DutyEntry[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Who was responsible before; nothing without a past entry. */
export function DutyHistory({ entries, today }: Props) {
  const past = entries.filter(({ from, until }) => until !== null && (until < today || until < from));
  if (past.length === 0) return null;
  return (
    <details className={styles.part}>
      <summary>{t('duty.history', { n: past.length })}</summary>
      <ul className={styles.history}>
        {past.map(({ id, kind, name, phone, from, until, enteredBy }) => (
          <li key={id}>
            {t('duty.past', {
              kind: t(`duty.${kind}`),
              name,
              phone,
              from: documentDay(from),
              until: documentDay(until! < from ? from : until!),
              by: enteredBy,
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
