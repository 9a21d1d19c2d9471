import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { Switch } from '../../../ui/switch.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import { saveDraft, type ConsultationDetail } from '../consultation-api.js';
import { draftBody, draftValues, type DraftValues } from '../draft-values.js';
import { HearingFields } from './hearing-fields.js';
import { useKeptDraft } from './use-kept-draft.js';
import styles from './desk.module.css';

const NO_FAULTS: ReadonlyMap<string, string> = new Map();

/** The draft while its unit prepares it. What its publication still needs stands above; the task beside it submits. */
export function DraftForm({
  consultation,
  now,
}: {
  readonly consultation: ConsultationDetail;
  readonly now: Date;
}) {
  const { id, missing, minimumOn } = consultation;
  const queries = useQueryClient();
  const { values, change, forget, isUnsaved } = useKeptDraft(id, draftValues(consultation));
  const [faults, setFaults] = useState(NO_FAULTS);
  const saving = useMutation({
    mutationFn: () => saveDraft(id, draftBody(values)),
    onSuccess: async () => {
      setFaults(NO_FAULTS);
      toasts.add(t('consultations.draftSaved'));
      await queries.invalidateQueries(); // the open step too: what it lacks may be there now
      forget();
    },
    onError: (error) => setFaults(error instanceof ProblemError ? error.fields : NO_FAULTS),
  });
  const faultOf = (field: string): string | undefined => faults.get(field);
  const text = (field: keyof DraftValues & string, rows?: number) => ({
    value: values[field] as string,
    onChange: (value: string) => change({ [field]: value }),
    error: faultOf(field),
    ...(rows !== undefined && { rows }),
  });
  const clauseFault = faultOf('text') ?? [...faults].find(([field]) => field.startsWith('clauses'))?.[1];
  return (
    <form
      className={styles.tab}
      aria-label={t('consultations.draft')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate();
      }}
    >
      {missing.length > 0 && (
        <Banner tone="warn">
          {t('consultations.missing')}
          <ul className={styles.missing}>
            {missing.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </Banner>
      )}
      <section className={styles.panel}>
        <TextArea
          label={t('consultations.draftText')}
          hint={t('consultations.draftHint')}
          {...text('text', 14)}
          error={clauseFault}
          isLetter
        />
        <TextArea label={t('consultations.explanation')} {...text('explanation', 5)} />
        <TextArea label={t('consultations.howToAnswer')} {...text('howToAnswer', 2)} />
        <div className={styles.pair}>
          <TextField label={t('consultations.phone')} {...text('phone')} />
          <TextField label={t('consultations.email')} {...text('email')} />
          <TextField label={t('consultations.address')} {...text('address')} />
          <TextField label={t('consultations.postcode')} {...text('postcode')} inputMode="numeric" />
        </div>
      </section>
      <section className={styles.panel}>
        <RadioGroup
          label={t('consultations.period')}
          value={values.period}
          onChange={(period) => change({ period: period as DraftValues['period'] })}
          error={faultOf('period')}
          options={[
            {
              id: 'PRESET',
              name: t('consultations.PRESET'),
              note: t('consultations.minimumOn', { day: documentDay(minimumOn) }),
            },
            { id: 'DATED', name: t('consultations.DATED') },
          ]}
        />
        {values.period === 'DATED' && (
          <div className={styles.pair}>
            <DateField
              label={t('consultations.closesOn')}
              value={values.closesOn}
              onChange={(closesOn) => change({ closesOn })}
              today={dayOf(now)}
              error={faultOf('period.closesOn')}
            />
            <TextArea
              label={t('consultations.shortReason')}
              hint={t('consultations.shortHint', { day: documentDay(minimumOn) })}
              {...text('shortReason', 2)}
              error={faultOf('period.shortReason')}
            />
          </div>
        )}
        <RadioGroup
          label={t('consultations.opinionsShown')}
          value={values.opinionsShown}
          onChange={(shown) => change({ opinionsShown: shown as DraftValues['opinionsShown'] })}
          options={(['ALWAYS', 'AFTERWARDS', 'NEVER'] as const).map((shown) => ({
            id: shown,
            name: t(`consultations.${shown}`),
          }))}
          isRow
        />
        <Switch isSelected={values.hasHearing} onChange={(hasHearing) => change({ hasHearing })}>
          {t('consultations.withHearing')}
        </Switch>
        {values.hasHearing && (
          <HearingFields values={values} onChange={change} faultOf={faultOf} today={dayOf(now)} />
        )}
      </section>
      {saving.error && <Banner tone="late">{reasonOf(saving.error)}</Banner>}
      <p className={styles.bar}>
        <Button type="submit" kind="primary">
          {t('consultations.saveDraft')}
        </Button>
        {isUnsaved && <span role="status">{t('consultations.unsaved')}</span>}
      </p>
    </form>
  );
}
