import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { NumberField } from '../../../ui/number-field.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import { saveTopic, type Arrangement, type Entry, type EntryKind } from '../api.js';
import styles from './year-board.module.css';

interface Props {
  readonly arrangement: Arrangement;
  /** Undefined: a new one. */
  readonly entry: Entry | undefined;
  readonly onClose: () => void;
  readonly onDone: (entry: Pick<Entry, 'topic'>) => void;
}

/** A topic of one's own unit. */
export function TopicDialog({ arrangement, entry, onClose, onDone }: Props) {
  const { firstMonth, lastMonth } = arrangement;
  const [kind, setKind] = useState<EntryKind>((entry?.kind as EntryKind | undefined) ?? 'interview');
  const [topic, setTopic] = useState(entry?.topic ?? '');
  const [guests, setGuests] = useState(entry?.guests ?? '');
  const [month, setMonth] = useState(String(entry?.month ?? firstMonth));
  const [day, setDay] = useState<number | undefined>(entry?.day ?? undefined);
  const [contact, setContact] = useState(entry?.contact ?? '');
  const save = useMutation({
    mutationFn: () =>
      saveTopic(arrangement.id, entry?.id, {
        kind,
        topic: topic.trim(),
        month: Number(month),
        ...(kind === 'interview' && guests.trim() && { guests: guests.trim() }),
        ...(day !== undefined && { day }),
        ...(contact.trim() && { contact: contact.trim() }),
      }),
    onSuccess: () => onDone({ topic }),
  });
  const fields = save.error instanceof ProblemError ? save.error.fields : new Map<string, string>();
  const months = Array.from({ length: lastMonth - firstMonth + 1 }, (_, index) => String(firstMonth + index));
  return (
    <Dialog
      title={t('columns.topicTitle')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={save.isPending} onPress={() => save.mutate()}>
            {t('columns.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {save.error && fields.size === 0 && <Banner tone="late">{explain(save.error)}</Banner>}
        <RadioGroup
          label={t('columns.kind')}
          isRow
          value={kind}
          onChange={(id) => setKind(id as EntryKind)}
          options={(['interview', 'survey', 'consultation'] as const).map((id) => ({
            id,
            name: t(`columns.${id}`),
          }))}
        />
        <TextField
          label={t('columns.topic')}
          autoFocus
          value={topic}
          onChange={setTopic}
          error={fields.get('topic')}
        />
        {kind === 'interview' && (
          <TextField
            label={t('columns.guests')}
            note={t('columns.optional')}
            hint={t('columns.guestsHint')}
            value={guests}
            onChange={setGuests}
            error={fields.get('guests')}
          />
        )}
        <div className={styles.pair}>
          <Select
            label={t('columns.monthField')}
            value={month}
            onChange={setMonth}
            options={months.map((id) => ({ id, name: t('columns.month', { month: id }) }))}
            error={fields.get('month')}
          />
          <NumberField
            label={t('columns.day')}
            hint={t('columns.dayHint')}
            value={day}
            onChange={setDay}
            error={fields.get('day')}
          />
        </div>
        <TextField
          label={t('columns.contact')}
          note={t('columns.optional')}
          hint={t('columns.contactHint')}
          value={contact}
          onChange={setContact}
          error={fields.get('contact')}
        />
      </div>
    </Dialog>
  );
}
