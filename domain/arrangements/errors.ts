import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const ARRANGEMENTS_ERRORS = {
  ARRANGEMENT_STATE: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    arrangements: typeof ARRANGEMENTS_ERRORS;
  }
}
