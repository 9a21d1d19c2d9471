import type { DataSource, EntityManager } from 'typeorm';
import { DubanError } from '../../workflows/engine/errors.js';
import type { Clause } from './clauses.js';
import type { Draft } from './completeness.js';

export type ConsultationState = 'draft' | 'open' | 'closed' | 'answered' | 'withdrawn';

/** A consultation with the policy that it is about. Days are `YYYY-MM-DD`. */
export interface ConsultationRow {
  readonly id: string;
  readonly policy: string;
  readonly title: string;
  readonly unit: string;
  readonly state: ConsultationState;
  readonly explanation: string | null;
  readonly howToAnswer: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly email: string | null;
  readonly period: Draft['period'];
  readonly closesOn: string | null;
  readonly shortReason: string | null;
  readonly opinionsShown: 'NEVER' | 'AFTERWARDS' | 'ALWAYS';
  readonly minimumOn: string | null;
  readonly publishedAt: Date | null;
  readonly closesAt: Date | null;
  readonly sortBy: string | null;
  readonly answerBy: string | null;
  readonly adoptionPublishedAt: Date | null;
  readonly withdrawalReason: string | null;
}

export const CONSULTATION_COLUMNS = `
  c.id, c.policy_id AS policy, d.title, c.unit_code AS unit, c.state, c.explanation, c.how_to_answer AS "howToAnswer",
  c.phone, c.address, c.postcode, c.email, c.period, c.closes_on::text AS "closesOn", c.short_reason AS "shortReason",
  c.opinions_shown AS "opinionsShown", c.minimum_on::text AS "minimumOn", c.published_at AS "publishedAt",
  c.closes_at AS "closesAt", c.sort_by::text AS "sortBy", c.answer_by::text AS "answerBy",
  c.adoption_published_at AS "adoptionPublishedAt", c.withdrawal_reason AS "withdrawalReason"`;

/** @throws {DubanError} NOT_FOUND */
export async function readConsultation(
  db: DataSource | EntityManager,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ConsultationRow> {
  const [row]: ConsultationRow[] = await db.query(
    `SELECT ${CONSULTATION_COLUMNS} FROM consultation c JOIN policy_document d ON d.id = c.policy_id
     WHERE c.id = $1 ${options.lock ? 'FOR UPDATE OF c' : ''}`,
    [id],
  );
  if (!row) throw new DubanError('NOT_FOUND', `no consultation '${id}'`);
  return row;
}

/** In the order of the draft. */
export function readClauses(db: DataSource | EntityManager, id: string): Promise<Clause[]> {
  return db.query(
    `SELECT number, label, heading, text FROM consultation_clause WHERE consultation_id = $1 ORDER BY number`,
    [id],
  );
}

export type HearingState = 'planned' | 'postponed' | 'cancelled' | 'held';
export interface HearingRow {
  readonly number: number;
  readonly on: string;
  readonly time: string;
  readonly place: string;
  readonly participants: string;
  readonly notice: string;
  readonly state: HearingState;
  readonly papersBy: string | null;
  readonly papersSentAt: Date | null;
  readonly summary: string | null;
  readonly reason: string | null;
}

/** As they were announced, the latest last. */
export function readHearings(db: DataSource | EntityManager, id: string): Promise<HearingRow[]> {
  return db.query(
    `SELECT number, held_on::text AS on, time, place, participants, notice, state, papers_by::text AS "papersBy",
       papers_sent_at AS "papersSentAt", summary, reason
     FROM consultation_hearing WHERE consultation_id = $1 ORDER BY number`,
    [id],
  );
}

export async function readDraft(db: DataSource | EntityManager, row: ConsultationRow): Promise<Draft> {
  const clauses = await readClauses(db, row.id);
  const hearings = await readHearings(db, row.id);
  const { explanation, howToAnswer, period, closesOn, shortReason } = row;
  const hearingOn = hearings.find(({ state }) => state === 'planned')?.on ?? null;
  return { clauses: clauses.length, explanation, howToAnswer, period, closesOn, shortReason, hearingOn };
}
