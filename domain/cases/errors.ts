import {
  DubanError,
  ENGINE_ERRORS,
  type Detail,
  type ErrorCode,
  type ErrorTable,
} from '../../workflows/engine/errors.js';
import type { TextParams } from '../messages/index.js';

/** Code -> HTTP status. */
export const CASES_ERRORS = {
  PROCESS_FULL: 409,
  PROCESS_STUCK: 409,
  COMMAND_NOT_PENDING: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  TASK_CLAIMED: 409,
  DRAFT_CHANGED: 412,
  UNIT_UNKNOWN: 400,
  UNIT_CODE_TAKEN: 409,
  UNIT_STATE: 409,
  REASSIGN_NOT_ALLOWED: 409,
  ATTACHMENT_REJECTED: 422,
  UPLOAD_QUOTA: 429,
  VERSION_CONFLICT: 409,
  PROPOSAL_OPEN: 409,
  PROPOSAL_DECIDED: 409,
  DEFINITION_UNKNOWN: 404,
  POLICY_MISSING: 503,
  VERSION_NOT_SERVED: 503,
  ENGINE_UNAVAILABLE: 503,
} as const satisfies ErrorTable;

declare module '../../workflows/engine/errors.js' {
  /** Every text of the catalogue may be a detail. */
  interface DetailTables {
    catalogue: TextParams;
  }
  interface ErrorTables {
    cases: typeof CASES_ERRORS;
  }
}

/** A refusal as it is stored with its command, and as it travels through Temporal. Older and newer programs read it too. */
export interface StoredRefusal {
  readonly code: string | null;
  readonly detail: unknown;
}

/**
 * Reads a stored refusal. A code that this version does not know becomes INTERNAL; an unknown detail is kept, and the
 * gateway shows the title of the code instead.
 */
export function toRefusal({ code, detail }: StoredRefusal, options?: { cause?: unknown }): DubanError {
  return isKernelErrorCode(code)
    ? new DubanError(code, isDetail(detail) ? detail : null, {}, options)
    : new DubanError('INTERNAL', null, {}, options);
}

/** Whether a value is the code of a refusal by a process or by the kernel. */
export const isKernelErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && (Object.hasOwn(ENGINE_ERRORS, value) || Object.hasOwn(CASES_ERRORS, value));

function isDetail(value: unknown): value is Detail {
  const { code, params } = (value ?? {}) as { code?: unknown; params?: unknown };
  return typeof code === 'string' && typeof params === 'object' && params !== null;
}
