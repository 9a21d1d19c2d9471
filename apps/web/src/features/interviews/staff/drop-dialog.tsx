import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import type { Question } from '../api.js';
import styles from './questions.module.css';

interface Props {
  readonly question: Question;
  readonly onDrop: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Drops a question; its reason stays with the staff. */
export function DropDialog({ question, onDrop, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const fault = error instanceof ProblemError ? error.fields.get('reason') : undefined;
  const submit = async (): Promise<void> => {
    setSending(true);
    try {
      await onDrop(reason);
      onClose();
    } catch (refused) {
      setError(refused);
      setSending(false);
    }
  };
  return (
    <ActDialog
      title={t('interviews.dropTitle')}
      act={t('interviews.drop')}
      isSending={isSending}
      error={fault ? undefined : error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className={styles.text}>{question.text}</p>
      <TextArea
        label={t('interviews.dropReason')}
        hint={t('interviews.dropReasonHint')}
        rows={2}
        max={500}
        value={reason}
        onChange={setReason}
        error={fault}
        autoFocus
        isRequired
      />
    </ActDialog>
  );
}
