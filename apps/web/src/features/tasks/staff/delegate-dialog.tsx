import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import type { Option } from '../../../ui/option.js';
import { toasts } from '../../../ui/toasts.js';
import { delegateTask } from '../acts-api.js';
import type { TaskDetail } from '../api.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { DelegateFields } from './delegate-fields.js';

interface Props {
  readonly task: TaskDetail;
  readonly onClose: () => void;
}

/** Hands a task to a colleague of the same unit. */
export function DelegateDialog({ task, onClose }: Props) {
  const queries = useQueryClient();
  const [to, setTo] = useState<Option | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const act = useMutation({
    mutationFn: () =>
      delegateTask(task.id, { to: to!.id, ...(reason.trim() !== '' && { reason: reason.trim() }) }),
    onSuccess: () => {
      toasts.add(t('doing.delegated', { name: to!.name }));
      onClose();
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const fields = act.error instanceof ProblemError ? act.error.fields : undefined;
  return (
    <ActDialog
      title={t('doing.delegateTitle')}
      act={t('doing.delegate')}
      isSending={act.isPending}
      error={fields?.size ? undefined : act.error}
      onSubmit={() => (to ? act.mutate() : setAsked(true))}
      onClose={onClose}
    >
      <DelegateFields
        of={task}
        to={to}
        onTo={setTo}
        reason={reason}
        onReason={setReason}
        faults={fields}
        isAsked={isAsked}
      />
    </ActDialog>
  );
}
