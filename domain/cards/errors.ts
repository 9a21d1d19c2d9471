import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const CARDS_ERRORS = {
  UNIT_NOT_INVOLVED: 422,
  APPEAL_NOT_ALLOWED: 409,
  CARD_STATE: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    cards: typeof CARDS_ERRORS;
  }
}
