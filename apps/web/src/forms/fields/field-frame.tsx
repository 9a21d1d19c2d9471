import type { ReactNode } from 'react';
import { t } from '../../messages/t.js';
import { hintOf, labelOf } from '../model/schema.js';
import { controlId, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

interface Props {
  readonly of: FieldProps;
  readonly children: ReactNode;
  /** Several controls under one label, for example radio buttons. */
  readonly isGroup?: boolean;
  /** At the right of the label, for example a counter. */
  readonly aside?: ReactNode;
}

/** Label, hint and fault around the control of a field. */
export function FieldFrame({ of, children, isGroup = false, aside }: Props) {
  const { field, faults } = of;
  const id = controlId(field.path);
  const [hint, fault] = [hintOf(field), faults.get(field.path)];
  const label = (
    <>
      {labelOf(field)}
      {!field.isRequired && <span className={styles.optional}>{t('forms.optional')}</span>}
    </>
  );
  const body = (
    <>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children}
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </>
  );
  if (isGroup) {
    return (
      <fieldset className={styles.field} id={id} tabIndex={-1}>
        <legend className={styles.label}>{label}</legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      {body}
    </div>
  );
}
