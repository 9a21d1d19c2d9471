import { Star } from 'lucide-react';
import { t } from '../../../messages/t.js';
import styles from './stars.module.css';

const MARKS = [1, 2, 3, 4, 5] as const;

/** One to five stars, as radio buttons. */
export function Stars({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: string;
  value: number | undefined;
  onChange: (value: number) => void;
}) {
  return (
    <fieldset className={styles['stars']}>
      <legend>{label}</legend>
      <span className={styles['row']}>
        {MARKS.map((mark) => (
          <label key={mark} className={value !== undefined && mark <= value ? styles['full'] : undefined}>
            <input type="radio" name={name} checked={value === mark} onChange={() => onChange(mark)} />
            <Star aria-hidden />
            <span className="visually-hidden">{t('tracking.stars', { n: mark })}</span>
          </label>
        ))}
        <span className={styles['value']} aria-hidden>
          {value !== undefined && t('tracking.stars', { n: value })}
        </span>
      </span>
    </fieldset>
  );
}
