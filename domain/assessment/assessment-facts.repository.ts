import { And, Equal, In, type EntityManager } from 'typeorm';
import { AssessmentFact } from '../../infra/database/entities/assessment.js';
import type { Database } from '../../infra/database/query.js';

/** Information columns whose cycles are assessed. */
export const COLUMNS = ['arrangement', 'interview', 'survey', 'consultation'] as const;
export type Column = (typeof COLUMNS)[number];

/** Facts about one cycle of a column: counts, or true (1) and false (0). */
export const FACTS = [
  'proposed-on-time',
  'held',
  'on-time',
  'questions',
  'answers',
  'answered',
  'reported-on-time',
  'adopted',
  'feedback-on-time',
] as const;
export type Fact = (typeof FACTS)[number];

export interface AssessedFact {
  /** Of the assessment: the calendar year in Asia/Shanghai. */
  readonly year: number;
  /** Code of the unit that is assessed. */
  readonly unit: string;
  readonly column: Column;
  readonly process: string;
  readonly fact: Fact;
  readonly value: number | boolean;
  readonly at: Date;
}

export interface FactFilter {
  readonly year: number;
  readonly unit?: string;
  readonly column?: Column;
  /** Units that the reader may see; null: all. */
  readonly units: readonly string[] | null;
}

/** Facts for the annual assessment (绩效评估). */
export class AssessmentFactsRepository {
  constructor(private readonly db: Database) {}

  /** By unit, column and time. A unit has a few dozen facts a year. */
  list({ year, unit, column, units }: FactFilter): Promise<AssessmentFact[]> {
    const conditions = [...(units ? [In(units)] : []), ...(unit === undefined ? [] : [Equal(unit)])];
    return this.db.getRepository(AssessmentFact).find({
      where: {
        year,
        ...(column !== undefined && { column }),
        ...(conditions.length > 0 && { unit: And(...conditions) }),
      },
      order: { unit: 'ASC', column: 'ASC', at: 'ASC', processId: 'ASC', fact: 'ASC' },
    });
  }
}

/** Stores a fact. Idempotent: a fact of the same process, unit and name replaces the stored one. */
export async function recordFact(
  tx: EntityManager,
  { process, value, ...fact }: AssessedFact,
): Promise<void> {
  const row = { ...fact, processId: process, value: Number(value) };
  await tx.getRepository(AssessmentFact).upsert(row, ['processId', 'unit', 'fact']);
}
