import { randomInt } from 'node:crypto';
import { newGroups, plainCode } from '../text/code-groups.js';

/**
 * A one-time code: six digits that are told to an administrator, and twelve characters that its holder tells nobody. The digits
 * name the code, so that the administrator never sees what opens the account.
 */
export interface OneTimeCode {
  /** Both parts: `482913-K7QM-2FWD-9XTB`. */
  readonly code: string;
  /** Six digits. */
  readonly checkNumber: string;
}

/** 60 bits, nearly. */
const GROUPS = 3;

export function newOneTimeCode(): OneTimeCode {
  const checkNumber = String(randomInt(1_000_000)).padStart(6, '0');
  return { code: [checkNumber, ...newGroups(GROUPS)].join('-'), checkNumber };
}

/**
 * The parts of a code as it was typed: spaces and hyphens do not count, nor does case; null: it is none.
 *
 * @returns `secret`: what is compared with the stored hash
 */
export function readOneTimeCode(
  typed: string,
): { readonly checkNumber: string; readonly secret: string } | null {
  const [, checkNumber, secret] = /^(\d{6})([A-Z2-9]{12})$/.exec(plainCode(typed)) ?? [];
  return checkNumber === undefined || secret === undefined ? null : { checkNumber, secret };
}
