import type { EntityManager } from 'typeorm';
import { recordFact, type Fact } from '../assessment/assessment-facts.repository.js';
import { dayOf, yearOf, parseDay } from '../time/civil-time.js';
import { SurveysRepository } from './surveys.repository.js';

/** Records facts for the annual assessment. A survey counts for the year in which it opens. */
export async function recordFacts(
  tx: EntityManager,
  survey: string,
  facts: Readonly<Partial<Record<Fact, number | boolean>>>,
  at: Date,
): Promise<void> {
  const { unitCode: unit, opensAt, opensOn } = await new SurveysRepository(tx).get(survey);
  const year = yearOf(opensAt ? dayOf(opensAt.getTime()) : parseDay(opensOn));
  for (const [fact, value] of Object.entries(facts) as [Fact, number | boolean][])
    await recordFact(tx, { year, unit, column: 'survey', process: survey, fact, value, at });
}

/** Whether something was done before its clock was due; true without a limit. @param done.at epoch ms */
export async function isOnTime(
  tx: EntityManager,
  survey: string,
  done: { readonly clock: 'report' | 'adoption'; readonly at: number },
): Promise<boolean> {
  const dueAt = await new SurveysRepository(tx).dueAt(survey, done.clock);
  return dueAt === null || done.at <= dueAt.getTime();
}
