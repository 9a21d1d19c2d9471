import { t } from '../../../messages/t.js';
import type { TaskItem } from '../api.js';
import { groupTasks, type Urgency } from '../grouping.js';
import styles from './workbench.module.css';

const SHOWN: readonly Urgency[] = ['overdue', 'today', 'week', 'later'];

/** How much there is to do, and how soon: in words and as a bar. */
export function Headline({ tasks, now }: { readonly tasks: readonly TaskItem[]; readonly now: Date }) {
  const groups = groupTasks(tasks, now).filter(({ urgency }) => SHOWN.includes(urgency));
  const countOf = (wanted: Urgency): number =>
    groups.find(({ urgency }) => urgency === wanted)?.tasks.length ?? 0;
  const [late, today] = [countOf('overdue'), countOf('today')];
  return (
    <header className={styles.headline}>
      <h1>
        {late > 0
          ? t('tasks.headlineOverdue', { n: late + today, late })
          : today > 0
            ? t('tasks.headlineToday', { n: today })
            : t('tasks.headlineNone')}
      </h1>
      {groups.length > 0 && (
        <>
          <div className={styles.bar} aria-hidden>
            {groups.map(({ urgency, tasks: { length } }) => (
              <span key={urgency} className={styles[urgency]} style={{ flexGrow: length }} />
            ))}
          </div>
          <ul className={styles.legend}>
            {groups.map(({ urgency, tasks: { length } }) => (
              <li key={urgency}>
                <span className={`${styles.dot} ${styles[urgency]}`} aria-hidden />
                {t(`tasks.${urgency}`)} {length}
              </li>
            ))}
          </ul>
        </>
      )}
    </header>
  );
}
