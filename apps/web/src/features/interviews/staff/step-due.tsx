import type { CaseTask } from '../../../api/case-queries.js';
import { dueText } from '../../../lib/dates.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import styles from './parts.module.css';

interface Props {
  readonly open: readonly CaseTask[];
  /** Names of the tasks that this part is worked on in, one after another. */
  readonly tasks: readonly string[];
}

/** Until when a part is due, and which step it waits for; nothing while none of its steps is open. */
export function StepDue({ open, tasks }: Props) {
  const now = useNow();
  const task = open.find(({ name }) => tasks.includes(name));
  if (!task?.dueAt) return null;
  const due = dueText(task.dueAt, now);
  return <p className={styles.note}>{t('interviews.stepDue', { step: task.title, due })}</p>;
}
