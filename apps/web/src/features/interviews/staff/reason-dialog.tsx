import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import type { Act, Utterance } from '../api.js';
import styles from './live.module.css';
import type { UtteranceActs } from './use-utterance-acts.js';

interface Props {
  readonly act: Act;
  readonly utterance: Utterance;
  readonly acts: UtteranceActs;
  readonly onClose: () => void;
}

/** An act on words that needs words: the new text of a revision, the reason of everything else. */
export function ReasonDialog({ act, utterance, acts, onClose }: Props) {
  const isRevision = act === 'revise';
  const field = isRevision ? 'text' : 'reason';
  const [text, setText] = useState(isRevision ? utterance.text : '');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const fault = error instanceof ProblemError ? error.fields.get(field) : undefined;
  const name = t(`interviews.act_${act}`);
  const submit = async (): Promise<void> => {
    setSending(true);
    try {
      await acts.runOrThrow(utterance, { act, [field]: text });
      onClose();
    } catch (refused) {
      setError(refused);
      setSending(false);
    }
  };
  return (
    <ActDialog
      title={name}
      act={name}
      isSending={isSending}
      error={fault ? undefined : error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {!isRevision && <p className={styles.text}>{utterance.text}</p>}
      {act === 'retract' && <p>{t('interviews.reasonPublic')}</p>}
      <TextArea
        label={isRevision ? t('interviews.newText') : t('interviews.reasonFor', { act: name })}
        rows={isRevision ? 5 : 2}
        max={isRevision ? 5000 : 500}
        value={text}
        onChange={setText}
        error={fault}
        autoFocus
        isRequired
      />
    </ActDialog>
  );
}
