import { useState } from 'react';
import { ProblemError } from '../../../../api/problem.js';
import { t } from '../../../../messages/t.js';
import { ActDialog } from '../../../../ui/act-dialog.js';
import { TextArea } from '../../../../ui/text-area.js';
import { withdrawClosing, type UnitRecord } from '../../units-api.js';
import { useUnitAct } from './use-unit-act.js';

interface Props {
  readonly unit: UnitRecord;
  readonly onClose: () => void;
}

/** Withdraws a closing whose last day is not over. */
export function WithdrawClosingDialog({ unit, onClose }: Props) {
  const [reason, setReason] = useState('');
  const withdraw = useUnitAct(
    (why: string) => withdrawClosing(unit.code, why),
    t('units.withdrawn', { name: unit.shortName }),
    onClose,
  );
  const fault = withdraw.error instanceof ProblemError ? withdraw.error.fields.get('reason') : undefined;
  return (
    <ActDialog
      title={t('units.withdraw')}
      act={t('units.withdraw')}
      isSending={withdraw.isPending}
      error={fault === undefined ? withdraw.error : undefined}
      onClose={onClose}
      onSubmit={() => withdraw.mutate(reason)}
    >
      <p>{t('units.withdrawNote', { name: unit.name })}</p>
      <TextArea
        label={t('accounts.reason')}
        note={t('accounts.reasonNote')}
        max={200}
        rows={2}
        value={reason}
        onChange={setReason}
        error={fault}
      />
    </ActDialog>
  );
}
