import type { EntityManager } from 'typeorm';
import { TaskAssignmentsRepository } from '../../../../domain/cases/tasks/task-assignments.repository.js';
import { unitTakesNoCases } from '../../../../domain/cases/units/assert-units.js';
import { issue } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { LoadedTask } from './task-rows.js';

/**
 * Checks that a task may be moved to a unit: the unit takes cases today, and the case is not hidden from it.
 *
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST
 */
export async function assertSuccessor(tx: EntityManager, task: LoadedTask, unit: string): Promise<void> {
  const today = formatDay(dayOf(businessNow()));
  const successor = await new TaskAssignmentsRepository(tx).successor(task.process_id, unit, today);
  if (!successor) throw unitTakesNoCases('unit', unit);
  if (successor.conflict)
    throw DubanError.ofFields('CONFLICT_OF_INTEREST', [issue('unit', 'cases.caseAccuses', { unit })]);
}
