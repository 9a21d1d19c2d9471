import type { EntityManager } from 'typeorm';
import { recordFact, type Fact } from '../cases/assessment/assessment-facts.repository.js';
import { FIGURES } from './interview-documents.js';

/** The year that an interview counts for: that of the day for which it was set first. */
async function unitAndYear(tx: EntityManager, interview: string): Promise<{ unit: string; year: number }> {
  const [row]: { unit: string; year: number }[] = await tx.query(
    `SELECT unit_code AS unit, extract(year FROM planned_on)::int AS year FROM interview WHERE id = $1`,
    [interview],
  );
  return row!;
}

/** For the annual assessment (RULES.md 5.6, I9). @param at epoch ms */
export async function tell(
  tx: EntityManager,
  interview: string,
  facts: Partial<Record<Fact, number | boolean>>,
  at: number,
): Promise<void> {
  const { unit, year } = await unitAndYear(tx, interview);
  for (const [fact, value] of Object.entries(facts) as [Fact, number | boolean][])
    await recordFact(tx, {
      unit,
      year,
      column: 'interview',
      process: interview,
      fact,
      value,
      at: new Date(at),
    });
}

/** How many questions were approved, how many of them have an answer, and whether all do. */
export async function tellAnswers(tx: EntityManager, interview: string, at: number): Promise<void> {
  const [row]: { approved: number; answeredLive: number; answeredLater: number }[] = await tx.query(FIGURES, [
    interview,
  ]);
  const { approved, answeredLive, answeredLater } = row!;
  const answers = answeredLive + answeredLater;
  await tell(tx, interview, { questions: approved, answers, answered: answers >= approved }, at);
}
