import { useState, type ReactNode } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import { useAccountAct } from './use-account-act.js';

interface Props<Result> {
  readonly title: string;
  readonly act: string;
  readonly run: (reason: string) => Promise<Result>;
  readonly said: (result: Result) => string;
  readonly onClose: () => void;
  /** Further fields; they get the server's faults by field. */
  readonly fields?: (faults: ReadonlyMap<string, string>) => ReactNode;
}

const FAULTLESS: ReadonlyMap<string, string> = new Map();

/** An act that needs a reason, which the audit log keeps. */
export function ReasonDialog<Result>({ title, act, run, said, onClose, fields }: Props<Result>) {
  const [reason, setReason] = useState('');
  const doing = useAccountAct(run, said, onClose);
  const faults = doing.error instanceof ProblemError ? doing.error.fields : FAULTLESS;
  return (
    <ActDialog
      title={title}
      act={act}
      isSending={doing.isPending}
      error={faults.size > 0 ? undefined : doing.error}
      onSubmit={() => doing.mutate(reason)}
      onClose={onClose}
    >
      {fields?.(faults)}
      <TextArea
        label={t('accounts.reason')}
        note={t('accounts.reasonNote')}
        value={reason}
        onChange={setReason}
        max={200}
        rows={2}
        error={faults.get('reason')}
      />
    </ActDialog>
  );
}
