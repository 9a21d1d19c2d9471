import type { EntityManager } from 'typeorm';

/** Which of the columns a fact is about. */
export const COLUMNS = ['arrangement', 'interview', 'survey', 'consultation'] as const;
export type Column = (typeof COLUMNS)[number];

/** What is told of a cycle: counts, and what is true (1) or false (0). */
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

/**
 * Writes a fact for the annual assessment (RULES.md 5.6 I9, 5.7, 5.8), in the caller's transaction. Telling a fact of a
 * process again replaces it, so an activity that is tried again changes nothing.
 */
export async function recordFact(manager: EntityManager, told: AssessedFact): Promise<void> {
  await manager.query(
    `INSERT INTO assessment_fact (process_id, unit, fact, year, column_key, value, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (process_id, unit, fact) DO UPDATE SET value = excluded.value, at = excluded.at, year = excluded.year`,
    [told.process, told.unit, told.fact, told.year, told.column, Number(told.value), told.at],
  );
}
