import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/select.js';
import { TextArea } from '../../../ui/text-area.js';
import type { TaskItem } from '../api.js';
import { colleaguesQuery } from '../acts-api.js';
import { delegateBatch } from '../work-api.js';
import { BatchResultRows, type ResultActs } from './batch-result.js';
import styles from './batch.module.css';

interface Props extends ResultActs {
  /** All of the same unit and role. */
  readonly tasks: readonly TaskItem[];
  readonly onClose: () => void;
  readonly onDone: (ids: readonly string[]) => void;
}

const MAX_REASON = 2000;

/** Hands tasks to a colleague of the unit. */
export function BatchDelegate({ tasks, onClose, onDone, ...acts }: Props) {
  const me = useMe();
  const queries = useQueryClient();
  const { unit, role } = tasks[0]!;
  const colleagues = useQuery(colleaguesQuery(unit, role));
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const delegation = useMutation({
    mutationFn: delegateBatch,
    onSuccess: ({ items }) => {
      onDone(items.filter(({ state }) => state !== 'refused').map(({ id }) => id));
      void queries.invalidateQueries();
    },
  });
  if (delegation.data)
    return (
      <BatchResultRows
        tasks={tasks}
        result={delegation.data}
        done={t('work.delegated')}
        onClose={onClose}
        {...acts}
      />
    );
  const others = colleagues.data?.filter(({ username }) => username !== me.username) ?? [];
  const submit = (): void => {
    setMissing(to === null);
    if (to === null || delegation.isPending) return;
    delegation.mutate({ ids: tasks.map(({ id }) => id), to, reason: reason.trim() || undefined });
  };
  return (
    <Dialog
      title={t('work.delegateTitle', { n: tasks.length })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" onPress={submit} isDisabled={delegation.isPending || others.length === 0}>
            {t(delegation.isPending ? 'work.submitting' : 'work.delegate')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {(delegation.error ?? colleagues.error) && (
          <Banner tone="late">{reasonOf(delegation.error ?? colleagues.error)}</Banner>
        )}
        {colleagues.data && others.length === 0 ? (
          <Banner tone="info">{t('work.noColleague')}</Banner>
        ) : (
          <Select
            label={t('work.delegateTo')}
            options={others.map(({ username, title }) => ({ id: username, name: title }))}
            value={to}
            onChange={setTo}
            {...(isMissing && to === null && { error: t('work.chooseColleague') })}
          />
        )}
        <TextArea label={t('work.reason')} value={reason} onChange={setReason} max={MAX_REASON} rows={2} />
      </div>
    </Dialog>
  );
}
