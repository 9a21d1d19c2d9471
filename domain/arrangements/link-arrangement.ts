import type { EntityManager } from 'typeorm';
import { EntriesRepository } from './entries.repository.js';
import { DubanError } from '../../workflows/engine/errors.js';

export interface Linked {
  readonly entry: string;
  readonly kind: 'interview' | 'survey' | 'consultation';
  readonly unit: string;
  readonly process: string;
}

/**
 * Says which interview, survey or consultation carries out a topic of the published table, in the caller's transaction.
 *
 * @throws {DubanError} VALIDATION_FAILED, with the field `arrangement`: no such topic of this kind and unit in a published
 * table, or another process that was not cancelled carries it out already
 */
export async function linkArrangement(
  tx: EntityManager,
  { entry, kind, unit, process }: Linked,
): Promise<void> {
  if (await new EntriesRepository(tx).link({ id: entry, kind, unit }, process)) return;
  const message = `no ${kind} of ${unit} in a published table that is still to be carried out`;
  throw new DubanError('VALIDATION_FAILED', `arrangement: ${message}`, {
    issues: [{ field: 'arrangement', message }],
  });
}
