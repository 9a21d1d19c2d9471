import type { ErrorTable } from '../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const ACCOUNTS_ERRORS = {
  USERNAME_TAKEN: 409,
  ROLES_EXCLUDE: 409,
  ROLE_PROPOSED: 409,
  GRANT_DECIDED: 409,
  SECOND_PERSON_NEEDED: 409,
  LAST_ADMINISTRATOR: 409,
  ACCOUNT_STATE: 409,
  CLIENT_ID_TAKEN: 409,
  CLIENT_STATE: 409,
  CODE_INVALID: 401,
  CODE_NOT_ADMITTED: 409,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  interface ErrorTables {
    accounts: typeof ACCOUNTS_ERRORS;
  }
}
