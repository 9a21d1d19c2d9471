import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { t } from '../../messages/t.js';
import styles from './field.module.css';

/** What every field of the portal has around its control. */
export interface FieldFrame {
  /** Id of the control; the hint and the error get ids derived from it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** What a control says about its hint and its error. */
export function described({ id, hint, error }: Pick<FieldFrame, 'id' | 'hint' | 'error'>) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...(ids && { 'aria-describedby': ids }),
    ...(error && { 'aria-invalid': true }),
  } as const;
}

/** Label, hint and error of one control. */
export function Field({ children, ...frame }: FieldFrame & { children: ReactNode }) {
  const { id, error } = frame;
  return (
    <div className={frameClass(error)}>
      <label htmlFor={id} className={styles['label']}>
        {frame.label} <Optional {...frame} />
      </label>
      <Notes {...frame} />
      {children}
    </div>
  );
}

/** The same around several controls, as radio buttons are. The first one takes the focus from the summary of errors. */
export function FieldGroup({ children, ...frame }: FieldFrame & { children: ReactNode }) {
  return (
    <fieldset id={frame.id} className={frameClass(frame.error)} {...described(frame)}>
      <legend className={styles['label']}>
        {frame.label} <Optional {...frame} />
      </legend>
      <Notes {...frame} />
      {children}
    </fieldset>
  );
}

function Optional({ optional }: Pick<FieldFrame, 'optional'>) {
  return optional ? <span className={styles['optional']}>{t('form.optional')}</span> : null;
}

function Notes({ id, hint, error }: FieldFrame) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles['error']}>
          <CircleAlert aria-hidden />
          {error}
        </p>
      )}
    </>
  );
}

const frameClass = (error: string | undefined): string =>
  error ? `${styles['field']} ${styles['bad']}` : styles['field']!;
