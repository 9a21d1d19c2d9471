import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const CATALOGUE_ERRORS = {
  COMPARISON_TOO_LARGE: 422,
  CATALOGUE_FROZEN: 409,
  RENAME_NOT_ALLOWED: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    catalogue: typeof CATALOGUE_ERRORS;
  }
}
