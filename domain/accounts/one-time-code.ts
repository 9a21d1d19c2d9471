import { randomInt } from 'node:crypto';

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

/** Without I, L, O, U, 0 and 1, which are confused or read as words: 60 bits in twelve characters, nearly. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

export function newOneTimeCode(): OneTimeCode {
  const checkNumber = String(randomInt(1_000_000)).padStart(6, '0');
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );
  return { code: [checkNumber, ...groups].join('-'), checkNumber };
}

/**
 * The parts of a code as it was typed: spaces and hyphens do not count, nor does case; null: it is none.
 *
 * @returns `secret`: what is compared with the stored hash
 */
export function readOneTimeCode(
  typed: string,
): { readonly checkNumber: string; readonly secret: string } | null {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  const [, checkNumber, secret] = /^(\d{6})([A-Z2-9]{12})$/.exec(plain) ?? [];
  return checkNumber === undefined || secret === undefined ? null : { checkNumber, secret };
}
