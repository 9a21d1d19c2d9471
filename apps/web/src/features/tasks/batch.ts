import type { TaskItem } from './api.js';

/** One request takes no more. */
export const MAX_BATCH = 100;

type Step = Pick<TaskItem, 'processKey' | 'name' | 'outcomes'>;

/** Whether tasks are the same step of the same process, so that one form fits all. */
export const isSameStep = (tasks: readonly Step[]): boolean =>
  tasks.every(({ processKey, name }) => processKey === tasks[0]!.processKey && name === tasks[0]!.name);

/** Outcomes that each of the tasks offers, in the order of the first one; none when their steps differ. */
export function commonOutcomes(tasks: readonly Step[]): readonly { name: string; title: string }[] {
  const [first, ...others] = tasks;
  if (!first || !isSameStep(tasks)) return [];
  return first.outcomes.filter(({ name }) =>
    others.every(({ outcomes }) => outcomes.some((outcome) => outcome.name === name)),
  );
}

/** Unit and role that tasks need; undefined when they differ, so that no colleague fits all. */
export function performerOfAll(
  tasks: readonly Pick<TaskItem, 'unit' | 'role'>[],
): { readonly unit: string; readonly role: string } | undefined {
  const [first] = tasks;
  if (!first || tasks.some(({ unit, role }) => unit !== first.unit || role !== first.role)) return undefined;
  return { unit: first.unit, role: first.role };
}

/** What tasks are about, by id. */
export const subjectsOf = (tasks: readonly Pick<TaskItem, 'id' | 'subject'>[]): ReadonlyMap<string, string> =>
  new Map(tasks.map(({ id, subject }) => [id, subject]));
