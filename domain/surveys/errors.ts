import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const SURVEYS_ERRORS = {
  QUESTIONNAIRE_INVALID: 422,
  SURVEY_STATE: 409,
  SURVEY_CHANGED: 409,
  SURVEY_INCOMPLETE: 409,
  SURVEY_PERIOD: 409,
  SURVEY_NOT_OPEN: 409,
  SURVEY_CLOSED: 410,
  SURVEY_ANSWERED: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    surveys: typeof SURVEYS_ERRORS;
  }
}
