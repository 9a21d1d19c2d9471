import { hintOf } from '../model/schema.js';
import { FieldFrame } from './field-frame.js';
import { controlIds, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

const BEIJING_MS = 8 * 3_600_000;

/** A day, `YYYY-MM-DD`. */
export function DateField(props: FieldProps) {
  return (
    <FieldFrame of={props}>
      <input
        {...controlIds(props, hintOf(props.field) !== undefined)}
        className={`${styles.control} ${styles.short}`}
        type="date"
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={({ target }) => props.onChange(props.field.path, target.value || undefined)}
      />
    </FieldFrame>
  );
}

/** An instant: shown and typed in Beijing time, whatever the zone of this machine; sent with its offset. */
export function InstantField(props: FieldProps) {
  return (
    <FieldFrame of={props}>
      <input
        {...controlIds(props, hintOf(props.field) !== undefined)}
        className={`${styles.control} ${styles.short}`}
        type="datetime-local"
        value={typeof props.value === 'string' ? toBeijing(props.value) : ''}
        onChange={({ target }) =>
          props.onChange(props.field.path, target.value === '' ? undefined : `${target.value}:00+08:00`)
        }
      />
    </FieldFrame>
  );
}

/** `2026-12-01T09:30` of an instant in ISO 8601; empty for what is none. */
function toBeijing(instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? '' : new Date(ms + BEIJING_MS).toISOString().slice(0, 16);
}
