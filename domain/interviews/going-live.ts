import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { InstantArgument, StartArgument } from '../../workflows/interviews/behaviour.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import type { InterviewDeps } from './deps.js';
import { recordAnswerFacts, recordFacts } from './interview-facts.js';
import { InterviewsRepository } from './interviews.repository.js';
import { earliestLiveAt } from './preview-lead.js';
import { QuestionsRepository } from './questions.repository.js';

/**
 * I3: makes the preview public and opens the form for questions. The lead counts from the instant of publication, which
 * may be later than the decision. A preview published before a postponement keeps its lead.
 */
export async function publishPreview(
  { dataSource, timeLimits }: InterviewDeps,
  interview: string,
  { at }: InstantArgument,
): Promise<{ earliestLiveAt: number }> {
  await timeLimits.ready();
  const publicAt = Math.max(at, Date.now());
  const earliest = earliestLiveAt(timeLimits.policyAt(publicAt), publicAt);
  const interviews = new InterviewsRepository(dataSource);
  const inForce = await interviews.publishPreview(interview, new Date(publicAt), new Date(earliest));
  return { earliestLiveAt: inForce.getTime() };
}

/** I6. Does nothing when a postponement came first: the interview is on another day then. */
export async function startLive(
  dataSource: DataSource,
  interview: string,
  { at, liveOn }: StartArgument,
): Promise<void> {
  await new InterviewsRepository(dataSource).startLive(interview, new Date(at), liveOn);
}

/** Ends the interview. Waits for utterances and questions that are being written, so its counts include them. */
export async function endLive(
  dataSource: DataSource,
  interview: string,
  { at }: InstantArgument,
): Promise<{ heldOn: string; unanswered: number }> {
  return transaction(dataSource, async (tx) => {
    const interviews = new InterviewsRepository(tx);
    await interviews.setOnce(interview, 'liveEndedAt', new Date(at));
    const { liveStartedAt, plannedOn } = await interviews.get(interview);
    const heldOn = formatDay(dayOf(liveStartedAt!.getTime()));
    await recordFacts(tx, interview, { held: true, 'on-time': heldOn === plannedOn }, at);
    const unanswered = await new QuestionsRepository(tx).countToAnswer(interview);
    if (unanswered === 0) await recordAnswerFacts(tx, interview, at);
    return { heldOn, unanswered };
  });
}

/** I9 */
export async function archive(dataSource: DataSource, interview: string): Promise<void> {
  await new InterviewsRepository(dataSource).setOnce(interview, 'archivedAt', new Date());
}
