import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { check, type Faults } from '../../../forms/model/check.js';
import { FaultSummary } from '../../../forms/fault-summary.js';
import { SchemaForm } from '../../../forms/schema-form.js';
import type { FieldSchema } from '../../../forms/model/schema.js';
import { initialValues, toSend, type FormValues } from '../../../forms/model/values.js';
import { t } from '../../../messages/t.js';
import { completeTask, type Outcome, type TaskDetail } from '../api.js';
import styles from './task-form.module.css';

interface Props {
  readonly task: TaskDetail;
  readonly onDone: (outcome: Outcome) => void;
}

const NO_FAULTS: Faults = new Map();

/** The outcomes of a task and the form of the chosen one. Another outcome keeps what was typed in fields of the same name. */
export function TaskForm({ task, onDone }: Props) {
  const queries = useQueryClient();
  const [name, setName] = useState(task.outcomes[0]?.name);
  const outcome = task.outcomes.find((one) => one.name === name) ?? task.outcomes[0];
  const schema = (outcome?.schema ?? {}) as FieldSchema;
  const [typed, setTyped] = useState<FormValues>({});
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const values = withDefaults(schema, typed);
  // One key until the form is accepted: a repetition after a lost answer is the same act.
  const [idempotencyKey, setIdempotencyKey] = useState<string>();

  const completion = useMutation({
    mutationFn: completeTask,
    onSuccess: () => {
      setIdempotencyKey(undefined);
      void queries.invalidateQueries();
      onDone(outcome!);
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return;
      setIdempotencyKey(undefined); // refused: what is sent next is another act
      setFaults(error.fields);
    },
  });
  if (!outcome) return <p>{t('tasks.notYours')}</p>;

  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (completion.isPending) return;
    const found = check(schema, values);
    setFaults(found);
    if (found.size > 0) return;
    const key = idempotencyKey ?? crypto.randomUUID();
    setIdempotencyKey(key);
    const sent = toSend(schema, values) as { decision?: object; content?: object };
    completion.mutate({ id: task.id, outcome: outcome.name, idempotencyKey: key, ...sent });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) submit();
  };
  const { error } = completion;
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate aria-label={task.title}>
      {task.outcomes.length > 1 && (
        <fieldset className={styles.outcomes}>
          <legend className="visually-hidden">{t('tasks.how')}</legend>
          {task.outcomes.map((one) => (
            <label key={one.name} className={styles.outcome}>
              <input
                type="radio"
                name={`outcome-${task.id}`}
                checked={one.name === outcome.name}
                onChange={() => {
                  setName(one.name);
                  setFaults(NO_FAULTS);
                }}
              />
              <span>{one.title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <FaultSummary faults={faults} />
      {error && faults.size === 0 && (
        <p role="alert" className={styles.refusal}>
          {error instanceof ProblemError ? error.message : t('common.offline')}
        </p>
      )}
      <SchemaForm schema={schema} values={values} faults={faults} onChange={setTyped} />
      <div className={styles.foot}>
        <button type="submit" className={styles.submit} aria-disabled={completion.isPending}>
          {completion.isPending ? t('tasks.submitting') : outcome.title}
          <kbd>Ctrl ↵</kbd>
        </button>
      </div>
    </form>
  );
}

/** What was typed, over the defaults of the chosen form. */
function withDefaults(schema: FieldSchema, typed: FormValues): FormValues {
  const defaults = initialValues(schema);
  return Object.fromEntries(
    Object.keys({ ...defaults, ...typed }).map((half) => [
      half,
      { ...(defaults[half] as FormValues | undefined), ...(typed[half] as FormValues | undefined) },
    ]),
  );
}
