import type { DataSource } from 'typeorm';
import { businessDate } from '../domain/time/business-clock.js';
import type { Answered } from '../workflows/arrangements/behaviour.js';
import { recordFact } from '../domain/cases/assessment/record-fact.js';

interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/** The steps of a year's arrangement, by activity type. Each may be done again and comes to the same. */
export function createArrangementSteps({ dataSource }: { readonly dataSource: DataSource }) {
  return {
    'column-arrangement.settle': (request: Request<readonly Answered[]>) => settle(dataSource, request),
    'column-arrangement.publish': ({ process }: Request) => publish(dataSource, process),
  };
}

/**
 * Topics of those who have answered are proposed; drafts of the silent stay drafts. Who was in time, by the due instant
 * that the unit's task showed, is a fact of the annual assessment.
 */
function settle(
  dataSource: DataSource,
  { process, argument: answers }: Request<readonly Answered[]>,
): Promise<{ answered: number; silent: number }> {
  return dataSource.transaction(async (tx) => {
    await tx.query(
      `UPDATE arrangement_entry SET state = 'proposed' WHERE arrangement_id = $1 AND unit = ANY ($2) AND state = 'draft'`,
      [process, answers.filter(({ outcome }) => outcome === 'propose').map(({ unit }) => unit)],
    );
    const asked: { unit: string; year: number; dueAt: Date | null }[] = await tx.query(
      `SELECT u.unit, a.year, t.due_at AS "dueAt" FROM arrangement_unit u
       JOIN arrangement a ON a.id = u.arrangement_id
       LEFT JOIN task t ON t.process_id = a.id AND t.name = 'propose' AND t.key = u.unit WHERE a.id = $1`,
      [process],
    );
    const at = new Date();
    for (const { unit, year, dueAt } of asked) {
      const answer = answers.find((one) => one.unit === unit);
      const value = answer !== undefined && (dueAt === null || answer.at <= dueAt.getTime());
      await recordFact(tx, {
        ...{ year, unit, column: 'arrangement', process },
        ...{ fact: 'proposed-on-time', value, at },
      });
    }
    return { answered: answers.length, silent: asked.length - answers.length };
  });
}

/** What the info office has arranged is public from now on. */
function publish(dataSource: DataSource, arrangement: string): Promise<{ entries: number }> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`UPDATE arrangement SET published_at = coalesce(published_at, $2) WHERE id = $1`, [
      arrangement,
      businessDate(),
    ]);
    await tx.query(
      `UPDATE arrangement_entry SET state = 'published' WHERE arrangement_id = $1 AND state = 'arranged'`,
      [arrangement],
    );
    const [{ entries }]: [{ entries: number }] = await tx.query(
      `SELECT count(*)::int AS entries FROM arrangement_entry WHERE arrangement_id = $1 AND state = 'published'`,
      [arrangement],
    );
    return { entries };
  });
}
