import { useEffect } from 'react';
import { t } from '../../messages/t.js';
import { useKnownValues } from '../model/sources.js';
import { valueAt } from '../model/values.js';
import { textsOf, type FieldProps } from './field-props.js';
import styles from './fields.module.css';
import { NumberField } from './text-fields.js';

/** The revision that was read: where the page shows it, nobody types it. */
export function RevisionField(props: FieldProps) {
  const known = valueAt(useKnownValues(), props.field.path);
  const { value, onChange, field } = props;
  const isStale = typeof known === 'number' && value !== known;
  useEffect(() => {
    // A draft names the revision that was read when it was written.
    if (isStale) onChange(field.path, known);
  });
  if (typeof known !== 'number') return <NumberField {...props} />;
  const { error } = textsOf(props);
  return (
    <p className={styles.known}>
      {t('forms.revision', { n: known })}
      {error && <strong>{error}</strong>}
    </p>
  );
}
