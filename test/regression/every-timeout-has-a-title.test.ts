import { headline } from '../../apps/gateway/cases/timeline/entry-text.js';
import type { EntryRow } from '../../domain/cases/timeline/timeline.repository.js';
import { processes } from '../../workflows/registry.js';

const running = processes.flatMap(({ definition: { key, version, tasks } }) =>
  Object.entries(tasks).flatMap(([task, { title, expires }]) =>
    expires === undefined ? [] : [{ key, version, task, title }],
  ),
);
const ENTRY: EntryRow = {
  process_id: '',
  seq: 1,
  at: new Date(0),
  type: 'task.closed',
  stage: null,
  task: 1,
  task_name: null,
  account: null,
  account_title: null,
  unit: null,
  unit_name: null,
  principal: null,
  child_unit: null,
  child_version: null,
  text: null,
  data: { how: 'expired' },
  key: '',
  version: 1,
  decision: null,
  card_unit: null,
  task_due: null,
  parties: null,
  colleague: null,
  words: null,
};
const textOf = ({ key, version, task }: { key: string; version: number; task: string }): string | null =>
  headline({ ...ENTRY, key, version, task_name: task });

it('the timeout of signing for a letter reads 视为签收', () => {
  expect(textOf({ key: 'mailbox-letter', version: 1, task: 'sign' })).toBe('签收：逾期未签，视为签收');
});

it('the timeout of the rating reads 评价期届满', () => {
  expect(textOf({ key: 'mailbox-letter', version: 1, task: 'rate' })).toBe('群众评价：评价期届满');
});

it.each(running)('the timeout of $task in $key has a text of its own', (task) => {
  expect(textOf(task)).toMatch(new RegExp(`^${task.title}：.{2,}$`));
  expect(textOf(task)).not.toBe(`${task.title}：逾期`);
});
