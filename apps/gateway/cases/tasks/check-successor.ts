import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { preparedIn } from '../../../../infra/database/prepared.js';
import { DubanError, type ErrorCode } from '../../../../workflows/engine/errors.js';
import type { LoadedTask } from './task-rows.js';

/**
 * A unit that a task is moved to exists and takes cases today, and the case is not hidden from it.
 *
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST
 */
export async function checkSuccessor(tx: EntityManager, task: LoadedTask, unit: string): Promise<void> {
  const today = formatDay(dayOf(businessNow()));
  const [row] = await preparedIn<{ conflict: boolean }>(tx, SUCCESSOR, [unit, task.process_id, today]);
  if (!row) throw refusal('UNIT_UNKNOWN', `no unit '${unit}': see GET /api/v1/units`);
  if (row.conflict) throw refusal('CONFLICT_OF_INTEREST', `the case accuses '${unit}' or a unit above it`);
}

const refusal = (code: ErrorCode, message: string): DubanError =>
  new DubanError(code, `unit: ${message}`, { issues: [{ field: 'unit', message }] });

/** The prefecture as a whole takes no cases. */
const SUCCESSOR = `
  SELECT u.path && p.hidden_from AS conflict FROM unit u, process p
  WHERE u.code = $1 AND p.id = $2 AND u.kind <> 'PREFECTURE'
    AND coalesce(u.valid_from <= $3::date, true) AND coalesce(u.valid_to >= $3::date, true)`;
