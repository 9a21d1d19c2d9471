import { useQuery } from '@tanstack/react-query';
import { processQuery, tasksOfProcessQuery, type CaseTask } from '../../api/case-queries.js';
import { useMe } from '../../lib/me.js';
import { useFollow } from '../../lib/use-live.js';
import { useNow } from '../../lib/use-now.js';

/** What the page of a case is drawn from. */
export function useCase(id: string, chosen: string | undefined) {
  const me = useMe();
  const now = useNow();
  useFollow(id || undefined);
  const process = useQuery({ ...processQuery(id), enabled: id !== '' });
  const { data: tasks = [] } = useQuery({ ...tasksOfProcessQuery(id), enabled: id !== '' });
  const open = tasks.filter(({ state }) => state === 'open');
  // Which one to show first; what may be done with it, the server says.
  const own = open.filter(({ unit, role }) => unit === me.unit && me.roles.includes(role));
  const current = tasks.find((task) => task.id === chosen) ?? own[0];
  const firstDue = open.filter(({ unit }) => unit !== '').sort(byDue)[0];
  return { process, tasks, open, own, current, firstDue, now };
}

const byDue = (a: CaseTask, b: CaseTask): number =>
  (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999') || a.openedAt.localeCompare(b.openedAt);
