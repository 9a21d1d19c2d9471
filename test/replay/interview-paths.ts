import { interviewInput, NOTICE } from '../workflows/interviews/interview.js';
import { SUPERVISOR, type Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

const LATER = '2026-12-31';
const postpone = (interview: Instance) =>
  interview.send({
    kind: 'message',
    name: 'postpone',
    decision: { liveOn: LATER, notice: NOTICE },
    by: SUPERVISOR,
  });

async function approved(interview: Instance): Promise<void> {
  await interview.complete('reviewPlan', 'pass');
  await interview.complete('approvePlan', 'approve');
}
async function ended(interview: Instance): Promise<void> {
  await interview.complete('plan', 'submit');
  await approved(interview);
  await interview.complete('publishPreview', 'publish');
  await interview.complete('chooseQuestions', 'digest');
  await interview.complete('goLive', 'start');
  await interview.complete('endLive', 'end');
}
async function reported(interview: Instance): Promise<void> {
  await interview.complete('publishTranscript', 'publish');
  await interview.complete('writeReport', 'submit');
  await interview.complete('checkReport', 'accept');
}

export const interviewPaths: Paths = {
  'held-answered-and-archived': {
    input: interviewInput,
    result: 'archived',
    steps: async (interview) => {
      await ended(interview);
      await interview.complete('answerRest', 'submit');
      await interview.complete('signAnswers', 'publish');
      await reported(interview);
    },
  },
  'returned-rehearsed-and-everything-answered-live': {
    input: interviewInput,
    answers: { endLive: { heldOn: LATER, unanswered: 0 } },
    result: 'archived',
    steps: async (interview) => {
      await interview.complete('plan', 'submit');
      await interview.complete('reviewPlan', 'return');
      await interview.complete('correctPlan', 'submit');
      await interview.complete('reviewPlan', 'pass');
      await interview.complete('approvePlan', 'return');
      await interview.complete('correctPlan', 'submit');
      await approved(interview);
      await interview.complete('publishPreview', 'publish');
      await interview.complete('chooseQuestions', 'digest');
      await interview.complete('goLive', 'rehearse');
      await interview.complete('goLive', 'start');
      await interview.complete('endLive', 'end');
      await reported(interview);
    },
  },
  'postponed-three-times-and-answers-returned': {
    input: interviewInput,
    result: 'archived',
    steps: async (interview) => {
      await postpone(interview);
      await interview.complete('plan', 'submit');
      await approved(interview);
      await postpone(interview);
      await interview.complete('publishPreview', 'publish');
      await interview.complete('chooseQuestions', 'digest');
      await interview.complete('goLive', 'start');
      await postpone(interview);
      await interview.complete('goLive', 'start');
      await interview.complete('endLive', 'end');
      await interview.complete('answerRest', 'submit');
      await interview.complete('signAnswers', 'return');
      await interview.complete('answerRest', 'submit');
      await interview.complete('signAnswers', 'publish');
      await interview.complete('publishTranscript', 'publish');
      await interview.complete('writeReport', 'submit');
      await interview.complete('checkReport', 'return');
      await interview.complete('correctReport', 'submit');
      await interview.complete('checkReport', 'accept');
    },
  },
  // Going live is not allowed while the recorded result of the step says so.
  'preview-too-young-ordered-and-called-off': {
    input: interviewInput,
    answers: { publishPreview: { earliestLiveAt: 32_503_651_200_000 } },
    result: 'calledOff',
    steps: async (interview) => {
      await interview.complete('plan', 'submit');
      await approved(interview);
      await interview.complete('publishPreview', 'publish');
      await interview.complete('chooseQuestions', 'digest');
      await interview.complete('goLive', 'start');
      await interview.send({ kind: 'message', name: 'order', decision: { kind: 'URGE' }, by: SUPERVISOR });
      await interview.send({
        kind: 'message',
        name: 'callOff',
        decision: { notice: NOTICE },
        by: SUPERVISOR,
      });
    },
  },
};
