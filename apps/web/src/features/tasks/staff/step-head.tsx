import { Link } from '@tanstack/react-router';
import { BookOpenText, PenLine } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import type { TaskDetail } from '../api.js';
import { Due } from './due.js';
import { TaskMenu } from './task-menu.js';
import styles from './task-pane.module.css';

// Opened by few: not in the page's first script.
const ClocksDialog = lazy(async () => ({ default: (await import('./clocks-dialog.js')).ClocksDialog }));

interface Props {
  readonly task: TaskDetail;
  readonly now: Date;
  readonly isPage: boolean;
}

/** Which step it is, how much time is left and why, who has it, and what else can be done with it. */
export function StepHead({ task, now, isPage }: Props) {
  const me = useMe();
  const [areClocksOpen, setClocksOpen] = useState(false);
  useEffect(
    () => keys.add([{ keys: 'I', title: t('doing.howCounted'), run: () => setClocksOpen(true) }]),
    [],
  );
  const isMine = task.state === 'open' && task.assignee === me.username;
  return (
    <header className={styles.step}>
      <h3>
        <PenLine size={15} aria-hidden /> {task.title}
      </h3>
      <span className={styles.holder}>
        {isMine && t('doing.mine')}
        {!isPage && (
          <Link to="/tasks/$id" params={{ id: task.id }} className={styles.whole}>
            <BookOpenText size={15} aria-hidden />
            {t(task.fourEyes.length > 0 ? 'doing.read' : 'doing.whole')}
          </Link>
        )}
        <TaskMenu task={task} />
      </span>
      <div className={styles.limit}>
        <Due task={task} now={now} />
        <Button kind="ghost" size="small" onPress={() => setClocksOpen(true)}>
          {t('doing.howCounted')} <KeyHint keys="I" />
        </Button>
      </div>
      <Suspense>
        {areClocksOpen && (
          <ClocksDialog
            processId={task.processId}
            taskId={task.id}
            now={now}
            onClose={() => setClocksOpen(false)}
          />
        )}
      </Suspense>
    </header>
  );
}
