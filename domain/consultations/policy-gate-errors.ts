import { isCheckViolation, sqlStateOf } from '../../infra/database/database-errors.js';
import { DubanError, type ErrorCode } from '../../workflows/engine/errors.js';

/** SQLSTATEs of infra/database/migrations/policy-gate.ts. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  DB010: 'POLICY_GATE_CLOSED',
  DB011: 'RECORD_FROZEN',
  DB012: 'POLICY_STATE',
};

const codeOf = (error: unknown): ErrorCode | undefined => CODES[sqlStateOf(error) ?? ''];

/** Whether the database has refused to let a policy be decided or issued. */
export const isClosedGate = (error: unknown): boolean =>
  isCheckViolation(error) || codeOf(error) !== undefined; // a check: no document number, no final text

/** What the database refuses by a trigger, as the refusal that a caller can act on; anything else is thrown on. */
export function gateRefusal(error: unknown): never {
  const code = codeOf(error);
  throw code ? new DubanError(code, (error as Error).message, {}, { cause: error }) : error;
}
