import { useState } from 'react';
import { documentDay, readDay, weekdayName } from '../lib/dates.js';
import { t } from '../messages/t.js';
import type { FieldTexts } from './field-parts.js';
import { TextField } from './text-field.js';

interface Props extends FieldTexts {
  /** YYYY-MM-DD; null: none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** YYYY-MM-DD: the year of what is typed without one. */
  readonly today: string;
  readonly isRequired?: boolean;
}

/** A day as people write it; leaving the field shows how it was understood. */
export function DateField({ value, onChange, today, hint, error, ...props }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : documentDay(value));
  const [isWrong, setWrong] = useState(false);
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
        onChange(readDay(text, today));
      }}
      onBlur={leave}
      hint={value === null ? (hint ?? t('ui.dateHint')) : weekdayName(value)}
      error={isWrong ? t('ui.notADay') : error}
    />
  );
}
