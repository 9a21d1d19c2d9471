import type { DataSource, EntityManager } from 'typeorm';
import { ConsultationsRepository } from '../../../domain/consultations/consultations.repository.js';
import { gateRefusal } from '../../../domain/consultations/policy-gate-errors.js';
import { detail } from '../../../domain/messages/index.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';

/**
 * Changes opinions of a consultation, or their verdicts and groups, in one transaction. The signer publishes what he has read,
 * so they are frozen from their submission for signature until they are returned.
 *
 * @throws {DubanError} RECORD_FROZEN
 */
export function changeOpinions<R>(
  dataSource: DataSource,
  id: string,
  change: (tx: EntityManager) => Promise<R>,
): Promise<R> {
  return transaction(dataSource, async (tx) => {
    if (!(await new ConsultationsRepository(tx).lockOpinions(id)))
      throw new DubanError('RECORD_FROZEN', detail('consultations.opinionsFrozen'));
    return change(tx);
  }).catch(gateRefusal);
}
