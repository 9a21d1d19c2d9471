import type { ErrorTable } from '../../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const DUTY_ERRORS = {
  DUTY_OVERLAPS: 409,
  DUTY_ENDED: 409,
  ABSENCE_OVERLAPS: 409,
  ABSENCE_CHAINED: 409,
  ABSENCE_ENDED: 409,
} as const satisfies ErrorTable;

declare module '../../../workflows/engine/errors.js' {
  interface ErrorTables {
    duty: typeof DUTY_ERRORS;
  }
}
