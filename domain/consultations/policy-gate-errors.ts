import { DubanError, type ErrorCode } from '../../workflows/engine/errors.js';

/** SQLSTATEs of the migration `policy-gate`. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  DB010: 'POLICY_GATE_CLOSED',
  DB011: 'RECORD_FROZEN',
  DB012: 'POLICY_STATE',
};
/** A check constraint: no document number, no final text. */
const INCOMPLETE = '23514';

const sqlStateOf = (error: unknown): string =>
  String(
    (error as { driverError?: { code?: unknown } })?.driverError?.code ?? (error as { code?: unknown })?.code,
  );

/** Whether the database has refused to let a policy be decided or issued. */
export const isClosedGate = (error: unknown): boolean => {
  const code = sqlStateOf(error);
  return code === INCOMPLETE || code in CODES;
};

/** Whether a row of this key is there already. */
export const isDuplicate = (error: unknown): boolean => sqlStateOf(error) === '23505';

/** What the database refuses by a trigger, as the refusal that a caller can act on; anything else is thrown on. */
export function gateRefusal(error: unknown): never {
  const code = CODES[sqlStateOf(error)];
  throw code ? new DubanError(code, (error as Error).message, {}, { cause: error }) : error;
}
