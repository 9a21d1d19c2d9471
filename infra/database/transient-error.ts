import { DatabaseError } from 'pg';

/** Classes of SQLSTATE that say nothing about the rows: connection, rollback, resources, locks, shutdown, system. */
const TRANSIENT_CLASSES = ['08', '25', '40', '53', '55', '57', '58'];
/** pg's messages, without a code, when a connection is lost or none can be opened. */
const NO_CONNECTION =
  /connection terminated|connection ended|connection error|timeout exceeded|not queryable/i;

/**
 * Whether the same statements may succeed later: the database is unavailable, restarts, or has chosen this transaction as
 * the victim of a deadlock. Everything else is caused by the rows, or a defect, and would fail again.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^E[A-Z]{3,}$/.test(code)) return true; // of the socket: EPIPE, ECONNRESET
  if (typeof code === 'string') return TRANSIENT_CLASSES.includes(code.slice(0, 2));
  return NO_CONNECTION.test(error.message);
}

/** Whether PostgreSQL is available and rejected a row: a retry does not help, leaving the row out does. */
export const isRowError = (error: unknown): boolean => error instanceof DatabaseError && !isTransient(error);
