import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { dayOf } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { randomKey } from '../../../lib/random-key.js';
import { unitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Option } from '../../../ui/option.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import { createInterview, type Interview } from '../api.js';
import { instantOf } from '../live-time.js';
import { LiveTimeFields, type LiveTime } from './live-time-fields.js';

interface Props {
  readonly onClose: () => void;
  readonly onCreated: (interview: Interview) => void;
}

const FORMS = ['text', 'video'] as const;

/** Starts an interview: by the unit that answers, or by the office for it. */
export function NewInterview({ onClose, onCreated }: Props) {
  const { roles } = useMe();
  const queries = useQueryClient();
  const { data: units = [] } = useQuery(unitsQuery);
  const [topic, setTopic] = useState('');
  const [form, setForm] = useState<(typeof FORMS)[number]>('text');
  const [unit, setUnit] = useState<Option | null>(null);
  const [when, setWhen] = useState<LiveTime>({ day: null, time: '10:00' });
  const [isTried, setTried] = useState(false);
  const [key, setKey] = useState(randomKey);
  const isOffice = roles.some((role) => role === 'info-editor' || role === 'info-reviewer');
  const liveAt = instantOf(when.day, when.time, dayOf(Date.now()));
  const create = useMutation({
    mutationFn: () =>
      createInterview({ topic: topic.trim(), form, liveAt: liveAt!, ...(unit && { unit: unit.id }) }, key),
    onSuccess: (interview) => {
      toasts.add(t('interviews.created'));
      void queries.invalidateQueries({ queryKey: ['interviews'] });
      onCreated(interview);
    },
    onError: (error) => error instanceof ProblemError && setKey(randomKey()),
  });
  const fields = create.error instanceof ProblemError ? create.error.fields : undefined;
  return (
    <ActDialog
      title={t('interviews.create')}
      act={t('interviews.create')}
      isSending={create.isPending}
      error={fields && fields.size > 0 ? undefined : create.error}
      onSubmit={() => {
        setTried(true);
        if (liveAt) create.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        label={t('interviews.topic')}
        value={topic}
        onChange={setTopic}
        error={fields?.get('topic')}
        isRequired
        autoFocus
      />
      {isOffice && (
        <ComboBox
          label={t('interviews.unit')}
          options={units.filter(({ validTo }) => validTo === null).map(unitOption)}
          value={unit}
          onChange={setUnit}
          error={fields?.get('unit')}
          isRequired
        />
      )}
      <RadioGroup
        label={t('interviews.form')}
        isRow
        value={form}
        onChange={(id) => setForm(id === 'video' ? 'video' : 'text')}
        options={FORMS.map((id) => ({ id, name: t(`interviews.${id}`) }))}
      />
      <LiveTimeFields value={when} onChange={setWhen} isTried={isTried} error={fields?.get('liveAt')} />
    </ActDialog>
  );
}
