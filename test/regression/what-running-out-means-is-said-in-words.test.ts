import { headline, type EntryRow } from '../../apps/gateway/processes/entry-text.js';
import { processes } from '../../workflows/registry.js';

const newest = processes.filter(
  ({ definition: { key, version } }) =>
    !processes.some((other) => other.definition.key === key && other.definition.version > version),
);
const running = newest.flatMap(({ definition: { key, version, tasks } }) =>
  Object.entries(tasks).flatMap(([task, { title, expires }]) =>
    expires === undefined ? [] : [{ key, version, task, title }],
  ),
);
function textOf({ key, version, task }: { key: string; version: number; task: string }): string | null {
  const row: Partial<EntryRow> = {
    type: 'task.closed',
    data: { how: 'expired' },
    key,
    version,
    task_name: task,
  };
  return headline(row as EntryRow);
}

it('says that a letter counts as signed for', () => {
  expect(textOf({ key: 'mailbox-letter', version: 1, task: 'sign' })).toBe('签收:逾期未签,视为签收');
});

it.each(running)('$key: $task', (task) => {
  expect(textOf(task)).toMatch(new RegExp(`^${task.title}:.{2,}$`));
  expect(textOf(task)).not.toBe(`${task.title}:逾期`);
});
