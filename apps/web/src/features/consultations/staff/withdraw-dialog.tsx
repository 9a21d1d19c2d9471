import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import { withdraw, type ConsultationDetail } from '../consultation-api.js';
import { useDeskAct } from './use-desk-act.js';

interface Props {
  readonly consultation: ConsultationDetail;
  readonly onClose: () => void;
}

/** Ends the procedure of a policy before its issue. What was published stays, and the public reads the reason. */
export function WithdrawDialog({ consultation: { id, publishedAt }, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(randomKey);
  const withdrawing = useDeskAct(
    () => withdraw(id, reason, key),
    () => t('consultations.withdrawn'),
  );
  const fault =
    withdrawing.error instanceof ProblemError ? withdrawing.error.fields.get('reason') : undefined;
  return (
    <ActDialog
      title={t('consultations.withdrawTitle')}
      act={t('consultations.withdraw')}
      isSending={withdrawing.isPending}
      error={fault === undefined ? withdrawing.error : undefined}
      onSubmit={() =>
        withdrawing.mutate(undefined, {
          onSuccess: onClose,
          onError: (error) => error instanceof ProblemError && setKey(randomKey()),
        })
      }
      onClose={onClose}
    >
      <p>{t(publishedAt ? 'consultations.withdrawPublished' : 'consultations.withdrawDraft')}</p>
      <TextArea
        label={t('consultations.withdrawReason')}
        value={reason}
        onChange={setReason}
        max={2000}
        error={fault}
        isRequired
        autoFocus
      />
    </ActDialog>
  );
}
