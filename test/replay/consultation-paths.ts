import { consultationInput as input } from '../workflows/consultations/consultation.js';
import { SUPERVISOR, type Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

async function published(process: Instance): Promise<void> {
  await process.complete('prepare', 'submit');
  await process.complete('checkDraft', 'accept');
  await process.complete('publish', 'publish');
}
async function answered(process: Instance): Promise<void> {
  await process.complete('sortOpinions', 'submit');
  await process.complete('signAdoption', 'publish');
}
async function reviewed(process: Instance): Promise<void> {
  await process.complete('submitReview', 'submit');
  await process.complete('legalReview', 'pass');
  await process.complete('awaitDecision', 'proceed');
}
const withdraw = { kind: 'message', name: 'withdraw', decision: {} } as const;

export const consultationPaths: Paths = {
  'major-with-a-hearing-and-issued': {
    input,
    result: 'issued',
    steps: async (process) => {
      await process.complete('classify', 'major');
      await published(process);
      await process.complete('sendPapers', 'send');
      await process.complete('collect', 'extend', { closesOn: '2030-01-31' });
      await process.complete('holdHearing', 'postpone', { on: '2030-01-15' });
      await process.complete('holdHearing', 'hold');
      await process.complete('collect', 'finish');
      await answered(process);
      await reviewed(process);
      await process.complete('decide', 'adopt');
      await process.complete('issue', 'return');
      await process.complete('decide', 'adopt');
      await process.complete('issue', 'issue');
    },
  },
  'ordinary-and-rejected': {
    input,
    result: 'rejected',
    steps: async (process) => {
      await process.complete('classify', 'ordinary');
      await process.complete('choose', 'without');
      await process.complete('submitReview', 'submit');
      await process.complete('legalReview', 'return');
      await reviewed(process);
      await process.complete('decide', 'return');
      await process.complete('submitReview', 'submit');
      await process.complete('legalReview', 'pass');
      await process.complete('awaitDecision', 'reopen');
      await process.complete('legalReview', 'pass');
      await process.complete('awaitDecision', 'proceed');
      await process.complete('decide', 'reject');
    },
  },
  'ordinary-consulted-on-first-after-all': {
    input,
    result: 'issued',
    steps: async (process) => {
      await process.complete('classify', 'ordinary');
      await process.complete('choose', 'without');
      await reviewed(process);
      await process.complete('decide', 'consult');
      await process.complete('prepare', 'submit');
      await process.complete('checkDraft', 'return');
      await process.complete('prepare', 'submit');
      await process.complete('checkDraft', 'accept');
      await process.complete('publish', 'return');
      await published(process);
      await process.complete('sendPapers', 'send');
      await process.complete('holdHearing', 'cancel');
      await process.complete('collect', 'finish');
      await process.complete('sortOpinions', 'submit');
      await process.complete('signAdoption', 'return');
      await answered(process);
      await reviewed(process);
      await process.complete('decide', 'adopt');
      await process.complete('issue', 'issue');
    },
  },
  'opinions-unanswered-and-withdrawn': {
    input,
    answers: { countVerdicts: { unanswered: 1 } },
    result: 'withdrawn',
    steps: async (process) => {
      await process.complete('classify', 'major');
      await published(process);
      await process.complete('sendPapers', 'send');
      await process.complete('holdHearing', 'hold');
      await process.complete('collect', 'finish');
      await process.complete('sortOpinions', 'submit');
      await process.openTask('sortOpinions');
      await process.send({ ...withdraw, by: SUPERVISOR });
    },
  },
  'silent-until-papers-and-period-run-out': {
    input,
    silent: true,
    result: 'withdrawn',
    steps: async (process) => {
      await process.complete('classify', 'major');
      await published(process);
      await process.complete('moveHearing', 'postpone', { on: '2030-01-15' });
      await process.complete('moveHearing', 'cancel');
      await process.openTask('sortOpinions');
      await process.send({ ...withdraw, by: SUPERVISOR });
    },
  },
  'suspended-ordered-and-cancelled': {
    input,
    result: 'cancelled',
    steps: async (process) => {
      await process.complete('classify', 'ordinary');
      await process.complete('choose', 'consult');
      await process.send({ kind: 'suspend', by: SUPERVISOR });
      await process.send({ kind: 'resume', by: SUPERVISOR });
      await process.send({ kind: 'message', name: 'order', decision: { kind: 'URGE' }, by: SUPERVISOR });
      await process.send({ kind: 'cancel', by: SUPERVISOR });
    },
  },
};
