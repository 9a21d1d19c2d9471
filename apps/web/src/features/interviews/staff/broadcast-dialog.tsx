import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { completeTask } from '../../../api/case-acts.js';
import type { CaseTask } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Banner } from '../../../ui/banner.js';
import { toasts } from '../../../ui/toasts.js';
import { utterancesQuery } from '../api.js';

export type Broadcast = 'start' | 'rehearse' | 'end';

/** Word of what was done. */
const DONE = {
  start: 'interviews.started',
  rehearse: 'interviews.rehearsed',
  end: 'interviews.ended',
} as const;

interface Props {
  readonly kind: Broadcast;
  /** Its outcomes have the names of the kinds. */
  readonly task: CaseTask;
  readonly onClose: () => void;
}

/** Asks before the broadcast starts or ends, and says what that means. What is missing, the server says. */
export function BroadcastDialog({ kind, task, onClose }: Props) {
  const queries = useQueryClient();
  const { data: utterances = [] } = useQuery(utterancesQuery(task.processId));
  const [key, setKey] = useState(randomKey);
  const act = useMutation({
    mutationFn: () => completeTask({ id: task.id, outcome: kind, content: {}, idempotencyKey: key }),
    onSuccess: () => {
      toasts.add(t(DONE[kind]));
      onClose();
    },
    onError: (error) => error instanceof ProblemError && setKey(randomKey()),
    onSettled: () => void queries.invalidateQueries(),
  });
  const open = utterances.filter(({ state }) => ['draft', 'reviewed', 'approved'].includes(state)).length;
  const missing = act.error instanceof ProblemError ? [...act.error.fields.values()] : [];
  return (
    <ActDialog
      title={t(`interviews.${kind}`)}
      act={t(`interviews.${kind}`)}
      isSending={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate()}
      onClose={onClose}
    >
      <p>{t(`interviews.${kind}Text`)}</p>
      {kind === 'end' && open > 0 && <Banner tone="warn">{t('interviews.endOpen', { n: open })}</Banner>}
      {missing.length > 0 && (
        <ul>
          {missing.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </ActDialog>
  );
}
