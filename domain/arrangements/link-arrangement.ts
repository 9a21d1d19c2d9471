import type { EntityManager } from 'typeorm';
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
  const [, linked]: [unknown, number] = await tx.query(
    `UPDATE arrangement_entry SET process_id = $1
     WHERE id = $2 AND kind = $3 AND unit = $4 AND state = 'published' AND (process_id IS NULL OR process_id = $1
       OR EXISTS (SELECT 1 FROM process p WHERE p.id = arrangement_entry.process_id AND p.state = 'cancelled'))`,
    [process, entry, kind, unit],
  );
  if (linked === 1) return;
  const message = `no ${kind} of ${unit} in a published table that is still to be carried out`;
  throw new DubanError('VALIDATION_FAILED', `arrangement: ${message}`, {
    issues: [{ field: 'arrangement', message }],
  });
}
