import { isCheckViolation, sqlStateOf } from '../../infra/database/database-errors.js';
import { DubanError, type ErrorCode } from '../../workflows/engine/errors.js';

/** SQLSTATEs of infra/database/migrations/policy-gate.ts. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  DB010: 'POLICY_GATE_CLOSED',
  DB011: 'RECORD_FROZEN',
  DB012: 'POLICY_STATE',
};

const codeOf = (error: unknown): ErrorCode | undefined => CODES[sqlStateOf(error) ?? ''];

/** Whether the database refused to let a policy be decided or issued: by the gate, or by a check (no number, no text). */
export const isClosedGate = (error: unknown): boolean =>
  isCheckViolation(error) || codeOf(error) !== undefined;

/** Throws what a trigger refused as the refusal of its code; rethrows any other error. */
export function gateRefusal(error: unknown): never {
  const code = codeOf(error);
  throw code ? new DubanError(code, null, {}, { cause: error }) : error;
}
