import { dayOf } from '../../lib/dates.js';
import { DateField as DatePart } from '../../ui/date-field.js';
import { TextField } from '../../ui/text-field.js';
import { textsOf, type FieldProps } from './field-props.js';

const BEIJING_MS = 8 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day, `YYYY-MM-DD`, typed as people write it. What is no day is kept, so that it is refused and not dropped. */
export function DateField(props: FieldProps) {
  const { path } = props.field;
  const { error, ...texts } = textsOf(props);
  const day = typeof props.value === 'string' && DAY.test(props.value) ? props.value : null;
  return (
    <DatePart
      {...texts}
      error={error}
      value={day}
      today={dayOf(Date.now())}
      onChange={(next) => props.onChange(path, next ?? undefined)}
      onUnreadable={(text) => props.onChange(path, text)}
    />
  );
}

/** An instant: shown and typed in Beijing time, whatever the zone of this machine; sent with its offset. */
export function InstantField(props: FieldProps) {
  return (
    <TextField
      {...textsOf(props)}
      type="datetime-local"
      value={typeof props.value === 'string' ? toBeijing(props.value) : ''}
      onChange={(text) => props.onChange(props.field.path, text === '' ? undefined : `${text}:00+08:00`)}
    />
  );
}

/** `2026-12-01T09:30` of an instant in ISO 8601; empty for what is none. */
function toBeijing(instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? '' : new Date(ms + BEIJING_MS).toISOString().slice(0, 16);
}
