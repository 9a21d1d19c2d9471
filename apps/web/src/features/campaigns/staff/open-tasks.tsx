import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tasksOfProcessQuery, type CaseTask } from '../../../api/case-queries.js';
import { dueText } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import styles from './open-tasks.module.css';

/** What is to be done in a process now, and the way to it for those who may do it. */
export function OpenTasks({ processId, now }: { readonly processId: string; readonly now: Date }) {
  const { unit, roles } = useMe();
  const { data: tasks = [] } = useQuery(tasksOfProcessQuery(processId));
  const open = tasks.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  const isOwn = (task: CaseTask): boolean => task.unit === unit && roles.includes(task.role);
  return (
    <ul className={styles.tasks} aria-label={t('campaigns.tasks')}>
      {open.map((task) => (
        <li key={task.id}>
          <b>{task.title}</b>
          <span>
            {task.unitName}
            {task.dueAt && ` · ${t('campaigns.taskDue', { day: dueText(task.dueAt, now) })}`}
          </span>
          <Link to="/tasks/$id" params={{ id: task.id }}>
            {t(isOwn(task) ? 'campaigns.doTask' : 'campaigns.seeTask')}
          </Link>
        </li>
      ))}
    </ul>
  );
}
