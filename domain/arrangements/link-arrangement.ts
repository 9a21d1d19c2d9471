import type { EntityManager } from 'typeorm';
import { EntriesRepository } from './entries.repository.js';
import { issue } from '../messages/index.js';
import { DubanError } from '../../workflows/engine/errors.js';

/** The process that fulfils a topic. */
export interface ArrangementLink {
  readonly entry: string;
  readonly kind: 'interview' | 'survey' | 'consultation';
  /** The unit of the process, and those that it continues. */
  readonly units: readonly string[];
  readonly process: string;
}

/**
 * Notes which interview, survey or consultation fulfils a topic of the published table, in the caller's transaction.
 *
 * @throws {DubanError} VALIDATION_FAILED, with the field `arrangement`: no such topic of this kind and unit in a published
 * table, or another process that was not cancelled fulfils it already
 */
export async function linkArrangement(
  tx: EntityManager,
  { entry, kind, units, process }: ArrangementLink,
): Promise<void> {
  if (await new EntriesRepository(tx).link({ id: entry, kind, units }, process)) return;
  throw DubanError.ofFields('VALIDATION_FAILED', [issue('arrangement', 'arrangements.notToFulfil')]);
}
