import type { CaseDetail, CaseTask } from '../../api/case-queries.js';
import { CaseCards } from '../../features/cases/staff/case-cards.js';
import type { CasePart } from '../../features/cases/staff/case-column.js';
import { CaseComments } from '../../features/cases/staff/case-comments.js';
import { COMMENTS } from '../../features/cases/staff/case-frame.js';
import { CaseTasks } from '../../features/cases/staff/case-tasks.js';
import { CaseTimeline } from '../../features/cases/staff/case-timeline.js';
import type { CaseCounts } from '../../features/cases/staff/use-case-counts.js';
import { t } from '../../messages/t.js';

/** What has happened in a case: the same for every process. */
export function courseParts(
  process: CaseDetail,
  tasks: readonly CaseTask[],
  counts: CaseCounts,
  now: Date,
): CasePart[] {
  const latest = tasks.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))[0];
  const task = tasks.find(({ state }) => state === 'open') ?? latest;
  return [
    { id: 'timeline', name: t('cases.timeline'), content: <CaseTimeline process={process} now={now} /> },
    {
      id: COMMENTS,
      name: t('cases.comments'),
      count: counts.comments,
      content: <CaseComments processId={process.id} task={task?.id} now={now} />,
    },
    {
      id: 'cards',
      name: t('cases.cards'),
      count: counts.cards,
      content: <CaseCards processId={process.id} now={now} />,
    },
    { id: 'tasks', name: t('cases.steps'), content: <CaseTasks tasks={tasks} now={now} /> },
  ];
}
