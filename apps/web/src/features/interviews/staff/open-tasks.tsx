import { Link } from '@tanstack/react-router';
import type { CaseTask } from '../../../api/case-queries.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { TimeLeft } from '../../../ui/time-left.js';
import styles from './parts.module.css';

interface Props {
  readonly tasks: readonly CaseTask[];
  /** Those that the account may do: they have a way to their form. */
  readonly own: readonly CaseTask[];
}

/** Open tasks of the interview, who has them, and until when. */
export function OpenTasks({ tasks, own }: Props) {
  const now = useNow();
  return (
    <section className={styles.panel} aria-labelledby="open-tasks">
      <h2 id="open-tasks">{t('interviews.openTasks')}</h2>
      {tasks.length === 0 && <p className={styles.note}>{t('interviews.nothingOpen')}</p>}
      <ul className={styles.tasks}>
        {tasks.map((task) => (
          <li key={task.id}>
            <span>
              <b>{task.title}</b>
              <span className={styles.note}>
                {t('interviews.withWhom', { unit: task.assigneeTitle ?? task.unitName ?? task.unit })}
              </span>
            </span>
            <TimeLeft
              limit={{
                dueAt: task.dueAt ?? undefined,
                warnAt: task.warnAt ?? undefined,
                overdue: task.overdue,
              }}
              now={now}
            />
            {own.includes(task) && (
              <Link
                to="/tasks/$id"
                params={{ id: task.id }}
                aria-label={`${t('interviews.goToTask')} ${task.title}`}
              >
                {t('interviews.goToTask')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
