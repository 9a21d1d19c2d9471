import { useState } from 'react';
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { t } from '../messages/t.js';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import styles from './field.module.css';

interface Props extends Omit<TextFieldProps, 'className' | 'style' | 'children' | 'maxLength'>, FieldTexts {
  readonly rows?: number;
  /** Most characters. More can be typed, and the counter says how many too many: nothing pasted is cut off silently. */
  readonly max?: number | undefined;
  /** Set like a letter: what its reader gets on paper. */
  readonly isLetter?: boolean;
}

/** Several lines, growing as they are written, with a counter. */
export function TextArea({
  label,
  note,
  hint,
  error,
  rows = 3,
  max,
  isLetter = false,
  onChange,
  ...props
}: Props) {
  const [typed, setTyped] = useState(props.defaultValue ?? '');
  const { length } = [...(props.value ?? typed)];
  const isOver = max !== undefined && length > max;
  return (
    <TextField
      {...props}
      isInvalid={error !== undefined || isOver}
      className={styles.field!}
      onChange={(value) => {
        setTyped(value);
        onChange?.(value);
      }}
    >
      <FieldHead label={label} note={note}>
        {max !== undefined && (
          <span className={`${styles.counter} ${isOver ? styles.over : ''}`}>
            {isOver ? t('ui.tooMany', { n: length - max }) : t('ui.counter', { n: length, max })}
          </span>
        )}
      </FieldHead>
      <AriaTextArea
        rows={rows}
        className={`${styles.control} ${styles.area} ${isLetter ? styles.letter : ''}`}
      />
      <FieldFoot
        label={label}
        hint={hint}
        error={error ?? (isOver ? t('ui.tooMany', { n: length - max }) : undefined)}
      />
    </TextField>
  );
}
