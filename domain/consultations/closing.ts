import type { EntityManager } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask } from '../../workflows/consultations/behaviour.js';
import { recordFact } from '../assessment/assessment-facts.repository.js';
import { dayOf, formatDay, yearOf } from '../time/civil-time.js';
import { daysAt, type Deps } from './consultation-days.js';
import { createAdoptionDocument } from './consultation-documents.js';
import { ConsultationsRepository, type ConsultationRow } from './consultations.repository.js';
import { OpinionsRepository, type VerdictCounts } from './opinions.repository.js';
import type { StepRequest } from './step-request.js';

interface Closed {
  readonly over: boolean;
  readonly opinions: number;
  readonly sortBy: string;
  readonly answerBy: string;
}

/** Q2: closes the period when it is over. Later deadlines count from its last day. */
export async function close(
  deps: Deps,
  { process: id, argument: { at } }: StepRequest<AfterTask>,
): Promise<Closed> {
  const days = await daysAt(deps, at);
  return transaction(deps.dataSource, async (tx) => {
    const consultations = new ConsultationsRepository(tx);
    const row = await consultations.lock(id);
    const sortBy = row.sortBy ?? days.sortBy(row.closesOn!);
    const answerBy = row.answerBy ?? days.answerBy(row.closesOn!);
    const over = at >= row.closesAt!.getTime();
    if (over && row.state === 'open')
      await consultations.close(id, { closedAt: new Date(at), sortBy, answerBy });
    const { opinions } = await new OpinionsRepository(tx).verdictCounts(id);
    return { over, opinions, sortBy, answerBy };
  });
}

/** Q4: counts the opinions without a verdict. */
export async function countUnanswered(
  { dataSource }: Deps,
  { process: id }: StepRequest,
): Promise<Pick<VerdictCounts, 'unanswered'>> {
  const { unanswered } = await new OpinionsRepository(dataSource).verdictCounts(id);
  return { unanswered };
}

/** Q5: publishes the adoption feedback for good, unless an opinion lacks its verdict. */
export async function publishAdoption(
  { dataSource }: Deps,
  { process: id, argument: { at } }: StepRequest<AfterTask>,
): Promise<VerdictCounts> {
  const counts = await transaction(dataSource, async (tx) => {
    const consultations = new ConsultationsRepository(tx);
    const row = await consultations.lock(id);
    const counted = await new OpinionsRepository(tx).verdictCounts(id);
    if (row.state !== 'closed' || counted.unanswered > 0) return counted;
    await consultations.answer(id, new Date(at));
    await recordFacts(tx, row, counted, at);
    return counted;
  });
  if (counts.unanswered === 0) await createAdoptionDocument(dataSource, id);
  return counts;
}

/** Records what the annual assessment counts of a consultation. */
async function recordFacts(
  tx: EntityManager,
  { id, unitCode: unit, publishedAt, answerBy }: ConsultationRow,
  { opinions, adopted }: VerdictCounts,
  at: number,
): Promise<void> {
  const year = yearOf(dayOf(publishedAt!.getTime()));
  const facts = {
    held: true,
    'feedback-on-time': formatDay(dayOf(at)) <= answerBy!,
    answered: opinions,
    adopted,
  } as const;
  for (const [fact, value] of Object.entries(facts) as [keyof typeof facts, number | boolean][])
    await recordFact(tx, { year, unit, column: 'consultation', process: id, fact, value, at: new Date(at) });
}
