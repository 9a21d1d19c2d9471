import type { Database } from '../../infra/database/query.js';
import type { Draft } from './completeness.js';
import { ConsultationsRepository, type ConsultationRow } from './consultations.repository.js';
import { HearingsRepository } from './hearings.repository.js';

/** Reads what the rules of completeness depend on. */
export async function readDraft(db: Database, row: ConsultationRow): Promise<Draft> {
  const clauses = await new ConsultationsRepository(db).clauses(row.id);
  const hearing = await new HearingsRepository(db).planned(row.id);
  const { explanation, howToAnswer, period, closesOn, shortReason } = row;
  const hearingOn = hearing?.heldOn ?? null;
  return { clauses: clauses.length, explanation, howToAnswer, period, closesOn, shortReason, hearingOn };
}
