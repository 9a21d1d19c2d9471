import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { taskDefinition } from '../definitions/task-forms.js';
import type { LoadedTask } from './task-rows.js';

/** @throws {DubanError} UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED */
export function assertPerformer(actor: Actor, task: LoadedTask): void {
  if (task.unit !== actor.unit)
    throw new DubanError('UNIT_NOT_ALLOWED', `the task belongs to unit ${task.unit}`);
  if (!actor.roles.includes(task.role)) {
    throw new DubanError('ROLE_NOT_ALLOWED', `the task needs the role ${task.role}`);
  }
}

/** @throws {DubanError} PROCESS_ENDED, TASK_NOT_OPEN */
export function assertOpen(task: LoadedTask): void {
  if (task.state === 'open') return;
  if (task.process.ended_at) throw new DubanError('PROCESS_ENDED', 'the process has ended');
  throw new DubanError('TASK_NOT_OPEN', `the task is ${task.state}`);
}

/** @throws {DubanError} TASK_CLAIMED */
export function assertNotClaimedByAnother(actor: Actor, task: LoadedTask): void {
  if (task.state !== 'open' || task.assignee === null || task.assignee === actor.id) return;
  throw new DubanError('TASK_CLAIMED', `claimed by ${task.assignee_name}: ask for its release`);
}

/** @throws {DubanError} REASSIGN_NOT_ALLOWED when the steps after the task would stay in its unit */
export function assertMovable(task: LoadedTask, unit: string): void {
  const definition = taskDefinition(task.process_key, task.version, task.name);
  if (unit === task.unit || definition?.staysInUnit === undefined) return;
  const message =
    'the next steps would stay in its unit: let the unit return the matter or pass it on, or name an `assignee`';
  throw new DubanError('REASSIGN_NOT_ALLOWED', message, { issues: [{ field: 'unit', message }] });
}
