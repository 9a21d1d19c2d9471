import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import { FaultSummary } from '../../../forms/fault-summary.js';
import { check, type Faults } from '../../../forms/model/check.js';
import type { FieldSchema } from '../../../forms/model/schema.js';
import { toSend, withValue, type FormValues } from '../../../forms/model/values.js';
import { SchemaForm } from '../../../forms/schema-form.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { toasts } from '../../../ui/toasts.js';
import { messageFormQuery, sendMessage, type MessageAct } from '../acts-api.js';
import { ActDialog } from '../../../ui/act-dialog.js';

interface Props {
  readonly process: Pick<Schemas['ProcessDetail'], 'id' | 'key' | 'version'>;
  readonly message: MessageAct;
  readonly onClose: () => void;
}

const NO_FAULTS: Faults = new Map();

/** A message to the process, for example a supervisor's order: its form comes from its definition. */
export function MessageDialog({ process, message, onClose }: Props) {
  const queries = useQueryClient();
  const { data } = useQuery(messageFormQuery(process.key, process.version, message.name));
  const schema = data as FieldSchema | undefined;
  const [values, setValues] = useState<FormValues>({});
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  // One key for as long as the dialog is open and nothing was refused.
  const [key, setKey] = useState(randomKey);
  const act = useMutation({
    mutationFn: () =>
      sendMessage({ id: process.id, message: message.name }, toSend(schema!, values) as object, key),
    onSuccess: () => {
      toasts.add(t('doing.sent', { title: message.title }));
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return;
      setKey(randomKey());
      setFaults(error.fields);
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const submit = (): void => {
    if (!schema) return;
    const found = check(schema, values);
    setFaults(found);
    if (found.size === 0) act.mutate();
  };
  return (
    <ActDialog
      title={message.title}
      act={t('doing.send', { title: message.title })}
      isSending={act.isPending}
      error={faults.size > 0 ? undefined : act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <FaultSummary faults={faults} />
      {schema ? (
        <SchemaForm
          schema={schema}
          values={values}
          faults={faults}
          onChange={(path, value) => setValues((before) => withValue(before, path, value) as FormValues)}
        />
      ) : (
        <Skeleton />
      )}
    </ActDialog>
  );
}
