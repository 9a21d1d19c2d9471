import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/select.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { changeTopic, type Arrangement, type Entry } from '../api.js';
import type { TopicAct } from './topic-acts.js';
import styles from './year-board.module.css';

interface Props {
  readonly arrangement: Arrangement;
  readonly act: Extract<TopicAct, { is: 'change' }>;
  readonly onClose: () => void;
  readonly onDone: (entry: Entry) => void;
}

/** Changes a published topic. The reason is public, and said to be. */
export function ChangeDialog({ arrangement, act: { entry, kind, to: begin }, onClose, onDone }: Props) {
  const [to, setTo] = useState(begin ?? currentOf(entry, kind));
  const [reason, setReason] = useState('');
  const [key] = useState(randomKey);
  const change = useMutation({
    mutationFn: () =>
      changeTopic(
        arrangement.id,
        entry.id,
        { kind, ...(kind !== 'CANCEL' && { to: to.trim() }), reason: reason.trim() },
        key,
      ),
    onSuccess: () => onDone(entry),
  });
  const fields = change.error instanceof ProblemError ? change.error.fields : new Map<string, string>();
  const { firstMonth, lastMonth } = arrangement;
  const months = Array.from({ length: lastMonth - firstMonth + 1 }, (_, index) => String(firstMonth + index));
  return (
    <Dialog
      title={t('columns.changeTitle', { what: t(`columns.${kind}`), topic: entry.topic })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={change.isPending || reason.trim() === ''}
            onPress={() => change.mutate()}
          >
            {t('columns.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {change.error && fields.size === 0 && <Banner tone="late">{explain(change.error)}</Banner>}
        {kind === 'MONTH' && (
          <Select
            label={t('columns.to')}
            value={to}
            onChange={setTo}
            options={months.map((month) => ({ id: month, name: t('columns.month', { month }) }))}
            error={fields.get('to')}
          />
        )}
        {kind !== 'MONTH' && kind !== 'CANCEL' && (
          <TextField label={t('columns.to')} value={to} onChange={setTo} error={fields.get('to')} />
        )}
        <TextArea
          label={t('columns.reason')}
          hint={t('columns.reasonPublic')}
          autoFocus
          value={reason}
          onChange={setReason}
          error={fields.get('reason')}
        />
      </div>
    </Dialog>
  );
}

function currentOf({ day, topic, guests, contact, month }: Entry, kind: Props['act']['kind']): string {
  switch (kind) {
    case 'MONTH':
      return String(month);
    case 'DAY':
      return day === null ? '' : String(day);
    case 'TOPIC':
      return topic;
    case 'GUESTS':
      return guests ?? '';
    case 'CONTACT':
      return contact ?? '';
    case 'CANCEL':
      return '';
  }
}
