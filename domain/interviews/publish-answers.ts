import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { InstantArgument } from '../../workflows/interviews/behaviour.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import type { InterviewDeps } from './deps.js';
import { recordAnswerFacts, recordFacts } from './interview-facts.js';
import { InterviewsRepository } from './interviews.repository.js';

/** I7: makes the signed answers public. */
export async function publishAnswers(dataSource: DataSource, interview: string): Promise<void> {
  const now = new Date();
  await transaction(dataSource, async (tx) => {
    await new InterviewsRepository(tx).setOnce(interview, 'answersAt', now);
    await recordAnswerFacts(tx, interview, now.getTime());
  });
}

/** I9: records whether the report was submitted within its limit; later corrections do not count. */
export async function noteReport(
  { dataSource, timeLimits }: InterviewDeps,
  interview: string,
  { at }: InstantArgument,
): Promise<void> {
  await timeLimits.ready();
  await transaction(dataSource, async (tx) => {
    const interviews = new InterviewsRepository(tx);
    const from = (await interviews.get(interview)).liveStartedAt!.getTime();
    const limit = { limit: 'interviewReport', due: formatDay(dayOf(from)), from };
    const until = await timeLimits.timeoutInstant(limit);
    await interviews.setOnce(interview, 'reportedAt', new Date(at));
    await recordFacts(tx, interview, { 'reported-on-time': until === null || at <= until }, at);
  });
}
