import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const LETTERS_ERRORS = {
  CONFLICT_OF_INTEREST: 409,
  CONFLICT_UNACKNOWLEDGED: 422,
  UNIT_OUTSIDE_COUNTY: 409,
  MERGE_TARGET_INVALID: 409,
  MERGE_JOINS_ACCUSATION: 409,
  EXTENSION_NOT_ALLOWED: 409,
  COMPLEX_UNDECIDED: 409,
  COMPLEX_NOT_ALLOWED: 409,
  DISPUTE_TOO_LATE: 409,
  RATING_CLOSED: 409,
  FOLLOW_UP_NOT_ALLOWED: 409,
  ERASURE_STATE: 409,
  ERASURE_TOO_EARLY: 409,
  LISTING_STATE: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    letters: typeof LETTERS_ERRORS;
  }
}
