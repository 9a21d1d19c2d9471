import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { reasonOf } from '../../../api/reason.js';
import { ProblemError } from '../../../api/problem.js';
import { FaultSummary } from '../../../forms/fault-summary.js';
import { check, type Faults } from '../../../forms/model/check.js';
import type { FieldSchema } from '../../../forms/model/schema.js';
import { FormSourcesContext } from '../../../forms/model/sources.js';
import { initialValues, toSend, withValue, type FormValues } from '../../../forms/model/values.js';
import { SchemaForm } from '../../../forms/schema-form.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { BatchResultRows, type ResultActs } from '../../../ui/batch-result.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { taskQuery, type TaskItem } from '../api.js';
import { subjectsOf } from '../batch.js';
import { completeBatch } from '../work-api.js';
import { onSubmitKey } from '../../../ui/submit-key.js';
import { useSources } from './use-sources.js';
import styles from './batch.module.css';

interface Props extends ResultActs {
  /** All of the same step. */
  readonly tasks: readonly TaskItem[];
  readonly outcome: string;
  readonly onClose: () => void;
  readonly onDone: (ids: readonly string[]) => void;
}

const NO_FAULTS: Faults = new Map();
const FORM_ID = 'batch-form';

/** One outcome for several tasks: its form once, and a result for each. */
export function BatchDialog({ tasks, outcome: name, onClose, onDone, ...acts }: Props) {
  const queries = useQueryClient();
  // The form of the first task that is still open.
  const [index, setIndex] = useState(0);
  const first = useQuery(taskQuery(tasks[index]!.id));
  const sources = useSources();
  const outcome = first.data?.outcomes.find((one) => one.name === name);
  if (first.data && !outcome && index < tasks.length - 1) setIndex(index + 1);
  const [typed, setTyped] = useState<FormValues>();
  const [faults, setFaults] = useState(NO_FAULTS);
  // One key until there is an answer: a repetition after a lost one acts on no row again.
  const [key, setKey] = useState<string>();
  const batch = useMutation({
    mutationFn: completeBatch,
    onSuccess: ({ items }) => {
      setKey(undefined);
      onDone(items.filter(({ state }) => state !== 'refused').map(({ id }) => id));
      void queries.invalidateQueries();
    },
    onError: (error) => error instanceof ProblemError && setKey(undefined),
  });
  const form = useRef<HTMLFormElement>(null);
  const isRead = outcome !== undefined;
  useEffect(() => {
    if (isRead) form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [isRead]);
  const title = tasks[0]!.outcomes.find((one) => one.name === name)!.title;
  const n = tasks.length;
  if (batch.data)
    return (
      <BatchResultRows
        subjects={subjectsOf(tasks)}
        result={batch.data}
        done={title}
        onClose={onClose}
        {...acts}
      />
    );

  const schema = (outcome?.schema ?? {}) as FieldSchema;
  const values = typed ?? initialValues(schema);
  const submit = (): void => {
    if (batch.isPending || !outcome) return;
    const found = check(schema, values);
    setFaults(found);
    if (found.size > 0) return;
    const idempotencyKey = key ?? randomKey();
    setKey(idempotencyKey);
    const sent = toSend(schema, values) as { decision?: object; content?: object };
    batch.mutate({ ids: tasks.map(({ id }) => id), outcome: name, idempotencyKey, ...sent });
  };
  return (
    <Dialog
      title={t('work.batchTitle', { title, n })}
      isOpen
      isWide
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={FORM_ID} kind="primary" isDisabled={!outcome || batch.isPending}>
            {batch.isPending ? t('work.submitting') : t('work.submit', { title, n })}
            <KeyHint keys="Ctrl+Enter" />
          </Button>
        </>
      }
    >
      <p className={styles.note}>{t('work.batchNote')}</p>
      <p className={styles.numbers}>{tasks.map(({ subject }) => subject).join('、')}</p>
      {first.error && <ErrorState error={first.error} onRetry={() => void first.refetch()} />}
      {first.isPending && <Skeleton />}
      {first.data && !outcome && <Banner tone="warn">{t('work.noOutcome')}</Banner>}
      {outcome && (
        <div onKeyDownCapture={onSubmitKey(submit)}>
          <Form
            ref={form}
            id={FORM_ID}
            className={styles.form!}
            validationBehavior="aria"
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <FaultSummary faults={faults} />
            {batch.error && <Banner tone="late">{reasonOf(batch.error)}</Banner>}
            <FormSourcesContext value={sources}>
              <SchemaForm
                schema={schema}
                values={values}
                faults={faults}
                onChange={(path, value) =>
                  setTyped((before) => withValue(before ?? initialValues(schema), path, value) as FormValues)
                }
              />
            </FormSourcesContext>
          </Form>
        </div>
      )}
    </Dialog>
  );
}
