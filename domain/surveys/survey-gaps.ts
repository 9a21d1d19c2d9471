import type { StoredSurvey } from './surveys.repository.js';

/** Notices that a survey must show before it opens (step S1). */
const REQUIRED = ['questionnaire', 'purpose', 'notice', 'anonymity', 'retentionMonths'] as const;

/** Returns the required fields of a survey that are missing. */
export const surveyGaps = (survey: Pick<StoredSurvey, (typeof REQUIRED)[number]>): string[] =>
  REQUIRED.filter((field) => survey[field] === null || survey[field] === '');
