import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../../../../api/case-queries.js';
import { textsOf, type FieldProps } from '../../../../forms/fields/field-props.js';
import { t } from '../../../../messages/t.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { FallbackListUpload } from './fallback-list-upload.js';
import styles from './item-list-field.module.css';

interface Props extends FieldProps {
  /** Codes of the units that the list must have. */
  readonly unlisted: readonly string[];
}

/** The list for departments that report none. */
export function FallbackListField({ unlisted, ...props }: Props) {
  const { field, onChange } = props;
  const { label, error } = textsOf(props);
  const { data: units = [] } = useQuery(unitsQuery);
  const names = unlisted.map((code) => units.find((unit) => unit.code === code)?.name ?? code);
  return (
    <div role="group" aria-label={label} className={styles.field}>
      <p className={styles.note}>{t('campaigns.pickFallback', { units: names.join('、') })}</p>
      <FallbackListUpload isRequired onUploaded={(list) => onChange(field.path, list)} />
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
