import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { unitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Option } from '../../../ui/option.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import { reassignTask } from '../acts-api.js';
import type { TaskDetail } from '../api.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { ColleagueField } from './colleague-field.js';

interface Props {
  readonly task: TaskDetail;
  readonly onClose: () => void;
}

type Target = 'unit' | 'assignee';

/** Moves a task to another unit, or to a person of its unit, with a reason that is audited. */
export function ReassignDialog({ task, onClose }: Props) {
  const queries = useQueryClient();
  const { data: units = [] } = useQuery(unitsQuery);
  const [target, setTarget] = useState<Target>('unit');
  const [to, setTo] = useState<Option | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const act = useMutation({
    mutationFn: () => reassignTask(task.id, { [target]: to!.id, reason: reason.trim() }),
    onSuccess: () => {
      toasts.add(t('doing.reassigned'));
      onClose();
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const fields = act.error instanceof ProblemError ? act.error.fields : undefined;
  const lacks = isAsked && !to ? t('doing.chooseFirst') : undefined;
  const isShort = reason.trim().length < 2;
  return (
    <ActDialog
      title={t('doing.reassignTitle')}
      act={t('doing.reassign')}
      isSending={act.isPending}
      error={fields?.size ? undefined : act.error}
      onSubmit={() => (to && !isShort ? act.mutate() : setAsked(true))}
      onClose={onClose}
    >
      <SegmentedChoice
        label={t('doing.target')}
        options={[
          { id: 'unit', name: t('doing.toUnit') },
          { id: 'assignee', name: t('doing.toPerson') },
        ]}
        value={target}
        onChange={(next) => {
          setTarget(next as Target);
          setTo(null);
        }}
      />
      {target === 'unit' ? (
        <ComboBox
          label={t('doing.unit')}
          options={units
            .filter(({ code, validTo }) => validTo === null && code !== task.unit)
            .map(unitOption)}
          value={to}
          onChange={setTo}
          error={fields?.get('unit') ?? lacks}
        />
      ) : (
        <ColleagueField
          of={task}
          label={t('doing.person')}
          value={to}
          onChange={setTo}
          error={fields?.get('assignee') ?? lacks}
        />
      )}
      <TextArea
        label={t('doing.reason')}
        value={reason}
        onChange={setReason}
        max={1000}
        error={fields?.get('reason') ?? (isAsked && isShort ? t('doing.reasonShort') : undefined)}
      />
    </ActDialog>
  );
}
