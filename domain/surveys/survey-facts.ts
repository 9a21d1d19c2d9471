import type { EntityManager } from 'typeorm';
import { recordFact, type Fact } from '../cases/assessment/assessment-facts.repository.js';
import { dayOf, yearOf } from '../time/civil-time.js';

/** Tells the annual assessment of a survey; the year is that in which it opens. */
export async function tellFacts(
  tx: EntityManager,
  survey: string,
  facts: Readonly<Partial<Record<Fact, number | boolean>>>,
  at: Date,
): Promise<void> {
  const [row]: { unit: string; opens: Date }[] = await tx.query(
    `SELECT unit_code AS unit, coalesce(opens_at, opens_on::timestamp AT TIME ZONE 'Asia/Shanghai') AS opens
     FROM survey WHERE id = $1`,
    [survey],
  );
  const { unit, opens } = row!;
  const year = yearOf(dayOf(opens.getTime()));
  for (const [fact, value] of Object.entries(facts) as [Fact, number | boolean][])
    await recordFact(tx, { year, unit, column: 'survey', process: survey, fact, value, at });
}

/** Whether something was done while its clock was not due; where there is no limit it always is. */
export async function isOnTime(
  tx: EntityManager,
  survey: string,
  done: { readonly clock: 'report' | 'adoption'; readonly at: number },
): Promise<boolean> {
  const [row]: { dueAt: Date | null }[] = await tx.query(
    `SELECT due_at AS "dueAt" FROM clock WHERE process_id = $1 AND name = $2 ORDER BY number DESC LIMIT 1`,
    [survey, done.clock],
  );
  return !row?.dueAt || done.at <= row.dueAt.getTime();
}
