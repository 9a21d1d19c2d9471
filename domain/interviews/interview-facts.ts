import type { EntityManager } from 'typeorm';
import { recordFact, type Fact } from '../assessment/assessment-facts.repository.js';
import { InterviewsRepository } from './interviews.repository.js';
import { QuestionsRepository } from './questions.repository.js';

/**
 * Records facts for the annual assessment (step I9). An interview counts for the year of the day for which it was
 * first planned.
 *
 * @param at epoch ms
 */
export async function recordFacts(
  tx: EntityManager,
  interview: string,
  facts: Partial<Record<Fact, number | boolean>>,
  at: number,
): Promise<void> {
  const { unitCode: unit, plannedOn } = await new InterviewsRepository(tx).get(interview);
  const of = { unit, year: Number(plannedOn.slice(0, 4)), column: 'interview', process: interview } as const;
  for (const [fact, value] of Object.entries(facts) as [Fact, number | boolean][])
    await recordFact(tx, { ...of, fact, value, at: new Date(at) });
}

/** Records how many questions were approved, how many have an answer, and whether all do. @param at epoch ms */
export async function recordAnswerFacts(tx: EntityManager, interview: string, at: number): Promise<void> {
  const { approved, answeredLive, answeredLater } = await new QuestionsRepository(tx).figures(interview);
  const answers = answeredLive + answeredLater;
  await recordFacts(tx, interview, { questions: approved, answers, answered: answers >= approved }, at);
}
