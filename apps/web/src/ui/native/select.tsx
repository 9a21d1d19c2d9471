import { described, Field, type FieldFrame } from './field.js';
import styles from './field.module.css';

/** The browser's own list: on phones it is the best there is. @param empty text of the choice of none */
export function Select({
  id,
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  empty,
  options,
}: FieldFrame & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly empty: string;
  readonly options: readonly string[];
}) {
  // What was chosen earlier stays visible while the options are on their way.
  const all = value && !options.includes(value) ? [value, ...options] : options;
  return (
    <Field {...{ id, label, hint, error, optional }}>
      <select
        id={id}
        name={id}
        className={styles['control']}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...described({ id, hint, error })}
      >
        <option value="">{empty}</option>
        {all.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </Field>
  );
}
