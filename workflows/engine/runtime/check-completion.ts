import type { Command } from '../definition/commands.js';
import type { ProcessDefinition, TaskDefinition } from '../definition/definition.js';
import { DubanError } from '../errors.js';
import type { OpenTask } from './process-tasks.js';

/**
 * Rejects an outcome that a task does not have, or that the process rules out this time.
 *
 * @throws DubanError OUTCOME_NOT_ALLOWED
 */
export function checkOutcome(
  { title, outcomes, ruledOut }: Pick<TaskDefinition, 'title' | 'outcomes' | 'ruledOut'>,
  task: Pick<OpenTask, 'without'>,
  outcome: string,
): void {
  const isDeclared = Object.hasOwn(outcomes, outcome);
  if (isDeclared && !task.without.includes(outcome)) return;
  const reason = isDeclared ? ruledOut?.[outcome] : undefined;
  throw new DubanError(
    'OUTCOME_NOT_ALLOWED',
    reason === undefined
      ? { code: 'engine.outcomeNotAllowed', params: { outcome: outcomes[outcome] ?? outcome, task: title } }
      : { code: 'engine.outcomeRuledOut', params: { reason } },
  );
}

/**
 * Rejects an outcome, or a person, that the definition of the task does not allow.
 *
 * @param performers task name -> account that completed the latest task of that name
 * @throws DubanError OUTCOME_NOT_ALLOWED, UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED, FOUR_EYES
 */
export function checkCompletion(
  { tasks }: ProcessDefinition,
  task: Pick<OpenTask, 'name' | 'unit' | 'without'>,
  command: Extract<Command, { kind: 'complete' }>,
  performers: ReadonlyMap<string, string>,
): void {
  const definition = tasks[task.name]!;
  checkOutcome(definition, task, command.outcome);
  if (definition.by === 'citizen') {
    if (command.by.account !== 'citizen')
      throw new DubanError('ROLE_NOT_ALLOWED', { code: 'engine.citizenOnly', params: {} });
    return;
  }
  if (command.by.unit !== task.unit) {
    throw new DubanError('UNIT_NOT_ALLOWED', {
      code: 'engine.unitNotAllowed',
      params: { unit: task.unit },
    });
  }
  if (!command.by.roles.includes(definition.by.role)) {
    throw new DubanError('ROLE_NOT_ALLOWED', {
      code: 'engine.roleNotAllowed',
      params: { role: definition.by.role },
    });
  }
  for (const other of definition.fourEyes ?? []) {
    if (performers.get(other) === command.by.account) {
      throw new DubanError('FOUR_EYES', {
        code: 'engine.fourEyes',
        params: { task: definition.title, other: tasks[other]!.title },
      });
    }
  }
}
