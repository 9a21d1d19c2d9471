import { SUPERVISOR, type Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

const input = { unit: 'JYJ', office: 'XXB', questionnaireBy: '2999-12-31' };
/** Days in the past: limits that end on them time out a second after their start. */
const published = { waitsUntil: '2015-06-30', closesOn: '2015-07-15', results: 'afterwards' };
const revision = { revision: 1 };

async function approved(survey: Instance): Promise<void> {
  await survey.complete('review', 'pass', revision);
  await survey.complete('approve', 'publish', revision);
}
async function concluded(survey: Instance): Promise<void> {
  await survey.complete('report', 'submit');
  await survey.complete('signReport', 'sign');
  await survey.complete('adoption', 'submit');
  await survey.complete('signAdoption', 'sign');
}

export const surveyPaths: Paths = {
  'opened-and-closed-by-its-days': {
    input,
    silent: true,
    answers: { publish: published },
    result: 'completed',
    steps: async (survey) => {
      await survey.complete('submit', 'submit', revision);
      await approved(survey);
      await survey.complete('publishFigures', 'publish');
      await concluded(survey);
    },
  },
  'returned-withdrawn-suspended-and-cancelled': {
    input,
    answers: { publish: { ...published, waitsUntil: '2999-12-30', closesOn: '2999-12-31' } },
    result: 'cancelled',
    steps: async (survey) => {
      await survey.complete('submit', 'submit', revision);
      await survey.complete('review', 'return');
      await survey.complete('revise', 'submit', revision);
      await survey.complete('review', 'pass', revision);
      await survey.complete('approve', 'return');
      await survey.complete('revise', 'submit', revision);
      await approved(survey);
      await survey.complete('awaitOpening', 'withdraw');
      await survey.complete('revise', 'submit', revision);
      await survey.send({ kind: 'message', name: 'order', decision: { kind: 'URGE' }, by: SUPERVISOR });
      await survey.send({ kind: 'suspend', by: SUPERVISOR });
      await survey.send({ kind: 'resume', by: SUPERVISOR });
      await survey.send({ kind: 'cancel', by: SUPERVISOR });
    },
  },
  'open-at-once-extended-and-closed-early': {
    input,
    answers: { publish: { ...published, waitsUntil: null, closesOn: '2999-12-31', results: 'never' } },
    result: 'completed',
    steps: async (survey) => {
      await survey.complete('submit', 'submit', revision);
      await approved(survey);
      await survey.complete('collect', 'extend', { closesOn: '2999-12-31' });
      await survey.complete('collect', 'close');
      await survey.complete('report', 'submit');
      await survey.complete('signReport', 'return');
      await survey.complete('report', 'submit');
      await survey.complete('signReport', 'sign');
      await survey.complete('adoption', 'submit');
      await survey.complete('signAdoption', 'return');
      await survey.complete('adoption', 'submit');
      await survey.complete('signAdoption', 'sign');
    },
  },
  abandoned: {
    input,
    result: 'abandoned',
    steps: (survey) => survey.complete('submit', 'abandon'),
  },
};
