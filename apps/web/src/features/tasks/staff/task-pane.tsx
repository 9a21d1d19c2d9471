import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { FormSourcesContext } from '../../../forms/model/sources.js';
import { dayOf, listInstant, shortDay } from '../../../lib/dates.js';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { claimTask, releaseTask, taskQuery, uploadFile, type Outcome } from '../api.js';
import { CaseText } from './case-text.js';
import { Due } from './due.js';
import { TaskForm } from './task-form.js';
import styles from './task-pane.module.css';

interface Props {
  readonly id: string;
  readonly now: Date;
  readonly onDone: (outcome: Outcome) => void;
  /** On the page of the case, which shows texts and number itself. */
  readonly formOnly?: boolean;
}

/** What one task is about, and its form. Opening takes nothing: claiming is an act of its own. */
export function TaskPane({ id, now, onDone, formOnly = false }: Props) {
  const me = useMe();
  const queries = useQueryClient();
  const task = useQuery(taskQuery(id));
  const { data: units = [] } = useQuery(unitsQuery);
  const hold = useMutation({
    mutationFn: (act: 'claim' | 'release') => (act === 'claim' ? claimTask(id) : releaseTask(id)),
    onSettled: () => void queries.invalidateQueries(),
  });
  const formBox = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      keys.add([
        {
          keys: 'E',
          title: t('tasks.act'),
          run: (event) => {
            event.preventDefault();
            formBox.current
              ?.querySelector<HTMLElement>('input:not([type=radio]), textarea, select, input, button')
              ?.focus();
          },
        },
      ]),
    [],
  );
  if (task.error) return <p role="alert">{task.error.message}</p>;
  if (!task.data) return <p className={styles.pane}>{t('common.loading')}</p>;
  const { data } = task;
  const isHeldByOther = data.assignee !== null && data.assignee !== me.username;
  return (
    <article className={styles.pane}>
      {!formOnly && (
        <header className={styles.head}>
          <p className={styles.meta}>
            <span className="num">{data.subject}</span>
            <span>{data.title}</span>
            <Due task={data} now={now} />
            <Link to="/processes/$id" params={{ id: data.processId }} search={{ task: id }}>
              {t('tasks.open')}
            </Link>
          </p>
          <h2>{data.matter ?? data.process.title}</h2>
          <CaseText context={data.context} now={now} />
        </header>
      )}
      {data.context.hints.length > 0 && (
        <ul className={styles.hints} aria-label={t('tasks.warnings')}>
          {data.context.hints.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {data.state !== 'open' && (
        <p className={styles.note}>
          {t('tasks.closedTask', {
            at: data.closedAt
              ? `${shortDay(dayOf(data.closedAt), dayOf(now))} ${listInstant(data.closedAt, now)}`
              : '',
          })}
        </p>
      )}
      {data.state === 'open' && isHeldByOther && (
        <p className={styles.note}>{t('tasks.heldBy', { name: data.assignee! })}</p>
      )}
      {data.state === 'open' && !isHeldByOther && (
        <div ref={formBox}>
          {data.outcomes.length > 0 && (
            <p className={styles.hold}>
              <button
                type="button"
                className={styles.button}
                onClick={() => hold.mutate(data.assignee === null ? 'claim' : 'release')}
              >
                {t(data.assignee === null ? 'tasks.claim' : 'tasks.release')}
              </button>
              {hold.error && <span role="alert">{hold.error.message}</span>}
            </p>
          )}
          <FormSourcesContext
            value={{
              units: units
                .filter(({ validTo }) => validTo === null)
                .map(({ code, name, shortName }) => ({ code, name, shortName })),
              upload: uploadFile,
            }}
          >
            <TaskForm key={data.id} task={data} onDone={onDone} />
          </FormSourcesContext>
        </div>
      )}
    </article>
  );
}
