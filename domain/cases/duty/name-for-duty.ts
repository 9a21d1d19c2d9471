import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { DutyEntry } from '../../../infra/database/entities/duty.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { detail } from '../../messages/index.js';
import { businessDate } from '../../time/business-clock.js';
import { DutyEntriesRepository } from './duty-entries.repository.js';

export type NewDutyEntry = Omit<DutyEntry, 'id' | 'enteredAt'>;

/**
 * Enters a person in the duty register. The entry that it replaces ends with the day before.
 *
 * @param entry.fromDay first day, YYYY-MM-DD, Asia/Shanghai
 * @returns id of the entry
 * @throws {DubanError} DUTY_OVERLAPS when another one is planned for days of the entry
 */
export async function nameForDuty(tx: EntityManager, entry: NewDutyEntry): Promise<string> {
  const entries = new DutyEntriesRepository(tx);
  await entries.lock(entry.unit);
  const planned = await entries.nextWithin(entry, entry.fromDay, entry.untilDay);
  if (planned !== undefined)
    throw new DubanError('DUTY_OVERLAPS', detail('duty.plannedFrom', { on: planned }));
  await entries.endBefore(entry, entry.fromDay);
  const id = randomUUID();
  await entries.add({ ...entry, id, enteredAt: businessDate() });
  return id;
}
