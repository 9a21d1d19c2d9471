import type { CaseDetail, CaseTask } from '../../api/case-queries.js';
import { NotYours } from '../../features/cases/staff/not-yours.js';
import { TaskPane } from '../../features/tasks/staff/task-pane.js';
import { t } from '../../messages/t.js';
import { SegmentedChoice } from '../../ui/segmented-choice.js';
import { toasts } from '../../ui/toasts.js';
import { CaseMessages } from './case-messages.js';
import styles from './case-act.module.css';

interface Props {
  readonly process: CaseDetail;
  readonly open: readonly CaseTask[];
  /** Those of the account's unit and roles. */
  readonly own: readonly CaseTask[];
  readonly current: CaseTask | undefined;
  readonly now: Date;
  /** @param task undefined: the next one that is to be done */
  readonly onChoose: (task: string | undefined) => void;
}

/** The form of the open step, or who has it. */
export function CaseAct({ process, open, own, current, now, onChoose }: Props) {
  return (
    <>
      {own.length > 1 && (
        <div className={styles.choice}>
          <SegmentedChoice
            label={t('cases.whichTask')}
            options={own.map(({ id, title }) => ({ id, name: title }))}
            value={current?.id ?? ''}
            onChange={onChoose}
          />
        </div>
      )}
      {current ? (
        <TaskPane
          key={current.id}
          id={current.id}
          now={now}
          formOnly
          onDone={({ outcome: { title } }) => {
            toasts.add(t('cases.done', { subject: process.subject, title }));
            onChoose(undefined);
          }}
        />
      ) : (
        <>
          <NotYours process={process} open={open} now={now} />
          <CaseMessages process={process} />
        </>
      )}
    </>
  );
}
