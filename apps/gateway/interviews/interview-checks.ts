import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import { formatInstant } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import { assertComplete, missing, type Preparation } from './preparation.js';

interface Row extends Preparation {
  readonly form: 'text' | 'video';
  readonly videoUrl: string | null;
  readonly earliestLiveAt: Date | null;
  /** The hour that was announced. */
  readonly liveAt: Date;
  readonly points: readonly string[];
  readonly hasReport: boolean;
}

async function read(tx: EntityManager, id: string): Promise<Row> {
  const [row]: Row[] = await tx.query(
    `SELECT plan, guests, outline, background, form, video_url AS "videoUrl", earliest_live_at AS "earliestLiveAt",
       live_at AS "liveAt", points, report IS NOT NULL AS "hasReport"
     FROM interview WHERE id = $1`,
    [id],
  );
  return row!;
}

const complete: Check = async (tx, task) => assertComplete(await read(tx, task.process_id));

/**
 * Without the minimum lead of its preview no interview goes live (RULES.md 5.6, I3), nor before the hour for which the
 * public was invited, nor without its crew.
 */
const mayGoLive: Check = async (tx, task) => {
  const interview = await read(tx, task.process_id);
  if (interview.earliestLiveAt === null)
    throw new DubanError('LIVE_TOO_EARLY', 'the preview is not public yet');
  const earliest = Math.max(interview.earliestLiveAt.getTime(), interview.liveAt.getTime());
  if (businessNow() < earliest)
    throw new DubanError('LIVE_TOO_EARLY', `it may go live from ${formatInstant(earliest)} on`);
  await crewed(tx, task.process_id, interview);
};

async function crewed(tx: EntityManager, id: string, { form, videoUrl }: Row): Promise<void> {
  const [crew]: { hosts: number; writers: number; recorders: number; reviewers: number }[] = await tx.query(
    `SELECT count(*) FILTER (WHERE role = 'host')::int AS hosts,
       count(*) FILTER (WHERE role IN ('guest', 'recorder'))::int AS writers,
       count(*) FILTER (WHERE role = 'recorder')::int AS recorders,
       count(*) FILTER (WHERE role = 'reviewer')::int AS reviewers
     FROM interview_crew WHERE interview_id = $1`,
    [id],
  );
  const { hosts, writers, recorders, reviewers } = crew!;
  missing([
    ...(hosts === 0 ? [['crew.host', '主持人'] as const] : []),
    ...(writers === 0 ? [['crew.guest', '嘉宾或记录员'] as const] : []),
    ...(reviewers < (recorders > 0 ? 2 : 1) ? [['crew.reviewer', '审核人员'] as const] : []),
    ...(form === 'video' && videoUrl === null ? [['videoUrl', '视频地址'] as const] : []),
  ]);
}

const pending = (count: number, what: string): void => {
  if (count > 0) throw new DubanError('QUESTIONS_PENDING', `${count} questions ${what}`);
};

/** Every question has its decision, and those that are to be asked are chosen. */
const chosen: Check = async (tx, task) => {
  const { waiting, approved, picked } = await countQuestions(tx, task.process_id);
  pending(waiting, 'wait for a decision');
  if (picked === 0) pending(approved, 'are approved, and none is chosen');
};

const answered: Check = async (tx, task) => {
  const { waiting, unanswered } = await countQuestions(tx, task.process_id);
  pending(waiting, 'wait for a decision');
  pending(unanswered, 'have no answer');
};

async function countQuestions(
  tx: EntityManager,
  id: string,
): Promise<{ waiting: number; approved: number; picked: number; unanswered: number }> {
  const [counts] = await tx.query(
    `SELECT count(*) FILTER (WHERE q.state = 'waiting' AND q.set_aside IS NULL)::int AS waiting,
       count(*) FILTER (WHERE q.state = 'approved')::int AS approved,
       count(*) FILTER (WHERE q.chosen)::int AS picked,
       count(*) FILTER (WHERE q.state = 'approved' AND q.answer IS NULL AND NOT EXISTS (
         SELECT 1 FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published'))::int AS unanswered
     FROM interview_question q WHERE q.interview_id = $1`,
    [id],
  );
  return counts;
}

/** What was said is published or withdrawn, and its main points are written. */
const transcribed: Check = async (tx, task) => {
  const { points } = await read(tx, task.process_id);
  const [{ open }] = await tx.query(
    `SELECT count(*)::int AS open FROM interview_utterance
     WHERE interview_id = $1 AND state IN ('draft', 'reviewed', 'approved')`,
    [task.process_id],
  );
  missing(points.length === 0 ? [['points', '访谈要点']] : []);
  if (open > 0)
    throw new DubanError('UTTERANCE_STATE', `${open} utterances are neither published nor withdrawn`);
};

const reported: Check = async (tx, task) =>
  missing((await read(tx, task.process_id)).hasReport ? [] : [['report', '访谈小结']]);

/** The gates of an interview that only the database knows. */
export const interviewChecks: Checks = {
  'plan/submit': complete,
  'correctPlan/submit': complete,
  'goLive/start': mayGoLive,
  'chooseQuestions/digest': chosen,
  'answerRest/submit': answered,
  'signAnswers/publish': answered,
  'publishTranscript/publish': transcribed,
  'writeReport/submit': reported,
  'correctReport/submit': reported,
};
