import type { ErrorTable } from '../../../../workflows/engine/errors.js';

/** Code -> HTTP status. */
export const PLATFORM_ERRORS = {
  VALIDATION_FAILED: 400,
  MALFORMED_REQUEST: 400,
  CURSOR_INVALID: 400,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  LOGIN_FAILED: 401,
  ACCOUNT_LOCKED: 429,
  PASSWORD_EXPIRED: 403,
  SECOND_FACTOR_REQUIRED: 401,
  SECOND_FACTOR_WRONG: 401,
  SECOND_FACTOR_MISSING: 403,
  CLIENT_INVALID: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  MEDIA_TYPE_NOT_ALLOWED: 415,
  RATE_LIMITED: 429,
  CAPTCHA_REQUIRED: 422,
  CAPTCHA_INVALID: 422,
  NOT_READY: 503,
  INTERNAL: 500,
} as const satisfies ErrorTable;

declare module '../../../../workflows/engine/errors.js' {
  interface ErrorTables {
    platform: typeof PLATFORM_ERRORS;
  }
}
