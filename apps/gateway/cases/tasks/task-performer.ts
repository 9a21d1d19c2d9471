import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { taskDefinition } from '../definitions/task-forms.js';
import type { LoadedTask } from './task-rows.js';

/** Unit and role only: the engine applies four eyes (check-completion.ts). @throws {DubanError} UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED */
export function assertPerformer(actor: Actor, task: LoadedTask): void {
  if (task.unit !== actor.unit)
    throw new DubanError('UNIT_NOT_ALLOWED', detail('engine.unitNotAllowed', { unit: task.unit }));
  if (!actor.roles.includes(task.role)) {
    throw new DubanError('ROLE_NOT_ALLOWED', detail('engine.roleNotAllowed', { role: task.role }));
  }
}

/** @throws {DubanError} PROCESS_ENDED, TASK_NOT_OPEN */
export function assertOpen(task: LoadedTask): void {
  if (task.state === 'open') return;
  if (task.process.ended_at) throw new DubanError('PROCESS_ENDED');
  throw new DubanError('TASK_NOT_OPEN', detail('engine.taskNotOpen', { task: task.number }));
}

/** @throws {DubanError} TASK_CLAIMED */
export function assertNotClaimedByAnother(actor: Actor, task: LoadedTask): void {
  if (task.state !== 'open' || task.assignee === null || task.assignee === actor.id) return;
  throw new DubanError('TASK_CLAIMED', detail('cases.claimedBy', { name: task.assignee_name ?? '' }));
}

/** @throws {DubanError} REASSIGN_NOT_ALLOWED when the steps after the task would stay in its unit */
export function assertMovable(task: LoadedTask, unit: string): void {
  const definition = taskDefinition(task.process_key, task.version, task.name);
  if (unit === task.unit || definition?.staysInUnit === undefined) return;
  throw DubanError.ofFields('REASSIGN_NOT_ALLOWED', [issue('unit', 'cases.stepsStayInUnit')]);
}
