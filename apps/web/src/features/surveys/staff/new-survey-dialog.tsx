import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { addDays } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { randomKey } from '../../../lib/random-key.js';
import { unitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { ComboBox } from '../../../ui/combo-box.js';
import { DateField } from '../../../ui/date-field.js';
import { Dialog } from '../../../ui/dialog.js';
import { NumberField } from '../../../ui/number-field.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { TextField } from '../../../ui/text-field.js';
import { startSurvey, surveysQuery } from '../staff-api.js';
import styles from './surveys-page.module.css';

type Unit = Schemas['UnitView'];
/** The questionnaire is due ten working days before the opening. */
const DAYS_AHEAD = 20;

/** Starts a survey: the information office for a unit, a unit for itself. The questionnaire comes after. */
export function NewSurveyDialog({
  units,
  today,
  onClose,
}: {
  readonly units: readonly Unit[];
  readonly today: string;
  readonly onClose: () => void;
}) {
  const { roles } = useMe();
  const isOffice = roles.some((role) => role.startsWith('info-'));
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<'HOT_TOPIC' | 'SPECIAL'>('SPECIAL');
  const [unit, setUnit] = useState<string>();
  const [opensOn, setOpensOn] = useState<string | null>(addDays(today, DAYS_AHEAD));
  const [days, setDays] = useState<number | undefined>(15);
  const [key] = useState(randomKey);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () =>
      startSurvey(
        {
          title: title.trim(),
          kind,
          opensOn: opensOn ?? '',
          ...(days !== undefined && { days }),
          ...(unit && { unit }),
        },
        key,
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: surveysQuery.queryKey });
      void navigate({ to: '/surveys/$id', params: { id } });
    },
  });
  const refused = start.error instanceof ProblemError ? start.error.fields : new Map<string, string>();
  const options = units
    .filter(({ validTo, kind: of }) => validTo === null && of !== 'PREFECTURE')
    .map(unitOption);
  return (
    <Dialog
      title={t('surveyDesk.start')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={start.isPending} onPress={() => start.mutate()}>
            {t('surveyDesk.startNow')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        {start.error && refused.size === 0 && <Banner tone="late">{explain(start.error)}</Banner>}
        <TextField
          label={t('surveyDesk.columnTitle')}
          autoFocus
          value={title}
          onChange={setTitle}
          error={refused.get('title')}
        />
        <RadioGroup
          label={t('surveyDesk.kind')}
          isRow
          value={kind}
          onChange={(id) => setKind(id as typeof kind)}
          options={[
            { id: 'SPECIAL', name: t('surveyDesk.SPECIAL'), note: t('surveyDesk.specialNote') },
            { id: 'HOT_TOPIC', name: t('surveyDesk.HOT_TOPIC'), note: t('surveyDesk.hotNote') },
          ]}
        />
        {isOffice && (
          <ComboBox
            label={t('surveyDesk.unit')}
            options={options}
            value={options.find(({ id }) => id === unit) ?? null}
            onChange={(chosen) => setUnit(chosen?.id)}
          />
        )}
        <div className={styles.pair}>
          <DateField
            label={t('surveyDesk.opensOn')}
            today={today}
            value={opensOn}
            onChange={setOpensOn}
            error={refused.get('opensOn')}
          />
          <NumberField
            label={t('surveyDesk.days')}
            value={days}
            onChange={setDays}
            error={refused.get('days')}
          />
        </div>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
