import { dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { DateField } from '../../../ui/date-field.js';
import { TextField } from '../../../ui/text-field.js';
import { readTime } from '../live-time.js';
import styles from './fields.module.css';

export interface LiveTime {
  /** YYYY-MM-DD, Asia/Shanghai. */
  readonly day: string | null;
  /** As it is typed. */
  readonly time: string;
}

interface Props {
  readonly value: LiveTime;
  readonly onChange: (value: LiveTime) => void;
  /** After a first try, gaps are named. */
  readonly isTried: boolean;
  /** What the server says against it. */
  readonly error?: string | undefined;
}

/** Day and time of the start. */
export function LiveTimeFields({ value, onChange, isTried, error }: Props) {
  const noDay = isTried && value.day === null ? t('interviews.noDay') : undefined;
  const noTime = isTried && readTime(value.time) === null ? t('interviews.noTime') : undefined;
  return (
    <div className={styles.row}>
      <DateField
        label={t('interviews.day')}
        value={value.day}
        onChange={(day) => onChange({ ...value, day })}
        today={dayOf(Date.now())}
        error={noDay ?? error}
        isRequired
      />
      <TextField
        label={t('interviews.time')}
        hint={t('interviews.timeHint')}
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
        inputMode="numeric"
        error={noTime}
        isRequired
      />
    </div>
  );
}
