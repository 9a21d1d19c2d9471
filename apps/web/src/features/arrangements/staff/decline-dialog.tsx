import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import { decideTopic, type Entry } from '../api.js';
import styles from './year-board.module.css';

/** Leaves a topic out of the table, with the reason that its unit reads. */
export function DeclineDialog({
  id,
  entry,
  onClose,
  onDone,
}: {
  readonly id: string;
  readonly entry: Entry;
  readonly onClose: () => void;
  readonly onDone: (entry: Entry) => void;
}) {
  const [reason, setReason] = useState('');
  const decline = useMutation({
    mutationFn: () => decideTopic(id, entry.id, { accept: false, reason: reason.trim() }),
    onSuccess: () => onDone(entry),
  });
  return (
    <Dialog
      title={t('columns.declineTitle', { topic: entry.topic })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={decline.isPending || reason.trim() === ''}
            onPress={() => decline.mutate()}
          >
            {t('columns.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {decline.error && <Banner tone="late">{explain(decline.error)}</Banner>}
        <TextArea label={t('columns.reason')} autoFocus value={reason} onChange={setReason} />
      </div>
    </Dialog>
  );
}
