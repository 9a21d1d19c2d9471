import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import styles from './desk.module.css';

interface Props {
  readonly policy: string;
  readonly title: string;
  readonly acts: readonly { readonly name: string; readonly act: (reason: string) => Promise<void> }[];
}

/** Acts of the legal office on a policy: each needs a reason, which is recorded. Folded until somebody wants one. */
export function ReasonAct({ policy, title, acts }: Props) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const doing = useMutation({
    mutationFn: (run: (typeof acts)[number]) => run.act(reason),
    onSuccess: (_nothing, { name }) => {
      toasts.add(t('consultations.did', { name }));
      setReason('');
      void queries.invalidateQueries({ queryKey: ['policy', policy] });
    },
  });
  const fault = doing.error instanceof ProblemError ? doing.error.fields.get('reason') : undefined;
  return (
    <details className={styles.folded}>
      <summary>{title}</summary>
      <TextArea
        label={t('consultations.reason')}
        hint={t('consultations.onRecord')}
        value={reason}
        onChange={setReason}
        max={2000}
        error={fault}
      />
      {doing.error && fault === undefined && <Banner tone="late">{reasonOf(doing.error)}</Banner>}
      <p className={styles.bar}>
        {acts.map((one) => (
          <Button key={one.name} isDisabled={doing.isPending} onPress={() => doing.mutate(one)}>
            {one.name}
          </Button>
        ))}
      </p>
    </details>
  );
}
