import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const INTERVIEWS_ERRORS = {
  INTERVIEW_INCOMPLETE: 409,
  LIVE_TOO_EARLY: 409,
  LIVE_NOT_RUNNING: 409,
  UTTERANCE_STATE: 409,
  QUESTIONS_CLOSED: 409,
  QUESTIONS_PENDING: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    interviews: typeof INTERVIEWS_ERRORS;
  }
}
