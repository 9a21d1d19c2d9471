import type { DataSource } from 'typeorm';
import { ArrangementsRepository } from '../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../domain/arrangements/entries.repository.js';
import { transaction } from '../infra/database/transaction.js';
import { businessDate } from '../domain/time/business-clock.js';
import type { UnitAnswer } from '../workflows/arrangements/behaviour.js';
import { recordFact } from '../domain/assessment/assessment-facts.repository.js';

interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/** The steps of a year's arrangement, by activity type. Idempotent. */
export function createArrangementSteps({ dataSource }: { readonly dataSource: DataSource }) {
  return {
    'column-arrangement.settle': (request: Request<readonly UnitAnswer[]>) => settle(dataSource, request),
    'column-arrangement.publish': ({ process }: Request) => publish(dataSource, process),
  };
}

/**
 * Proposes the topics of units that have answered; drafts of silent units stay drafts. Records for the annual assessment
 * whether each unit answered by the due time of its task.
 */
function settle(
  dataSource: DataSource,
  { process, argument: answers }: Request<readonly UnitAnswer[]>,
): Promise<{ answered: number; silent: number }> {
  return transaction(dataSource, async (tx) => {
    const proposing = answers.filter(({ outcome }) => outcome === 'propose').map(({ unit }) => unit);
    await new EntriesRepository(tx).propose(process, proposing);
    const asked = await new ArrangementsRepository(tx).askedUnits(process);
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

/** Makes the arranged topics public. */
function publish(dataSource: DataSource, arrangement: string): Promise<{ entries: number }> {
  return transaction(dataSource, async (tx) => ({
    entries: await new ArrangementsRepository(tx).publish(arrangement, businessDate()),
  }));
}
