import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import { textsOf, type FieldProps } from '../../../../forms/fields/field-props.js';
import { dayOf } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import { DateField } from '../../../../ui/date-field.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { TextField } from '../../../../ui/text-field.js';
import { uploadFallbackList } from '../../lists-api.js';
import styles from './item-list-field.module.css';
import { ListUpload } from './list-upload.js';

interface Props extends FieldProps {
  /** Codes of the units that the list must have. */
  readonly unlisted: readonly string[];
}

/** The list for departments that report none, with what documents call it. */
export function FallbackListField({ unlisted, ...props }: Props) {
  const { field, onChange } = props;
  const { label, error } = textsOf(props);
  const { data: units = [] } = useQuery(unitsQuery);
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const names = unlisted.map((code) => units.find((unit) => unit.code === code)?.name ?? code);
  return (
    <div role="group" aria-label={label} className={styles.field}>
      <p className={styles.note}>{t('campaigns.pickFallback', { units: names.join('、') })}</p>
      <TextField label={t('campaigns.fallbackName')} isRequired value={name} onChange={setName} />
      <TextField label={t('campaigns.fallbackNumber')} value={number} onChange={setNumber} />
      <DateField
        label={t('campaigns.fallbackDate')}
        isRequired
        value={date}
        onChange={setDate}
        today={dayOf(new Date())}
      />
      {name.trim() !== '' && date !== null && (
        <ListUpload
          upload={(file) => uploadFallbackList(file, { name, number, date })}
          onUploaded={({ id }) => onChange(field.path, id)}
        />
      )}
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
