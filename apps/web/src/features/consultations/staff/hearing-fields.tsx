import { t } from '../../../messages/t.js';
import { DateField } from '../../../ui/date-field.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import type { DraftValues } from '../draft-values.js';
import styles from './desk.module.css';

interface Props {
  readonly values: DraftValues;
  readonly onChange: (part: Partial<DraftValues>) => void;
  readonly faultOf: (field: string) => string | undefined;
  readonly today: string;
}

/** A hearing that is announced with the draft. */
export function HearingFields({ values, onChange, faultOf, today }: Props) {
  const field = (name: 'time' | 'place' | 'participants' | 'notice') => ({
    value: values[name],
    onChange: (value: string) => onChange({ [name]: value }),
    error: faultOf(`hearing.${name}`),
  });
  return (
    <>
      <div className={styles.pair}>
        <DateField
          label={t('consultations.hearingOn')}
          value={values.on}
          onChange={(on) => onChange({ on })}
          today={today}
          error={faultOf('hearing.on')}
        />
        <TextField label={t('consultations.hearingTime')} placeholder="09:30" {...field('time')} />
        <TextField label={t('consultations.hearingPlace')} {...field('place')} />
      </div>
      <TextArea label={t('consultations.participants')} rows={2} {...field('participants')} />
      <TextArea label={t('consultations.notice')} rows={3} {...field('notice')} />
    </>
  );
}
