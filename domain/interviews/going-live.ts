import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { InstantArgument, StartArgument } from '../../workflows/interviews/behaviour.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import { tell, tellAnswers } from './interview-facts.js';
import { earliestLiveAt } from './preview-lead.js';
import type { InterviewDeps } from './deps.js';

/**
 * I3: from now on anybody reads the preview and asks. The lead counts from when it really became public, which may be
 * later than somebody decided it. Published before (and postponed), it keeps its lead.
 */
export async function publishPreview(
  { dataSource, timeLimits }: InterviewDeps,
  interview: string,
  { at }: InstantArgument,
): Promise<{ earliestLiveAt: number }> {
  await timeLimits.ready();
  const publicAt = Math.max(at, Date.now());
  const earliest = earliestLiveAt(timeLimits.policyAt(publicAt), publicAt);
  await dataSource.query(
    'UPDATE interview SET preview_at = $2, earliest_live_at = $3 WHERE id = $1 AND preview_at IS NULL',
    [interview, new Date(publicAt), new Date(earliest)],
  );
  const [row]: { earliest: Date }[] = await dataSource.query(
    'SELECT earliest_live_at AS earliest FROM interview WHERE id = $1',
    [interview],
  );
  return { earliestLiveAt: row!.earliest.getTime() };
}

/** I6: nothing happens when it was postponed before this was carried out: it is another day then. */
export async function startLive(
  dataSource: DataSource,
  interview: string,
  { at, liveOn }: StartArgument,
): Promise<void> {
  await dataSource.query(
    `UPDATE interview SET live_started_at = $2
     WHERE id = $1 AND live_started_at IS NULL AND (live_at AT TIME ZONE 'Asia/Shanghai')::date = $3`,
    [interview, new Date(at), liveOn],
  );
}

/** The last thing that is written while it is live has been committed when this returns, and is counted. */
export async function endLive(
  dataSource: DataSource,
  interview: string,
  { at }: InstantArgument,
): Promise<{ heldOn: string; unanswered: number }> {
  return transaction(dataSource, async (tx) => {
    await tx.query('UPDATE interview SET live_ended_at = coalesce(live_ended_at, $2) WHERE id = $1', [
      interview,
      new Date(at),
    ]);
    const [held]: { startedAt: Date; plannedOn: string }[] = await tx.query(
      `SELECT live_started_at AS "startedAt", planned_on::text AS "plannedOn" FROM interview WHERE id = $1`,
      [interview],
    );
    const heldOn = formatDay(dayOf(held!.startedAt.getTime()));
    await tell(tx, interview, { held: true, 'on-time': heldOn === held!.plannedOn }, at);
    const [{ unanswered }]: [{ unanswered: number }] = await tx.query(UNANSWERED, [interview]);
    if (unanswered === 0) await tellAnswers(tx, interview, at);
    return { heldOn, unanswered };
  });
}

/** I9: everything of it is there. */
export async function archive(dataSource: DataSource, interview: string): Promise<void> {
  await dataSource.query('UPDATE interview SET archived_at = coalesce(archived_at, $2) WHERE id = $1', [
    interview,
    new Date(),
  ]);
}

/** What still waits for the editor may be approved, and is to be answered then. */
const UNANSWERED = `
  SELECT count(*)::int AS unanswered FROM interview_question q
  WHERE q.interview_id = $1 AND q.set_aside IS NULL AND q.state <> 'dropped' AND NOT EXISTS (
    SELECT 1 FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published')`;
