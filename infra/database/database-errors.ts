import { DatabaseError } from 'pg';

/** PostgreSQL's own error, as the driver throws it or wrapped by TypeORM; undefined for anything else. */
function driverErrorOf(error: unknown): DatabaseError | undefined {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  return driverError instanceof DatabaseError ? driverError : undefined;
}

/** SQLSTATE, our own `DB…` included; undefined when PostgreSQL has not answered with an error. */
export const sqlStateOf = (error: unknown): string | undefined => driverErrorOf(error)?.code;

const violates =
  (state: string) =>
  (error: unknown, constraint?: string): boolean => {
    const inner = driverErrorOf(error);
    return inner?.code === state && (constraint === undefined || inner.constraint === constraint);
  };

/** Whether a row of this key is there already. @param constraint its name; left out: any */
export const isUniqueViolation = violates('23505');
/** Whether a row breaks a CHECK. @param constraint as above */
export const isCheckViolation = violates('23514');
/** Whether a row overlaps another one (EXCLUDE). @param constraint as above */
export const isExclusionViolation = violates('23P01');
/** Whether a row refers to one that is not there, or is referred to. @param constraint as above */
export const isForeignKeyViolation = violates('23503');

/** Whether this transaction was chosen as the victim: the same may succeed at once. */
export const isDeadlock = (error: unknown): boolean => sqlStateOf(error) === '40P01';
/** Whether another transaction got in between, under an isolation level that does not allow it. */
export const isSerializationFailure = (error: unknown): boolean => sqlStateOf(error) === '40001';
/** Whether the database does not exist. */
export const isMissingDatabase = (error: unknown): boolean => sqlStateOf(error) === '3D000';
/** Whether nobody has set the database up for this role: a table is missing, or may not be read. */
export const isMissingSchema = (error: unknown): boolean =>
  ['42P01', '42501'].includes(sqlStateOf(error) ?? '');

/** Text that PostgreSQL can never have stored, so that it was sent: a NUL or bytes that are no UTF-8, and NUL in JSON. */
const NEVER_STORED = ['22021', '22P05'];
/** The context of an error in reading a parameter ends with its number, in whatever language the server speaks. */
const IN_PARAMETER = /\$\d+( = .*)?$/s;

/**
 * Whether PostgreSQL could not read a value that was sent: one that can never have been stored, or that failed as a
 * parameter, before the statement touched a row. The same SQLSTATEs from within a statement mean that a stored value is
 * not what we took it for, which is our defect.
 */
export function isInvalidParameter(error: unknown): boolean {
  const { code, where } = driverErrorOf(error) ?? {};
  if (code === undefined) return false;
  return NEVER_STORED.includes(code) || (code.startsWith('22') && IN_PARAMETER.test(where ?? ''));
}

/** Classes of SQLSTATE that say nothing about the rows: connection, rollback, resources, locks, shutdown, system. */
const TRANSIENT_CLASSES = ['08', '25', '40', '53', '55', '57', '58'];
/** What pg says, without a code, when a connection is gone or none is to be had. */
const NO_CONNECTION =
  /connection terminated|connection ended|connection error|timeout exceeded|not queryable/i;

/**
 * Whether the same statements may well succeed later: the database is away, restarts, or has chosen this transaction as
 * the victim of a deadlock. Everything else is a matter of the rows, or a defect, and would fail again.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^E[A-Z]{3,}$/.test(code)) return true; // of the socket: EPIPE, ECONNRESET
  if (typeof code === 'string') return TRANSIENT_CLASSES.includes(code.slice(0, 2));
  return NO_CONNECTION.test(error.message);
}

/** Whether PostgreSQL was well and could not make sense of a row: trying again does not help, leaving it out does. */
export const isRowError = (error: unknown): boolean =>
  driverErrorOf(error) !== undefined && !isTransient(error);
