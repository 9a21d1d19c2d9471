import type { CaseTask } from '../../../api/case-queries.js';
import { listInstant, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Table, type Column } from '../../../ui/table.js';
import { TimeLeft } from '../../../ui/time-left.js';

interface Props {
  readonly tasks: readonly CaseTask[];
  readonly now: Instant;
}

/** Every step of a case that somebody had or has to do, the latest first. */
export function CaseTasks({ tasks, now }: Props) {
  const columns: Column<CaseTask>[] = [
    { id: 'task', title: t('cases.task'), cell: ({ title }) => title },
    {
      id: 'unit',
      title: t('cases.taskUnit'),
      cell: ({ unitName, assigneeTitle }) => assigneeTitle ?? unitName ?? t('cases.citizen'),
    },
    { id: 'outcome', title: t('cases.taskOutcome'), cell: (task) => outcomeOf(task, now) },
    {
      id: 'due',
      title: t('cases.taskDue'),
      cell: ({ dueAt, closedAt, overdue }) => (
        <TimeLeft limit={{ dueAt: dueAt ?? undefined, doneAt: closedAt ?? undefined, overdue }} now={now} />
      ),
    },
  ];
  const rows = tasks.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt));
  return <Table caption={t('cases.allTasks')} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}

function outcomeOf({ state, closedAt }: CaseTask, now: Instant): string {
  const at = closedAt === null ? '' : ` ${listInstant(closedAt, now)}`;
  if (state === 'open') return t('cases.open');
  if (state === 'expired') return `${t('cases.expired')}${at}`;
  return state === 'cancelled' ? `${t('cases.taskCancelled')}${at}` : `${t('cases.stepDone')}${at}`;
}
