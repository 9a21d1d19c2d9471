import { PublicSurveysRepository } from '../../../domain/surveys/public-surveys.repository.js';
import { surveyPolicyGaps } from '../../../domain/surveys/policy-gaps.js';
import { TITLE_OF_SURVEY } from '../../../domain/surveys/surveys.repository.js';
import { defineBusiness } from '../cases/registration/business.js';
import { SurveyChecks } from './survey-checks.js';
import { SurveysModule } from './surveys.module.js';

/** Surveys. */
export const surveys = defineBusiness({
  name: 'surveys',
  module: SurveysModule,
  portal: { goingOn: (db, at) => new PublicSurveysRepository(db).goingOn(at) },
  processes: {
    survey: {
      preconditions: ({ timeLimits }) => new SurveyChecks(timeLimits).preconditions,
      checks: ({ timeLimits }) => new SurveyChecks(timeLimits).checks,
      refusals: ['SURVEY_CHANGED', 'SURVEY_INCOMPLETE', 'SURVEY_PERIOD'],
      senders: { order: ['supervisor'] },
      duty: 'columns',
      policyGaps: surveyPolicyGaps,
      matter: TITLE_OF_SURVEY,
      searched: true,
      readers: ['info-editor', 'info-reviewer'],
    },
  },
});
