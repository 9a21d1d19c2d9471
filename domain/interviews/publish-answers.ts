import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { InstantArgument } from '../../workflows/interviews/behaviour.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import { tell, tellAnswers } from './interview-facts.js';
import type { InterviewDeps } from './deps.js';

/** I7: the signed answers are read by anybody from now on. */
export async function publishAnswers(dataSource: DataSource, interview: string): Promise<void> {
  const now = new Date();
  await transaction(dataSource, async (tx) => {
    await tx.query('UPDATE interview SET answers_at = coalesce(answers_at, $2) WHERE id = $1', [
      interview,
      now,
    ]);
    await tellAnswers(tx, interview, now.getTime());
  });
}

/** I9: in time is what comes before its limit ends, whatever is corrected afterwards. */
export async function noteReport(
  { dataSource, timeLimits }: InterviewDeps,
  interview: string,
  { at }: InstantArgument,
): Promise<void> {
  await timeLimits.ready();
  await transaction(dataSource, async (tx) => {
    const [row]: { startedAt: Date }[] = await tx.query(
      'SELECT live_started_at AS "startedAt" FROM interview WHERE id = $1',
      [interview],
    );
    const from = row!.startedAt.getTime();
    const limit = { limit: 'interviewReport', due: formatDay(dayOf(from)), from };
    const until = await timeLimits.timeoutInstant(limit);
    await tx.query('UPDATE interview SET reported_at = coalesce(reported_at, $2) WHERE id = $1', [
      interview,
      new Date(at),
    ]);
    await tell(tx, interview, { 'reported-on-time': until === null || at <= until }, at);
  });
}
