import { DatabaseError } from 'pg';

/** PostgreSQL's error, thrown by the driver or wrapped by TypeORM; undefined for other errors. */
function driverErrorOf(error: unknown): DatabaseError | undefined {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  return driverError instanceof DatabaseError ? driverError : undefined;
}

/** SQLSTATE, including our own `DB…`; undefined for errors that are not PostgreSQL's. */
export const sqlStateOf = (error: unknown): string | undefined => driverErrorOf(error)?.code;

const violates =
  (state: string) =>
  (error: unknown, constraint?: string): boolean => {
    const inner = driverErrorOf(error);
    return inner?.code === state && (constraint === undefined || inner.constraint === constraint);
  };

/** Whether a row with this key exists. @param constraint its name; left out: any */
export const isUniqueViolation = violates('23505');
/** Whether a row violates a CHECK. @param constraint as above */
export const isCheckViolation = violates('23514');

/** Whether this transaction was aborted to end a deadlock: an immediate retry may succeed. */
export const isDeadlock = (error: unknown): boolean => sqlStateOf(error) === '40P01';
/** Whether the database does not exist. */
export const isMissingDatabase = (error: unknown): boolean => sqlStateOf(error) === '3D000';
/** Whether the database is not set up for this role: a table is missing or not granted. */
export const isMissingSchema = (error: unknown): boolean =>
  ['42P01', '42501'].includes(sqlStateOf(error) ?? '');

/** NUL or invalid UTF-8 in text, NUL in JSON. PostgreSQL cannot store them, so they are from a parameter. */
const NEVER_STORED = ['22021', '22P05'];
/** The context of an error in a parameter ends with its number, in every language of the server. */
const IN_PARAMETER = /\$\d+( = .*)?$/s;

/**
 * Whether PostgreSQL could not parse a parameter: the caller's error. The same SQLSTATEs outside a parameter mean that a
 * stored value has another form than the statement assumes: our defect.
 */
export function isInvalidParameter(error: unknown): boolean {
  const { code, where } = driverErrorOf(error) ?? {};
  if (code === undefined) return false;
  return NEVER_STORED.includes(code) || (code.startsWith('22') && IN_PARAMETER.test(where ?? ''));
}

/** Classes of SQLSTATE that do not depend on the rows: connection, rollback, resources, locks, shutdown, system. */
const TRANSIENT_CLASSES = ['08', '25', '40', '53', '55', '57', '58'];
/** Messages of pg, without a code, when a connection is lost or none can be opened. */
const NO_CONNECTION =
  /connection terminated|connection ended|connection error|timeout exceeded|not queryable/i;

/**
 * Whether a retry may succeed: the database is unavailable or restarts, or aborted this transaction to end a deadlock. Every
 * other error is caused by the rows, or a defect, and would repeat.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^E[A-Z]{3,}$/.test(code)) return true; // of the socket: EPIPE, ECONNRESET
  if (typeof code === 'string') return TRANSIENT_CLASSES.includes(code.slice(0, 2));
  return NO_CONNECTION.test(error.message);
}

/** Whether PostgreSQL is available and failed on a row: a retry does not help, skipping the row does. */
export const isRowError = (error: unknown): boolean =>
  driverErrorOf(error) !== undefined && !isTransient(error);
