import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask } from '../../workflows/consultations/behaviour.js';
import { recordFact } from '../cases/assessment/assessment-facts.repository.js';
import { dayOf, formatDay, yearOf } from '../time/civil-time.js';
import { makeAdoption } from './consultation-documents.js';
import { readConsultation, type ConsultationRow } from './consultation-row.js';
import { daysAt, type Deps, type Request } from './deps.js';

interface Closed {
  readonly over: boolean;
  readonly opinions: number;
  readonly sortBy: string;
  readonly answerBy: string;
}

/** Q2: the period is over, if it is. The days that follow are counted from its last one. */
export async function close(
  deps: Deps,
  { process: id, argument: { at } }: Request<AfterTask>,
): Promise<Closed> {
  const days = await daysAt(deps, at);
  return transaction(deps.dataSource, async (tx) => {
    const row = await readConsultation(tx, id, { lock: true });
    const sortBy = row.sortBy ?? days.sortBy(row.closesOn!);
    const answerBy = row.answerBy ?? days.answerBy(row.closesOn!);
    const over = at >= row.closesAt!.getTime();
    if (over && row.state === 'open')
      await tx.query(
        `UPDATE consultation SET state = 'closed', closed_at = $2, sort_by = $3, answer_by = $4 WHERE id = $1`,
        [id, new Date(at), sortBy, answerBy],
      );
    const { opinions } = await countVerdicts(tx, id);
    return { over, opinions, sortBy, answerBy };
  });
}

export interface VerdictCounts {
  /** Opinions that were not set aside. */
  readonly opinions: number;
  /** Of these, wholly or in part. */
  readonly adopted: number;
  /** Of these, without a verdict, or not moderated yet. */
  readonly unanswered: number;
}

export async function countVerdicts(db: DataSource | EntityManager, id: string): Promise<VerdictCounts> {
  const [counts]: VerdictCounts[] = await db.query(
    `SELECT count(*) FILTER (WHERE state <> 'setAside')::int AS opinions,
       count(*) FILTER (WHERE state = 'published' AND verdict IN ('ADOPTED', 'PARTLY'))::int AS adopted,
       opinions_unanswered($1)::int AS unanswered
     FROM opinion WHERE consultation_id = $1`,
    [id],
  );
  return counts!;
}

/** Q5: the feedback is public, and stays as it is; not while one opinion lacks its verdict. */
export async function publishAdoption(
  { dataSource }: Deps,
  { process: id, argument: { at } }: Request<AfterTask>,
): Promise<VerdictCounts> {
  const counts = await transaction(dataSource, async (tx) => {
    const row = await readConsultation(tx, id, { lock: true });
    const counted = await countVerdicts(tx, id);
    if (row.state !== 'closed' || counted.unanswered > 0) return counted;
    await tx.query(`UPDATE consultation SET state = 'answered', adoption_published_at = $2 WHERE id = $1`, [
      id,
      new Date(at),
    ]);
    await recordFacts(tx, row, counted, at);
    return counted;
  });
  if (counts.unanswered === 0) await makeAdoption(dataSource, id);
  return counts;
}

/** What the year's assessment asks of a consultation. */
async function recordFacts(
  tx: EntityManager,
  { id, unit, publishedAt, answerBy }: ConsultationRow,
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
