import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { BatchResultRows, type ResultActs } from '../../../ui/batch-result.js';
import type { Option } from '../../../ui/option.js';
import type { TaskItem } from '../api.js';
import { subjectsOf } from '../batch.js';
import { delegateBatch } from '../work-api.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { DelegateFields } from './delegate-fields.js';

interface Props extends ResultActs {
  /** All of the same unit and role. */
  readonly tasks: readonly TaskItem[];
  readonly onClose: () => void;
  readonly onDone: (ids: readonly string[]) => void;
}

/** Hands tasks to a colleague of the unit. */
export function BatchDelegate({ tasks, onClose, onDone, ...acts }: Props) {
  const queries = useQueryClient();
  const { unit, role } = tasks[0]!;
  const [to, setTo] = useState<Option | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const delegation = useMutation({
    mutationFn: delegateBatch,
    onSuccess: ({ items }) => {
      onDone(items.filter(({ state }) => state !== 'refused').map(({ id }) => id));
      void queries.invalidateQueries();
    },
  });
  const { data, error, isPending } = delegation;
  if (data)
    return (
      <BatchResultRows
        subjects={subjectsOf(tasks)}
        result={data}
        done={t('work.delegated')}
        onClose={onClose}
        {...acts}
      />
    );
  const fields = error instanceof ProblemError ? error.fields : undefined;
  const submit = (): void => {
    setAsked(true);
    if (to) delegation.mutate({ ids: tasks.map(({ id }) => id), to: to.id, reason: reason.trim() });
  };
  return (
    <ActDialog
      title={t('work.delegateTitle', { n: tasks.length })}
      act={t(isPending ? 'work.submitting' : 'doing.delegate')}
      isSending={isPending}
      error={fields?.size ? undefined : error}
      onSubmit={submit}
      onClose={onClose}
    >
      <DelegateFields
        of={{ unit, role, assignee: null }}
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
