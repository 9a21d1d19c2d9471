import type { CaseDetail, CaseTask } from '../../../api/case-queries.js';
import { dueText, listInstant, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { TimeLeft } from '../../../ui/time-left.js';
import styles from './not-yours.module.css';

interface Props {
  readonly process: CaseDetail;
  /** The open ones. */
  readonly open: readonly CaseTask[];
  readonly now: Instant;
}

/** Who has the case, and until when, for somebody who has nothing to do in it. */
export function NotYours({ process, open, now }: Props) {
  if (process.endedAt !== null) {
    const at = listInstant(process.endedAt, now);
    const result = process.stageTitle;
    return (
      <p className={styles.box}>{result ? t('cases.ended', { at, result }) : t('cases.endedAt', { at })}</p>
    );
  }
  if (open.length === 0)
    return (
      <p className={styles.box}>
        {process.stageTitle ? t('cases.noOpenTaskIn', { stage: process.stageTitle }) : t('cases.noOpenTask')}
      </p>
    );
  return (
    <div className={styles.box}>
      <h2>{t('cases.notYours')}</h2>
      <ul>
        {open.map((task) => (
          <li key={task.id}>
            <p className={styles.who}>{whereOf(task)}</p>
            {task.unit !== '' && (
              <p>
                {task.assigneeTitle ? t('cases.heldBy', { name: task.assigneeTitle }) : t('cases.unclaimed')}
              </p>
            )}
            <p className={styles.due}>
              <TimeLeft
                limit={{
                  dueAt: task.dueAt ?? undefined,
                  warnAt: task.warnAt ?? undefined,
                  overdue: task.overdue,
                }}
                now={now}
              />
              {task.dueAt && <span>{t('cases.until', { day: dueText(task.dueAt, now) })}</span>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function whereOf({ title, unit, unitName }: CaseTask): string {
  return unit === ''
    ? t('cases.openAtCitizen', { title })
    : t('cases.openAt', { title, unit: unitName ?? unit });
}
