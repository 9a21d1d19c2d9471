import type { ReactNode, Ref } from 'react';
import { Input, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { Group } from 'react-aria-components/Group';
import { FieldFoot, FieldHead, type FieldTexts } from './field-parts.js';
import styles from './field.module.css';

interface Props extends Omit<TextFieldProps, 'className' | 'style' | 'children'>, FieldTexts {
  readonly placeholder?: string;
  /** A button inside, at its end. */
  readonly end?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ label, note, hint, error, placeholder, end, inputRef, ...props }: Props) {
  const input = (
    <Input
      {...(inputRef && { ref: inputRef })}
      {...(placeholder !== undefined && { placeholder })}
      {...(!end && { className: styles.control! })}
    />
  );
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} className={styles.field!}>
      <FieldHead label={label} note={note} />
      {end ? (
        <Group className={`${styles.control} ${styles.group}`}>
          {input}
          {end}
        </Group>
      ) : (
        input
      )}
      <FieldFoot label={label} hint={hint} error={error} />
    </AriaTextField>
  );
}
