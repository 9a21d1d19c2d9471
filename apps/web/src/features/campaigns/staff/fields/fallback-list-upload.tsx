import { useState } from 'react';
import { dayOf } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import { DateField } from '../../../../ui/date-field.js';
import { TextField } from '../../../../ui/text-field.js';
import { uploadFallbackList } from '../../lists-api.js';
import { ListUpload } from './list-upload.js';

interface Props {
  readonly isRequired?: boolean;
  /** Given the id of the list. */
  readonly onUploaded: (list: string) => void;
}

/** Uploads the list for departments that report none, with what documents call it. */
export function FallbackListUpload({ isRequired = false, onUploaded }: Props) {
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [date, setDate] = useState<string | null>(null);
  return (
    <>
      <TextField
        label={t('campaigns.fallbackName')}
        isRequired={isRequired}
        value={name}
        onChange={setName}
      />
      <TextField label={t('campaigns.fallbackNumber')} value={number} onChange={setNumber} />
      <DateField
        label={t('campaigns.fallbackDate')}
        isRequired={isRequired}
        value={date}
        onChange={setDate}
        today={dayOf(new Date())}
      />
      {name.trim() !== '' && date !== null && (
        <ListUpload
          upload={(file) => uploadFallbackList(file, { name, number, date })}
          onUploaded={({ id }) => onUploaded(id)}
        />
      )}
    </>
  );
}
