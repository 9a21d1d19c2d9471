import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const CONSULTATIONS_ERRORS = {
  CONSULTATION_INCOMPLETE: 422,
  CONSULTATION_CLOSED: 409,
  CLAUSE_UNKNOWN: 422,
  OPINIONS_UNANSWERED: 409,
  POLICY_TITLE_TAKEN: 409,
  POLICY_GATE_CLOSED: 409,
  POLICY_STATE: 409,
  POLICY_INCOMPLETE: 422,
  RECORD_FROZEN: 409,
  TOO_EARLY: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    consultations: typeof CONSULTATIONS_ERRORS;
  }
}
