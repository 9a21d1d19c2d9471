import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { ProblemError } from '../../../api/problem.js';
import { FaultSummary, focusFirst } from '../../../forms/fault-summary.js';
import { check, withoutMended, type Faults } from '../../../forms/model/check.js';
import type { FieldSchema } from '../../../forms/model/schema.js';
import { useKnownValues } from '../../../forms/model/sources.js';
import {
  filled,
  toSend,
  valueAt,
  withValue,
  type FormValues,
  type Value,
} from '../../../forms/model/values.js';
import { FormSubjectContext } from '../../../forms/model/subject.js';
import { SchemaForm } from '../../../forms/schema-form.js';
import { JudgedContext, UnproposedContext } from '../../../lib/case-links.js';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { askedFor, withClass } from '../known-values.js';
import { whereTo } from '../effect.js';
import { goesOnWith, type Done } from '../done.js';
import type { TaskDetail } from '../api.js';
import type { DraftState, DraftSync } from '../draft-sync.js';
import { DraftNotices } from './draft-line.js';
import { FormFoot } from './form-foot.js';
import { LastVersion } from './last-version.js';
import { OutcomeChoice } from './outcome-choice.js';
import { onSubmitKey } from '../../../ui/submit-key.js';
import { useCompletion } from './use-completion.js';
import { isReview, useReviewKeys } from './use-review-keys.js';
import { useEffectPreview } from './use-effect-preview.js';
import { useTaskDraft } from './use-task-draft.js';
import styles from './task-form.module.css';

interface Props {
  readonly task: TaskDetail;
  readonly now: Date;
  readonly onDone: (done: Done) => void;
  /** Somebody was quicker: the task is read again. */
  readonly onChanged: () => void;
}

const NO_FAULTS: Faults = new Map();
/** The task is not this account's to complete any more. */
const RACE_LOST = new Set([
  'TASK_NOT_OPEN',
  'TASK_CLAIMED',
  'PROCESS_ENDED',
  'NOT_FOUND',
  'UNIT_NOT_ALLOWED',
]);

/** The outcomes of a task and the form of the chosen one, begun with what was typed before. */
export function TaskForm(props: Props) {
  const { sync, state } = useTaskDraft(props.task);
  const begins = useRef(0);
  // A draft that is taken over is another beginning.
  const beginning = useMemo(() => ({ draft: state.begin, number: (begins.current += 1) }), [state.begin]);
  if (!state.isLoaded) return <Skeleton />;
  return <BegunForm key={beginning.number} {...props} sync={sync} state={state} />;
}

interface BegunProps extends Props {
  readonly sync: DraftSync;
  readonly state: DraftState;
}

function BegunForm({ task, now, onDone, onChanged, sync, state }: BegunProps) {
  const [name, setName] = useState(state.begin?.outcome);
  const isProposed =
    !useContext(UnproposedContext).has(`${task.process.key}/${task.name}`) || task.outcomes.length === 1;
  const outcome =
    task.outcomes.find((one) => one.name === name && one.allowed) ??
    (isProposed ? task.outcomes.find(({ allowed }) => allowed) : undefined);
  const [typed, setTyped] = useState<FormValues>(state.begin?.values ?? {});
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  // What is on the screen at this moment: a key may submit before the next rendering.
  const live = useRef(typed);
  const box = useRef<HTMLFormElement>(null);
  const onRefused = (error: ProblemError): void => {
    setFaults(error.fields);
    if (RACE_LOST.has(error.code)) onChanged();
  };
  const me = useMe();
  const schema = (outcome?.schema ?? {}) as FieldSchema;
  const known = withClass(useKnownValues(), schema, task.class ?? task.chosenClass);
  const values = filled(schema, typed, known);
  const effect = useEffectPreview(task, outcome, values);
  const completion = useCompletion(() => {
    void sync.sent();
    onDone({
      task,
      outcome: outcome!,
      went: whereTo(effect.preview, now),
      goesOnHere: goesOnWith(me, effect.preview),
    });
  }, onRefused);
  const { stopWaiting, clear } = completion;

  const choose = useCallback(
    (next: string) => {
      setName(next);
      setFaults(NO_FAULTS);
      stopWaiting();
      clear();
      sync.change({ outcome: next, values: live.current });
    },
    [sync, stopWaiting, clear],
  );
  const change = (path: string, value: Value): void => {
    // Uploads end later: they change what is there then. A row that is changed keeps the others that the page knows.
    const field = path.split('.').slice(0, 2).join('.');
    const held = valueAt(live.current, field) ?? valueAt(filled(schema, live.current, known), field);
    const next = withValue(withValue(live.current, field, held), path, value) as FormValues;
    live.current = next;
    setTyped(next);
    setFaults((shown) => withoutMended(shown, path, check(schema, filled(schema, next, known))));
    stopWaiting();
    sync.change({ outcome: outcome?.name, values: next });
  };
  const submit = (): void => {
    if (!outcome) return;
    const latest = filled(schema, live.current, known);
    const found = check(schema, latest);
    setFaults(found);
    if (found.size > 0) return;
    const sent = toSend(schema, latest) as { decision?: object; content?: object };
    completion.submit({ id: task.id, outcome: outcome.name, ...sent });
  };
  useFormKeys(box, submit);
  useReviewKeys(task, choose, box);
  const judged = useContext(JudgedContext)(task);
  if (!outcome && isProposed) return null;

  return (
    // Before the fields: some keep Enter for themselves.
    <div className={styles.box} onKeyDownCapture={onSubmitKey(submit)}>
      <Form
        ref={box}
        validationBehavior="aria"
        className={styles.form!}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        aria-label={task.title}
      >
        <DraftNotices state={state} sync={sync} />
        {judged}
        <OutcomeChoice
          outcomes={task.outcomes}
          letters={isReview(task)}
          value={outcome?.name}
          onChange={choose}
        />
        {!outcome && (
          <p role="status" className={styles.unproposed}>
            {t('doing.chooseOutcome')}
          </p>
        )}
        {outcome && (
          <>
            <FaultSummary faults={faults} />
            <LastVersion task={task} schema={schema} now={now} />
            <FormSubjectContext value={{ process: task.process, task: task.name, outcome: outcome.name }}>
              <SchemaForm
                schema={schema}
                values={values}
                faults={faults}
                asked={askedFor(effect.preview)}
                onChange={change}
              />
            </FormSubjectContext>
            <FormFoot
              outcome={outcome}
              effect={effect}
              now={now}
              draft={state}
              completion={completion}
              hasFaults={faults.size > 0}
            />
          </>
        )}
      </Form>
    </div>
  );
}

/** `E` moves into the form; `Ctrl Enter` submits it from elsewhere on the page as well. */
function useFormKeys(box: { readonly current: HTMLElement | null }, submit: () => void): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(
    () =>
      keys.add([
        { keys: 'E', title: t('tasks.act'), run: () => focusFirst(box.current) },
        { keys: 'Ctrl+Enter', title: t('doing.submitNow'), run: () => latest.current() },
      ]),
    [box],
  );
}
