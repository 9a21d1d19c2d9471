import type { DataSource } from 'typeorm';
import { recordFact } from '../assessment/record-fact.js';
import { dayOf, parseDay } from '../time-limits/civil-time.js';

interface Request {
  readonly process: string;
}

/** The steps of a year's arrangement, by activity type. Each may be done again and comes to the same. */
export function createArrangementSteps({ dataSource }: { readonly dataSource: DataSource }) {
  return {
    'column-arrangement.settle': ({ process }: Request) => settle(dataSource, process),
    'column-arrangement.publish': ({ process }: Request) => publish(dataSource, process),
  };
}

/** Whoever has not answered is silent; that, and who was in time, is a fact of the annual assessment. */
function settle(dataSource: DataSource, arrangement: string): Promise<{ answered: number; silent: number }> {
  return dataSource.transaction(async (tx) => {
    await tx.query(
      `UPDATE arrangement_unit SET state = 'silent' WHERE arrangement_id = $1 AND state = 'awaited'`,
      [arrangement],
    );
    const units: { unit: string; state: string; answeredAt: Date | null; year: number; proposeBy: string }[] =
      await tx.query(
        `SELECT u.unit, u.state, u.answered_at AS "answeredAt", a.year, a.propose_by::text AS "proposeBy"
         FROM arrangement_unit u JOIN arrangement a ON a.id = u.arrangement_id WHERE a.id = $1`,
        [arrangement],
      );
    const at = new Date();
    for (const { unit, answeredAt, year, proposeBy } of units) {
      const value = answeredAt !== null && dayOf(answeredAt.getTime()) <= parseDay(proposeBy);
      await recordFact(tx, {
        ...{ year, unit, column: 'arrangement', process: arrangement },
        ...{ fact: 'proposed-on-time', value, at },
      });
    }
    const silent = units.filter(({ state }) => state === 'silent').length;
    return { answered: units.length - silent, silent };
  });
}

/** What the info office has arranged is public from now on. */
function publish(dataSource: DataSource, arrangement: string): Promise<{ entries: number }> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`UPDATE arrangement SET published_at = coalesce(published_at, now()) WHERE id = $1`, [
      arrangement,
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
