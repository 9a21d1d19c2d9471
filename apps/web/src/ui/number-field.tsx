import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { Input, TextField } from 'react-aria-components/TextField';
import { Group } from 'react-aria-components/Group';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import styles from './field.module.css';

interface Props extends FieldTexts {
  /** NaN: what is typed is no number. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly isRequired?: boolean;
}

/** A whole number. Each key counts at once, so that Enter finds what is on the screen; what is no number stays as typed. */
export function NumberField({
  value,
  onChange,
  min = -Infinity,
  max = Infinity,
  isRequired,
  ...texts
}: Props) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const shown = Object.is(readNumber(typed), value) ? typed : value === undefined ? '' : String(value);
  const set = (text: string): void => {
    setTyped(text);
    onChange(readNumber(text));
  };
  const step = (by: 1 | -1): void => {
    const from = value === undefined || Number.isNaN(value) ? Math.max(min, 1) - by : value;
    set(String(Math.min(Math.max(from + by, min), max)));
  };
  return (
    <TextField
      value={shown}
      onChange={set}
      isInvalid={texts.error !== undefined}
      inputMode="numeric"
      autoComplete="off"
      className={`${styles.field} ${styles.short}`}
      {...(isRequired !== undefined && { isRequired })}
    >
      <FieldHead {...texts} />
      <Group className={`${styles.control} ${styles.group}`}>
        <Input
          onKeyDown={(event) => {
            const by = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
            if (by === undefined) return;
            event.preventDefault();
            step(by);
          }}
        />
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            tabIndex={-1} // the arrow keys do the same
            aria-label={t(by < 0 ? 'ui.less' : 'ui.more')}
            className={styles.inner}
            onClick={() => step(by)}
          >
            {by < 0 ? <Minus size={14} aria-hidden /> : <Plus size={14} aria-hidden />}
          </button>
        ))}
      </Group>
      <FieldFoot {...texts} />
    </TextField>
  );
}

/** @returns undefined for nothing, NaN for what is no number. Full-width digits are read */
export function readNumber(text: string): number | undefined {
  const typed = text.normalize('NFKC').trim();
  return typed === '' ? undefined : Number(typed);
}
