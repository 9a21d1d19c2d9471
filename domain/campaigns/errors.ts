import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const CAMPAIGNS_ERRORS = {
  LIST_REJECTED: 422,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    campaigns: typeof CAMPAIGNS_ERRORS;
  }
}
