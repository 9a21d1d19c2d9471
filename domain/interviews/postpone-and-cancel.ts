import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { NoticeArgument } from '../../workflows/interviews/behaviour.js';
import { recordFacts } from './interview-facts.js';
import { InterviewsRepository } from './interviews.repository.js';

/** Publishes the new time together with its notice. The interview is not live any more; published utterances stay. Idempotent. */
export async function postpone(
  dataSource: DataSource,
  interview: string,
  { notice }: NoticeArgument,
): Promise<void> {
  await transaction(dataSource, async (tx) => {
    const interviews = new InterviewsRepository(tx);
    const published = await interviews.publishNotice(interview, notice, new Date());
    if (published) await interviews.move(interview, published.liveAt!);
  });
}

/** Calls the interview off together with its notice. Idempotent. */
export async function callOff(
  dataSource: DataSource,
  interview: string,
  { notice }: NoticeArgument,
): Promise<void> {
  const now = new Date();
  await transaction(dataSource, async (tx) => {
    const interviews = new InterviewsRepository(tx);
    if (!(await interviews.publishNotice(interview, notice, now))) return;
    await interviews.callOff(interview, now);
    await recordFacts(tx, interview, { held: false }, now.getTime());
  });
}
