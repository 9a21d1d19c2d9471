import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components/CheckboxGroup';
import styles from './field.module.css';

/** What every field has. */
export interface FieldTexts {
  readonly label: string;
  /** Beside the label: that it may stay empty, what it decides. */
  readonly note?: string | undefined;
  readonly hint?: ReactNode;
  /** What the server or a check says against the value; also marks the field. */
  readonly error?: string | undefined;
}

export function FieldHead({ label, note, children }: FieldTexts & { readonly children?: ReactNode }) {
  return (
    <span className={styles.head}>
      <Label className={styles.label!}>{label}</Label>
      {note && <span className={styles.note}>{note}</span>}
      {children}
    </span>
  );
}

export function FieldFoot({ hint, error }: FieldTexts) {
  return (
    <>
      {hint && (
        <Text slot="description" className={styles.hint!}>
          {hint}
        </Text>
      )}
      <AriaFieldError className={styles.error!}>
        <CircleAlert size={14} aria-hidden />
        {error}
      </AriaFieldError>
    </>
  );
}

/** What is wrong with something that is no field of React Aria: files, a list of rows. */
export function FieldError({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.error}>
      <CircleAlert size={14} aria-hidden />
      {children}
    </p>
  );
}
