import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Banner } from '../../../ui/banner.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import {
  confirmErasure,
  proposeErasure,
  rejectErasure,
  withdrawErasure,
  type Erasure,
} from '../erasures-api.js';
import { useErasureAct } from './use-erasure-act.js';

const fieldsOf = (error: unknown): ReadonlyMap<string, string> =>
  error instanceof ProblemError ? error.fields : new Map<string, string>();

/** Proposes to erase the personal data of a letter. */
export function ProposeDialog({ onClose }: { readonly onClose: () => void }) {
  const [letterNo, setLetterNo] = useState('');
  const [reason, setReason] = useState('');
  const act = useErasureAct(() => proposeErasure(letterNo.trim(), reason), t('erasures.proposed'), onClose);
  const faults = fieldsOf(act.error);
  return (
    <ActDialog
      title={t('erasures.propose')}
      act={t('erasures.propose')}
      isSending={act.isPending}
      error={faults.size > 0 ? undefined : act.error}
      onSubmit={() => act.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t('erasures.letterNo')}
        value={letterNo}
        onChange={setLetterNo}
        error={faults.get('letterNo')}
      />
      <TextArea
        label={t('erasures.reason')}
        note={t('erasures.reasonNote')}
        value={reason}
        onChange={setReason}
        max={200}
        rows={2}
        error={faults.get('reason')}
      />
    </ActDialog>
  );
}

interface DecisionProps {
  readonly erasure: Erasure;
  readonly does: Erasure['acts'][number];
  readonly onClose: () => void;
}

/** Confirms, rejects or withdraws a proposal. */
export function DecisionDialog({
  erasure: { id, letterNo, reason: why, isRunning },
  does,
  onClose,
}: DecisionProps) {
  const [reason, setReason] = useState('');
  const run = {
    confirm: () => confirmErasure(id),
    withdraw: () => withdrawErasure(id),
    reject: () => rejectErasure(id, reason),
  }[does];
  const act = useErasureAct(run, t(`erasures.done_${does}`), onClose);
  const faults = fieldsOf(act.error);
  return (
    <ActDialog
      title={`${t(`erasures.act_${does}`)} ${letterNo}`}
      act={t(`erasures.act_${does}`)}
      isSending={act.isPending}
      error={faults.size > 0 ? undefined : act.error}
      onSubmit={() => act.mutate()}
      onClose={onClose}
    >
      <p>{t('erasures.because', { reason: why })}</p>
      {does === 'confirm' && <Banner tone="warn">{t('erasures.warning')}</Banner>}
      {does === 'confirm' && isRunning && <Banner tone="warn">{t('erasures.running')}</Banner>}
      {does === 'reject' && (
        <TextArea
          label={t('erasures.rejectReason')}
          value={reason}
          onChange={setReason}
          max={200}
          rows={2}
          error={faults.get('reason')}
        />
      )}
    </ActDialog>
  );
}
