import { useQueryClient } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { lazy, Suspense, useContext, type ReactNode } from 'react';
import { FormSourcesContext } from '../../../forms/model/sources.js';
import { DoneElsewhereContext, useCaseLink } from '../../../lib/case-links.js';
import { listInstant } from '../../../lib/dates.js';
import { useMe, type Me } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { taskQuery, type TaskDetail } from '../api.js';
import type { Done } from '../done.js';
import { Orders } from './orders.js';
import { KeptText } from './kept-text.js';
import { ReviewText } from './review-text.js';
import { StepHead } from './step-head.js';
import { useSources } from './use-sources.js';
import styles from './task-pane.module.css';

// Requested with the page, and shown when the task is read: the text of the case waits for no field.
const form = import('./task-form.js');
const TaskForm = lazy(async () => ({ default: (await form).TaskForm }));

interface Props {
  readonly task: TaskDetail;
  readonly now: Date;
  readonly onDone: (done: Done) => void;
  /** On the task's own page. */
  readonly isPage?: boolean;
}

/** The step, what its performer has to judge, and its form: or why this account has none. */
export function DoTask({ task, now, onDone, isPage = false }: Props) {
  const me = useMe();
  const queries = useQueryClient();
  const sources = useSources();
  const why = useHindrance(task, now);
  const { hints } = task.context;
  return (
    <div className={styles.doing}>
      <StepHead task={task} now={now} isPage={isPage} />
      {task.state === 'open' && actsForAssignee(me, task) && (
        <Banner tone="pause">{t('doing.onBehalf', { name: task.assigneeTitle ?? '' })}</Banner>
      )}
      {hints.length > 0 && (
        <ul className={styles.hints} aria-label={t('tasks.warnings')}>
          {hints.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <Orders contents={task.context.contents} now={now} />
      <ReviewText task={task} now={now} />
      {why ? (
        <>
          {why}
          <KeptText task={task.id} />
        </>
      ) : (
        <FormSourcesContext value={sources}>
          <Suspense fallback={<Skeleton />}>
            <TaskForm
              key={task.id}
              task={task}
              now={now}
              onDone={onDone}
              onChanged={() => void queries.invalidateQueries({ queryKey: taskQuery(task.id).queryKey })}
            />
          </Suspense>
        </FormSourcesContext>
      )}
    </div>
  );
}

/** Whether the account substitutes the absent colleague who has the task. */
const actsForAssignee = ({ actsFor }: Me, { assignee }: TaskDetail): boolean =>
  actsFor.some(({ username }) => username === assignee);

/** Why the account cannot complete the task now; undefined: it can. */
function useHindrance(task: TaskDetail, now: Date): ReactNode {
  const me = useMe();
  const page = useCaseLink(task.process);
  const isElsewhere = useContext(DoneElsewhereContext).has(`${task.process.key}/${task.name}`);
  if (task.state !== 'open') {
    const at = task.closedAt ? listInstant(task.closedAt, now) : '';
    const done = task.context.contents.findLast((content) => content.task === task.id);
    const text =
      done?.actor != null
        ? t('doing.doneBy', { who: done.actor, at, what: done.outcomeTitle ?? done.title })
        : t('tasks.closedTask', { at });
    return <Banner tone="info">{text}</Banner>;
  }
  if (task.assignee !== null && task.assignee !== me.username && !actsForAssignee(me, task)) {
    return (
      <Banner tone="info">
        <b>
          <UserRound size={13} aria-hidden /> {t('doing.held', { name: task.assigneeTitle ?? task.assignee })}
        </b>{' '}
        {t('doing.heldText')}
      </Banner>
    );
  }
  if (task.outcomes.some(({ allowed }) => allowed)) {
    if (!isElsewhere) return undefined;
    return (
      <Banner tone="info">
        {t('doing.elsewhere')} {page}
      </Banner>
    );
  }
  const refusal = task.outcomes[0]?.refusal;
  const isOthers = refusal?.code === 'UNIT_NOT_ALLOWED' || refusal?.code === 'ROLE_NOT_ALLOWED';
  const text = isOthers
    ? t('doing.notYours', { unit: task.unitName ?? t('doing.citizen'), step: task.title })
    : (refusal?.text ?? t('doing.none'));
  // What is missing is written on the page of the case; that another person is needed, no page changes.
  const isMissing = refusal !== undefined && !isOthers && refusal.code !== 'FOUR_EYES';
  return (
    <Banner tone="pause">
      {text} {isMissing && page}
    </Banner>
  );
}
