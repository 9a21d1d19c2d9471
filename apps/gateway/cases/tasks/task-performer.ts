import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { checkOutcome } from '../../../../workflows/engine/runtime/check-completion.js';
import { assertServed, formOf, taskDefinition } from '../definitions/task-forms.js';
import type { RuntimeForm } from '../../../../workflows/fields/runtime-forms.js';
import { assertAnyRole } from '../../platform/identity/assert-any-role.js';
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

/** The absent colleague whose task it is, and for whom the account acts; null: it acts in its own name. */
export const principalOf = (actor: Actor, { assignee }: LoadedTask): string | null =>
  assignee !== null && actor.actsFor.includes(assignee) ? assignee : null;

/** @throws {DubanError} TASK_CLAIMED */
function assertNotClaimedByAnother(actor: Actor, task: LoadedTask): void {
  if (task.state !== 'open' || task.assignee === null || task.assignee === actor.id) return;
  if (principalOf(actor, task) !== null) return;
  throw new DubanError('TASK_CLAIMED', detail('cases.claimedBy', { name: task.assignee_name ?? '' }));
}

/** @throws {DubanError} REASSIGN_NOT_ALLOWED when the steps after the task would stay in its unit */
export function assertMovable(task: LoadedTask, unit: string): void {
  const definition = taskDefinition(task.process_key, task.version, task.name);
  if (unit === task.unit || definition?.staysInUnit === undefined) return;
  throw DubanError.ofFields('REASSIGN_NOT_ALLOWED', [issue('unit', 'cases.stepsStayInUnit')]);
}

/** For claiming and delegating. @throws {DubanError} UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED, TASK_CLAIMED, PROCESS_ENDED, TASK_NOT_OPEN */
export function assertMayAct(actor: Actor, task: LoadedTask): void {
  assertPerformer(actor, task);
  assertNotClaimedByAnother(actor, task);
  assertOpen(task);
}

/** Roles that move tasks between units and persons. */
export const REASSIGNERS = ['supervisor'] as const;

/** A supervisor may release the task of anybody. @throws {DubanError} as a claim, without a supervisor */
export function assertMayRelease(actor: Actor, task: LoadedTask): void {
  if (actor.roles.includes('supervisor')) assertOpen(task);
  else assertMayAct(actor, task);
}

/** @throws {DubanError} FORBIDDEN, PROCESS_ENDED, TASK_NOT_OPEN */
export function assertMayReassign(actor: Actor, task: LoadedTask): void {
  assertAnyRole(actor, REASSIGNERS);
  assertOpen(task);
}

/**
 * What the gateway knows of a completion before it reads the form.
 *
 * @param options.repeatable the request has an Idempotency-Key: it may repeat, at the same time, the one that closes the
 * task, so whether the task is still open is left to the command store
 * @throws {DubanError} UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED, TASK_CLAIMED, PROCESS_ENDED, TASK_NOT_OPEN, VERSION_NOT_SERVED,
 * OUTCOME_NOT_ALLOWED
 */
export function assertMayComplete(
  actor: Actor,
  task: LoadedTask,
  outcome: string,
  options: { readonly repeatable?: boolean } = {},
): RuntimeForm {
  assertPerformer(actor, task);
  assertNotClaimedByAnother(actor, task);
  if (!options.repeatable) assertOpen(task);
  assertServed(task.process_key, task.version);
  const definition = taskDefinition(task.process_key, task.version, task.name)!;
  checkOutcome(definition, { without: task.without ?? [] }, outcome);
  return formOf(task.process_key, task.version, task.name, outcome)!;
}
