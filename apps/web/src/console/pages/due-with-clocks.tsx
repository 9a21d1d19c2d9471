import { lazy, Suspense, useEffect, useState } from 'react';
import type { CaseTask } from '../../api/case-queries.js';
import { CaseDue } from '../../features/cases/staff/case-due.js';
import { keys } from '../../lib/key-table.js';
import { t } from '../../messages/t.js';

// Opened by few: not in the page's first script.
const ClocksDialog = lazy(async () => ({
  default: (await import('../../features/tasks/staff/clocks-dialog.js')).ClocksDialog,
}));

interface Props {
  /** The open task that is due first. */
  readonly task: CaseTask;
  readonly now: Date;
}

/** The time that is left for a case, and how every due date of it was counted. */
export function DueWithClocks({ task, now }: Props) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => keys.add([{ keys: 'I', title: t('doing.howCounted'), run: () => setOpen(true) }]), []);
  return (
    <>
      <CaseDue task={task} now={now} onExplain={() => setOpen(true)} />
      <Suspense>
        {isOpen && (
          <ClocksDialog
            processId={task.processId}
            taskId={task.id}
            now={now}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
