import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { questionsOf } from './questions.js';
import { ResponsesRepository } from './responses.repository.js';
import { SurveysRepository } from './surveys.repository.js';

export interface RetentionLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Deletes the responses of surveys whose `retentionMonths` are over (step S1). The final tally and released
 * quotes stay.
 *
 * @param now the instant by which they are over
 * @returns number of surveys whose responses were deleted
 */
export async function deleteExpiredAnswers(dataSource: DataSource, now: Date): Promise<number> {
  const expired = await new SurveysRepository(dataSource).expired(now);
  for (const id of expired) {
    await transaction(dataSource, async (tx) => {
      const [surveys, responses] = [new SurveysRepository(tx), new ResponsesRepository(tx)];
      const { questionnaire } = await surveys.getLocked(id);
      const tally = await responses.tally(id, questionnaire ? questionsOf(questionnaire) : []);
      await surveys.setFinalTally(id, tally, now);
      await responses.deleteAll(id);
    });
  }
  return expired.length;
}

/** Checks every hour, until stopped. */
export function startAnswerRetention(
  { dataSource }: { readonly dataSource: DataSource },
  { log, everyMs = 3_600_000 }: { readonly log: RetentionLog; readonly everyMs?: number },
): Repetition {
  return repeat(
    async () => {
      const surveys = await deleteExpiredAnswers(dataSource, new Date());
      if (surveys > 0) log.info({ surveys }, 'deleted survey responses whose retention period is over');
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not delete expired survey responses') },
  );
}
