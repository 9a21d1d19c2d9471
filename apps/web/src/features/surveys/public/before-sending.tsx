import { t } from '../../../messages/t.js';
import { TextInput } from '../../../ui/native/text-input.js';
import type { Survey } from './surveys-api.js';
import styles from './before-sending.module.css';

/** What happens to the answers, read before they are sent; and the telephone number where the survey wants one. */
export function BeforeSending({
  survey,
  phone,
  onPhone,
  phoneError,
}: {
  survey: Survey;
  phone: string;
  onPhone: (phone: string) => void;
  phoneError: string | undefined;
}) {
  const { anonymity, oneAnswer, retentionMonths, notice } = survey;
  return (
    <section className={styles['part']} aria-labelledby="before-sending">
      <h2 id="before-sending">{t('surveys.beforeTitle')}</h2>
      <div className={styles['notice']}>
        <p>
          <strong>{t(anonymity === 'NAMED' ? 'surveys.named' : 'surveys.anonymous')}</strong>
          {t(`surveys.once_${oneAnswer as 'device' | 'address' | 'phone' | 'none'}`)}
          {t('surveys.retention', { months: retentionMonths })}
        </p>
        <details>
          <summary>{t('surveys.notice')}</summary>
          <p className={styles['text']}>{notice}</p>
        </details>
      </div>
      {oneAnswer === 'phone' && (
        <TextInput
          id="phone"
          label={t('surveys.phone')}
          hint={t('surveys.phoneHint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          value={phone}
          onChange={onPhone}
          error={phoneError}
        />
      )}
    </section>
  );
}
