import { useState } from 'react';
import { documentDay, readDay, weekdayName } from '../lib/dates.js';
import { t } from '../messages/t.js';
import type { FieldTexts } from './field-parts.js';
import { TextField } from './text-field.js';

interface Props extends FieldTexts {
  /** YYYY-MM-DD; null: none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** What is typed is no day: told after `onChange(null)`, so that a form can refuse it instead of dropping it. */
  readonly onUnreadable?: (text: string) => void;
  /** YYYY-MM-DD: the year of what is typed without one. */
  readonly today: string;
  readonly isRequired?: boolean;
}

/** A day as people write it; leaving the field shows how it was understood. */
export function DateField({ value, onChange, onUnreadable, today, hint, error, ...props }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : documentDay(value));
  const [isWrong, setWrong] = useState(false);
  const [shown, setShown] = useState(value);
  // Set from outside, by a draft that is restored; what is being typed stays as it is.
  if (shown !== value) {
    setShown(value);
    if (value !== readDay(typed, today)) setTyped(value === null ? '' : documentDay(value));
  }
  const leave = (): void => {
    const day = readDay(typed, today);
    setWrong(day === null && typed.trim() !== '');
    if (day !== null) setTyped(documentDay(day));
  };
  return (
    <TextField
      {...props}
      inputMode="numeric"
      value={typed}
      onChange={(text) => {
        setTyped(text);
        setWrong(false);
        const day = readDay(text, today);
        onChange(day);
        if (day === null && text.trim() !== '') onUnreadable?.(text);
      }}
      onBlur={leave}
      hint={value === null ? (hint ?? t('ui.dateHint')) : weekdayName(value)}
      error={isWrong ? t('ui.notADay') : error}
    />
  );
}
