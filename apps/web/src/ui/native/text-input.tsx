import type { InputHTMLAttributes, ReactNode } from 'react';
import { characters } from '../../lib/characters.js';
import { t } from '../../messages/t.js';
import { described, Field, type FieldFrame } from './field.js';
import styles from './field.module.css';

interface Written extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Counts characters; more can be typed, because cutting off while somebody types loses text. */
  readonly max?: number;
}

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'autoComplete' | 'placeholder' | 'spellCheck' | 'required'
>;

export function TextInput({
  id,
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  max,
  latest,
  ...native
}: Written & Native & { /** Last day that can be picked, YYYY-MM-DD. */ readonly latest?: string }) {
  return (
    <Field {...{ id, label, hint, error, optional }}>
      <input
        id={id}
        name={id}
        className={styles['control']}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...described({ id, hint, error })}
        {...native}
        {...(latest && { max: latest })}
      />
      {max && <Foot value={value} max={max} />}
    </Field>
  );
}

export function TextArea({
  id,
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  max,
  note,
  rows = 5,
}: Written & { readonly note?: ReactNode; readonly rows?: number }) {
  return (
    <Field {...{ id, label, hint, error, optional }}>
      <textarea
        id={id}
        name={id}
        rows={rows}
        className={`${styles['control']} ${styles['text']}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...described({ id, hint, error })}
      />
      {(max || note) && <Foot value={value} max={max} note={note} />}
    </Field>
  );
}

function Foot({ value, max, note }: { value: string; max?: number | undefined; note?: ReactNode }) {
  const count = characters(value);
  return (
    <div className={styles['foot']}>
      {note}
      {max && (
        <span className={`${styles['count']} ${count > max ? styles['over'] : ''}`}>
          {t('form.counter', { count, max })}
        </span>
      )}
    </div>
  );
}
