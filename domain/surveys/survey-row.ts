import type { DataSource, EntityManager } from 'typeorm';
import { DubanError } from '../../workflows/engine/errors.js';
import type { Questionnaire } from './questionnaire-schema.js';

/** A survey as its steps need it. */
export interface SurveyRow {
  readonly id: string;
  readonly title: string;
  readonly purpose: string | null;
  readonly unit: string;
  readonly office: string;
  readonly questionnaire: Questionnaire | null;
  readonly results: 'never' | 'afterwards' | 'always';
  /** `YYYY-MM-DD` */
  readonly opensOn: string;
  readonly days: number;
  readonly revision: number;
  readonly publishedAt: Date | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
}

/**
 * @param lock so that nobody else changes it, and no answer is taken, before the transaction ends
 * @throws {DubanError} NOT_FOUND
 */
export async function readSurvey(
  db: DataSource | EntityManager,
  id: string,
  lock = false,
): Promise<SurveyRow> {
  const [row]: SurveyRow[] = await db.query(`${SELECT} WHERE id = $1${lock ? ' FOR NO KEY UPDATE' : ''}`, [
    id,
  ]);
  if (!row) throw new DubanError('NOT_FOUND', `no survey '${id}'`);
  return row;
}

const SELECT = `
  SELECT id, title, purpose, unit_code AS unit, office_code AS office, questionnaire, results,
    opens_on::text AS "opensOn", days, revision, published_at AS "publishedAt", opens_at AS "opensAt",
    closes_at AS "closesAt", closed_at AS "closedAt"
  FROM survey`;
