import { assertNoGaps, liveGaps, planGaps } from '../../../domain/interviews/interview-gaps.js';
import {
  InterviewsRepository,
  type InterviewPart,
} from '../../../domain/interviews/interviews.repository.js';
import { QuestionsRepository } from '../../../domain/interviews/questions.repository.js';
import { UtterancesRepository } from '../../../domain/interviews/utterances.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { allOf, notByAuthor, ownText } from '../cases/tasks/author-checks.js';
import type { Precondition, Preconditions } from '../cases/tasks/task-checks.js';

const planIsComplete: Precondition = async (db, task) =>
  assertNoGaps(planGaps(await new InterviewsRepository(db).get(task.process_id)));

/**
 * An interview goes live after the minimum lead of its preview (step I3), not before its announced time, and with
 * a complete crew.
 */
const mayGoLive: Precondition = async (db, task) => {
  const interviews = new InterviewsRepository(db);
  const interview = await interviews.get(task.process_id);
  const { earliestLiveAt, liveAt } = interview;
  if (earliestLiveAt === null) throw new DubanError('LIVE_TOO_EARLY', detail('interviews.previewNotPublic'));
  const earliest = Math.max(earliestLiveAt.getTime(), liveAt.getTime());
  if (businessNow() < earliest)
    throw new DubanError(
      'LIVE_TOO_EARLY',
      detail('interviews.liveFrom', { at: new Date(earliest).toISOString() }),
    );
  assertNoGaps(liveGaps(interview, await interviews.countCrew(task.process_id)));
};

/** Every question has its decision, and some are chosen if any was approved. */
const questionsAreChosen: Precondition = async (db, task) => {
  const { waiting, approved, chosen } = await new QuestionsRepository(db).count(task.process_id);
  assertNoneWaits(waiting);
  if (chosen === 0 && approved > 0)
    throw new DubanError('QUESTIONS_PENDING', detail('interviews.noneChosen', { count: approved }));
};

const questionsAreAnswered: Precondition = async (db, task) => {
  const { waiting, unanswered } = await new QuestionsRepository(db).count(task.process_id);
  assertNoneWaits(waiting);
  if (unanswered > 0)
    throw new DubanError(
      'QUESTIONS_PENDING',
      detail('interviews.questionsUnanswered', { count: unanswered }),
    );
};

function assertNoneWaits(waiting: number): void {
  if (waiting > 0)
    throw new DubanError('QUESTIONS_PENDING', detail('interviews.questionsWaiting', { count: waiting }));
}

/** Every utterance is published or withdrawn, and the main points are written. */
const transcriptIsComplete: Precondition = async (db, task) => {
  const { points } = await new InterviewsRepository(db).get(task.process_id);
  const open = await new UtterancesRepository(db).countOpen(task.process_id);
  assertNoGaps(points.length === 0 ? [issue('points', 'interviews.pointsMissing')] : []);
  if (open > 0) throw new DubanError('UTTERANCE_STATE', detail('interviews.utterancesOpen', { count: open }));
};

const reportIsWritten: Precondition = async (db, task) => {
  const { report } = await new InterviewsRepository(db).get(task.process_id);
  assertNoGaps(report === null ? [issue('report', 'interviews.reportMissing')] : []);
};

/** The signer wrote none of the answers. @throws {DubanError} FOUR_EYES */
const answersAreByOthers: Precondition = async (db, task, { account }) => {
  if (await new QuestionsRepository(db).hasAnswerBy(task.process_id, account)) throw ownText();
};

const notByPlanner = notByAuthor('plan' satisfies InterviewPart);

/** What must be ready before a task of an interview is completed, and four eyes on what is written outside of tasks. */
export const interviewPreconditions: Preconditions = {
  'plan/submit': planIsComplete,
  'correctPlan/submit': planIsComplete,
  'reviewPlan/pass': notByPlanner,
  'approvePlan/approve': notByPlanner,
  'publishPreview/publish': notByPlanner,
  'goLive/start': mayGoLive,
  'chooseQuestions/digest': questionsAreChosen,
  'answerRest/submit': questionsAreAnswered,
  'signAnswers/publish': allOf(answersAreByOthers, questionsAreAnswered),
  'publishTranscript/publish': allOf(notByAuthor('points' satisfies InterviewPart), transcriptIsComplete),
  'writeReport/submit': reportIsWritten,
  'correctReport/submit': reportIsWritten,
  'checkReport/accept': notByAuthor('report' satisfies InterviewPart),
};
